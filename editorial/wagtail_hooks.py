"""What this app registers with Wagtail's admin. Decides nothing."""

from wagtail import hooks

from editorial.articles import translating

hooks.register("before_edit_page", translating.save_translation, order=-10)
