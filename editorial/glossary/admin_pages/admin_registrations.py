"""What the glossary adds to Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editorial.glossary.admin_pages import glossary_admin_urls
from editorial.glossary.admin_pages.glossary_views import ICON, TITLE
from regions.permissions import coordinates


class GlossaryMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(TITLE, reverse("glossary"), name="glossary", icon_name=ICON, order=162)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)


def register() -> None:
    hooks.register("register_admin_urls", lambda: glossary_admin_urls.urlpatterns)
    hooks.register("register_admin_menu_item", GlossaryMenuItem)
    hooks.register("register_log_actions", _register_log_actions)


def _register_log_actions(actions: object) -> None:
    actions.register_action(  # type: ignore[attr-defined]
        "editorial.change_glossary", _("Change the glossary"), _("Changed the portal's glossary")
    )
