"""Registrations of this app with Wagtail's admin."""

from wagtail import hooks

from editorial.articles import translating

hooks.register("before_edit_page", translating.save_translation, order=-10)
