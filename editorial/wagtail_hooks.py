"""Registrations of this app with Wagtail's admin."""

from wagtail import hooks

from editorial.articles import translating
from editorial.edit_conflicts import guarded_pages

hooks.register("before_edit_page", translating.save_translation, order=-10)
hooks.register("after_create_page", guarded_pages.note_created, order=-100)
