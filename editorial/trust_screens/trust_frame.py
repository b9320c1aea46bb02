"""What the screens of trust have in common: the portal, the frame, the choice among several portals."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from regions.models import Portal, PortalRole
from regions.permissions import coordinates, may_coordinate, portals_with_role

ICON = "lock-open"


class TrustMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("Trust"), reverse("review_trust"), name="trust", icon_name=ICON, order=132)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)


def chosen_portal(request: HttpRequest, slug: str) -> Portal | None:
    """The portal of the address, or the person's only one; None where they have several to choose from.

    404 for a portal that the person doesn't coordinate, and for whoever coordinates none.
    """
    if slug:
        portal = Portal.objects.select_related("site").filter(slug=slug).first()
        if portal is None or not may_coordinate(request.user, portal):
            raise Http404
        return portal
    portals = list(_own_portals(request.user)[:2])
    if not portals:
        raise Http404
    return portals[0] if len(portals) == 1 else None


def choose_portal(request: HttpRequest, name: str, title: str) -> HttpResponse:
    """The choice among the person's portals; ``name``: that of the address below which each has its page."""
    rows = [(portal, reverse(name, args=[portal.slug])) for portal in _own_portals(request.user)]
    return render(request, "editorial/admin/trust/portals.html", frame(title) | {"portals": rows})


def frame(title: str, *below: tuple[str, str]) -> dict[str, Any]:
    """Return what the page's header and breadcrumbs need; ``below``: (words, address) of the pages above it."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    trail += [{"url": url, "label": label} for label, url in below]
    trail.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": ICON, "breadcrumbs_items": trail}


def _own_portals(user: Any) -> Any:
    portals = portals_with_role(user, PortalRole.COORDINATOR).select_related("site")
    return portals.order_by("-is_national", "name")
