"""The way to the people of a portal: the menu item."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from regions.permissions import coordinates


class PeopleMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(_("People"), reverse("people"), name="people", icon_name="group", order=130)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)
