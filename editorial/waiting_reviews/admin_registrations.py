"""Registrations of the list with Wagtail's admin."""

from wagtail import hooks

from editorial.waiting_reviews import admin_urls
from editorial.waiting_reviews.waiting_menu import WaitingMenuItem
from editorial.waiting_reviews.waiting_panel import show_panel


def register() -> None:
    hooks.register("register_admin_urls", lambda: admin_urls.urlpatterns)
    hooks.register("register_admin_menu_item", WaitingMenuItem)
    hooks.register("construct_homepage_panels", show_panel)
