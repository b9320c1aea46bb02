"""The list of what a portal pins, includes and excludes, and the pages that place, remove and move.

Whoever doesn't curate the portal gets 404, and so does everybody for a listing that isn't public: the answer reveals
neither the portal's decisions nor a draft's title.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from listings.actions.errors import ActionError, ActionPermissionError
from listings.actions.place_listing import PLACING, MovePin, PlaceListing, PlacementAction, RemovePlacement
from listings.curation.listing_links import links_about
from listings.curation.placement_forms import PlacementForm
from listings.curation.placement_rows import make_placement_list
from listings.enums import PlacementKind
from listings.models import Listing, Placement
from listings.models.placement import PINS_ON_FRONT_PAGE
from listings.placement_choices import curated_portals, decisions_on, placing_label, public_facts, removal_label
from listings.placement_wording import in_portal, replaced_in_words
from listings.pool_overview.overview_rows import PoolRow, make_rows
from listings.scope import rules_of
from regions.models import Portal
from regions.permissions import may_coordinate


@require_GET
def curation(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The list of one portal. Without a name in the address: of the person's only portal, or a choice among several."""
    portals = curated_portals(request.user)
    if not portals:
        raise Http404
    if not slug and len(portals) > 1:
        context = _frame(_("Pinned and hidden")) | {"portals": portals}
        return render(request, "listings/admin/curation_portals.html", context)
    portal = _curated_portal(request, slug or portals[0].slug)
    placements = make_placement_list(portal, request.user, request.get_full_path())
    pool = reverse("listings_pool_modeladmin_index")
    context = {
        **_frame(_("Pinned and hidden: %(portal)s") % {"portal": portal.title}, portal if len(portals) > 1 else None),
        "curated": portal,
        "placements": placements,
        "pins_on_front_page": PINS_ON_FRONT_PAGE,
        "pool_url": pool,
        "elsewhere_url": f"{pool}?scope=country",
    }
    return render(request, "listings/admin/curation.html", context)


@require_GET
def placement_choices(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """What the person may decide on a listing in each of their portals."""
    portals = curated_portals(request.user)
    if not portals:
        raise Http404
    listing = _public_listing(request, listing_id)
    decisions = decisions_on([listing.id], portals, get_valid_next_url_from_request(request))
    context = _frame(_("In which portal?"), is_below=True) | {
        "listing": listing,
        "links": links_about(request.user, listing.id),
        "decisions": decisions[listing.id],
    }
    return render(request, "listings/admin/placement_choices.html", context)


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, slug: str, listing_id: UUID, name: str) -> HttpResponse:
    """Ask for reason and last day (GET), and pin, include or exclude (POST)."""
    portal, action_class = _curated_portal(request, slug), PLACING.get(name)
    if action_class is None:
        raise Http404
    listing = _public_listing(request, listing_id)
    placements = Placement.objects.on(timezone.localdate()).filter(portal=portal, listing=listing_id)
    form = PlacementForm(action_class.kind, placements.first(), request.POST if request.method == "POST" else None)
    fault = ""
    if form.is_valid():
        action = action_class(_record(listing_id), portal, request.user, **form.cleaned_data)
        fault = _fault_of(action)
        if not fault:
            messages.success(request, _placed_words(listing, action))
            return redirect(_way_back(request, portal))
    elif form.is_bound:
        messages.error(request, _("Nothing is changed yet: see the reasons below."))
    (decision,) = decisions_on([listing_id], [portal])[listing_id]
    is_change = decision.kind == action_class.kind
    context = {
        **_frame(f"{placing_label(action_class.kind)}: {portal.title}", portal, is_below=True),
        "curated": portal,
        "listing": listing,
        "links": links_about(request.user, listing.id),
        "kind": action_class.kind,
        "form": form,
        "media": form.media,
        "decision": decision,
        "fault": fault,
        "button": _("Save") if is_change else placing_label(action_class.kind),
        "way_back": _way_back(request, portal),
    }
    return render(request, "listings/admin/placement.html", context, status=400 if fault or form.errors else 200)


@require_http_methods(["GET", "POST"])
def remove_placement(request: HttpRequest, slug: str, listing_id: UUID) -> HttpResponse:
    """Ask whether a placement is to be removed (GET), and remove it (POST). The listing needn't be public any more."""
    portal = _curated_portal(request, slug)
    placement = get_object_or_404(Placement.objects.filter(portal=portal), listing=listing_id)
    listing = next(iter(_rows(request, Listing.objects.visible_to(request.user).filter(pk=listing_id))), None)
    fault = ""
    if request.method == "POST":
        fault = _fault_of(RemovePlacement(placement.listing, portal, request.user))
        if not fault:
            messages.success(
                request, _("Removed. %(portal)s again shows what its area decides.") % {"portal": portal.title}
            )
            return redirect(_way_back(request, portal))
    label = removal_label(PlacementKind(placement.kind))
    context = {
        **_frame(f"{label}: {portal.title}", portal, is_below=True),
        "curated": portal,
        "listing": listing,
        "placement": placement,
        "state": in_portal(portal.title, placement.kind, placement.until),
        "button": label,
        "is_gone_after": placement.kind != PlacementKind.EXCLUDED and not _is_in_scope(portal, listing_id),
        "fault": fault,
        "way_back": _way_back(request, portal),
    }
    return render(request, "listings/admin/placement_removal.html", context, status=400 if fault else 200)


@require_POST
def move_pin(request: HttpRequest, slug: str, listing_id: UUID) -> HttpResponse:
    """Move a pin up or, with ``direction`` "down", down; back to the list, with a message where that can't be done."""
    portal = _curated_portal(request, slug)
    placement = get_object_or_404(Placement.objects.filter(portal=portal), listing=listing_id)
    is_up = request.POST.get("direction") != "down"
    fault = _fault_of(MovePin(placement.listing, portal, request.user, is_up=is_up))
    if fault:
        messages.warning(request, fault)
    return redirect(reverse("listings_curation_of", args=[portal.slug]) + f"#listing-{listing_id}")


def _curated_portal(request: HttpRequest, slug: str) -> Portal:
    portal = Portal.objects.select_related("site").filter(slug=slug).first()
    if portal is None or not may_coordinate(request.user, portal):
        raise Http404
    return portal


def _rows(request: HttpRequest, listings: Any) -> list[PoolRow]:
    return list(make_rows(listings.with_portal().with_pages(), Listing.objects.editable_by(request.user)))


def _public_listing(request: HttpRequest, listing_id: UUID) -> PoolRow:
    rows = _rows(request, Listing.objects.public_apart_from_time().filter(pk=listing_id))
    if not rows:
        raise Http404
    return rows[0]


def _record(listing_id: UUID) -> Listing:
    record: Listing = get_object_or_404(Listing, pk=listing_id)
    return record


def _is_in_scope(portal: Portal, listing_id: UUID) -> bool:
    """Whether the portal shows the listing without a placement; true where nobody sees it now."""
    facts = public_facts([listing_id]).get(listing_id)
    (rule,) = rules_of(Portal.objects.filter(pk=portal.pk))
    return facts is None or rule.takes(facts.municipality, facts.mode)


def _fault_of(action: PlacementAction) -> str:
    """Execute the action; return why it can't be done, or an empty text."""
    try:
        action.execute()
    except (ActionPermissionError, Listing.DoesNotExist) as error:
        raise Http404 from error
    except ActionError as error:
        return str(error)
    return ""


def _placed_words(listing: PoolRow, action: PlaceListing) -> str:
    """Say what holds now and what it replaces, which somebody else may have decided meanwhile."""
    words = f"“{listing.title}” – {in_portal(action.portal.title, action.kind, action.until)}."
    before = action.replaced
    if before and (before.kind, before.until, before.reason) != (action.kind, action.until, action.reason):
        words += " " + replaced_in_words(before)
    return words


def _way_back(request: HttpRequest, portal: Portal) -> str:
    return get_valid_next_url_from_request(request) or reverse("listings_curation_of", args=[portal.slug])


def _frame(title: str, portal: Portal | None = None, *, is_below: bool = False) -> dict[str, Any]:
    """Return what the page's header and breadcrumbs need; ``is_below``: it stands below the portal's list."""
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("listings_curation"), "label": _("Pinned and hidden")},
    ]
    if portal is not None:
        trail.append({"url": reverse("listings_curation_of", args=[portal.slug]), "label": portal.title})
    if is_below:
        trail.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": "thumbtack", "breadcrumbs_items": trail}
