"""What this part adds to Wagtail's admin: its addresses, and its entry in the menu."""

from wagtail import hooks

from editorial.wishes import admin_urls
from editorial.wishes.wish_admin_views import WishesMenuItem


def register() -> None:
    hooks.register("register_admin_urls", lambda: admin_urls.urlpatterns)
    hooks.register("register_admin_menu_item", WishesMenuItem)
