"""Ways to curation: the menu item, and the buttons of an activity's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from listings.models import ActivityPage
from listings.placement_choices import Choice, choose_portal, curated_portals, decisions_on
from regions.permissions import coordinates


class CurationMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        address = reverse("listings_curation")
        super().__init__(_("Pinned and hidden"), address, name="curation", icon_name="thumbtack", order=120)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)


def page_choices(page: Any, user: Any) -> Iterator[Choice]:
    """Yield what the person may decide on a public activity's source page; one button for several portals."""
    specific = page.specific if type(page).__name__ == "Page" else page
    if not isinstance(specific, ActivityPage) or not specific.live or not specific.is_source or not coordinates(user):
        return
    key, address = specific.translation_key, reverse("wagtailadmin_pages:edit", args=[specific.pk])
    portals = curated_portals(user)
    if len(portals) > 1:
        yield choose_portal(key, address)
    elif portals:
        (decision,) = decisions_on([key], portals, address)[key]
        yield from decision.choices
