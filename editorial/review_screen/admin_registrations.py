"""What the review screen adds to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks

from editorial.review_screen import admin_urls
from editorial.review_screen.answer_menu import AnswerMenuItem
from editorial.review_screen.reason_views import ReasonsMenuItem


def register() -> None:
    hooks.register("register_admin_urls", lambda: admin_urls.urlpatterns)
    hooks.register("register_settings_menu_item", ReasonsMenuItem)
    hooks.register("register_page_action_menu_item", lambda: AnswerMenuItem(order=1))
