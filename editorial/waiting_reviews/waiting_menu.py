"""The way to the list: the menu item."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from regions.permissions import coordinates


class WaitingMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(_("Waiting for you"), reverse("waiting_reviews"), name="waiting", icon_name="tasks", order=10)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)
