"""Curation: who may pin, include and exclude what, and what follows from it."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone, translation
from wagtail.models import PageLogEntry

from listings.actions.errors import ActionPermissionError
from listings.actions.place_listing import (
    MAX_DAYS,
    ExcludeListing,
    IncludeListing,
    MovePin,
    PinListing,
    PlacementError,
    RemovePlacement,
)
from listings.enums import ListingStatus, PlacementKind
from listings.models import Listing, Placement
from listings.models.placement import MAX_PINS, MAX_REASON
from regions.models import Municipality, Portal, PortalRole
from tests.listings.factories import make_activity
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def record(page: Any) -> Listing:
    found: Listing = Listing.objects.get(pk=page.translation_key)
    return found


def placed(portal: Portal) -> dict[str, str]:
    """Titles of what is placed in a portal, with the kinds."""
    rows = Listing.objects.with_pages().filter(placements__portal=portal)
    kinds = dict(Placement.objects.filter(portal=portal).values_list("listing_id", "kind"))
    return {row.page["title"]: kinds[row.pk] for row in rows}


def pins(portal: Portal) -> list[str]:
    order = Placement.objects.filter(portal=portal, kind=PlacementKind.PINNED).on(timezone.localdate())
    titles = {row.pk: row.page["title"] for row in Listing.objects.with_pages()}
    return [titles[pin.listing_id] for pin in order.in_public_order()]


@pytest.fixture
def elsewhere(other_organisation: Any) -> Any:
    """An activity that takes place in Vantaa only."""
    return make_activity(other_organisation, "Vain Vantaalla", municipality=Municipality.objects.get(pk="092"))


# What makes a difference


def test_what_is_in_scope_is_pinned_and_excluded(activity: Any, espoo: Portal, coordinator: Any) -> None:
    PinListing(record(activity), espoo, coordinator).execute()
    assert placed(espoo) == {"Kielikahvila": "pinned"}
    ExcludeListing(record(activity), espoo, coordinator, reason="Kaksi samanlaista").execute()
    assert placed(espoo) == {"Kielikahvila": "excluded"}


def test_what_is_out_of_scope_is_included_and_then_pinned(elsewhere: Any, espoo: Portal, coordinator: Any) -> None:
    with pytest.raises(PlacementError, match="Include it first"):
        PinListing(record(elsewhere), espoo, coordinator).execute()
    with pytest.raises(PlacementError, match="doesn't show"):
        ExcludeListing(record(elsewhere), espoo, coordinator, reason="Kaukana").execute()
    IncludeListing(record(elsewhere), espoo, coordinator).execute()
    with pytest.raises(PlacementError, match="Stop including"):
        ExcludeListing(record(elsewhere), espoo, coordinator, reason="Kaukana").execute()
    PinListing(record(elsewhere), espoo, coordinator).execute()
    assert placed(espoo) == {"Vain Vantaalla": "pinned"}
    IncludeListing(record(elsewhere), espoo, coordinator).execute()
    assert placed(espoo) == {"Vain Vantaalla": "included"}


def test_what_is_in_scope_is_not_included(activity: Any, espoo: Portal, coordinator: Any) -> None:
    with pytest.raises(PlacementError, match="without being asked"):
        IncludeListing(record(activity), espoo, coordinator).execute()
    assert placed(espoo) == {}


def test_inclusion_that_has_run_out_does_not_let_it_be_pinned(elsewhere: Any, espoo: Portal, coordinator: Any) -> None:
    yesterday = timezone.localdate() - DAY
    Placement.objects.create(portal=espoo, listing=record(elsewhere), kind=PlacementKind.INCLUDED, until=yesterday)
    with pytest.raises(PlacementError):
        PinListing(record(elsewhere), espoo, coordinator).execute()
    action = IncludeListing(record(elsewhere), espoo, coordinator)
    action.execute()
    assert action.replaced is None
    assert Placement.objects.get().until is None


def test_national_portal_has_placements_too(activity: Any, national: Portal, admin: Any) -> None:
    PinListing(record(activity), national, admin).execute()
    assert placed(national) == {"Kielikahvila": "pinned"}


@pytest.mark.parametrize("facts", [{"live": False}, {}])
def test_only_what_is_public_is_placed(facts: dict[str, Any], organisation: Any, espoo: Portal, admin: Any) -> None:
    page = make_activity(organisation, "Päättynyt", **facts)
    if not facts:
        Listing.objects.update(status=ListingStatus.ENDED)
    with pytest.raises(PlacementError, match="isn't public"):
        PinListing(record(page), espoo, admin).execute()
    assert not Placement.objects.exists()


def test_organisations_page_stays_as_it_is(activity: Any, espoo: Portal, coordinator: Any) -> None:
    before = (activity.latest_revision_id, activity.last_published_at, activity.has_unpublished_changes)
    ExcludeListing(record(activity), espoo, coordinator, reason="Kaksi samanlaista").execute()
    activity.refresh_from_db()
    assert (activity.latest_revision_id, activity.last_published_at, activity.has_unpublished_changes) == before


# Reason and last day


@pytest.mark.parametrize("reason", ["", "   ", "\n", "\u200b\u2060", "… – !"])
def test_exclusion_needs_a_reason(reason: str, activity: Any, espoo: Portal, coordinator: Any) -> None:
    with pytest.raises(PlacementError, match="Say why"):
        ExcludeListing(record(activity), espoo, coordinator, reason=reason).execute()
    assert not Placement.objects.exists()


def test_long_reason_is_refused(activity: Any, espoo: Portal, coordinator: Any) -> None:
    with pytest.raises(PlacementError, match="at most"):
        PinListing(record(activity), espoo, coordinator, reason="ä" * (MAX_REASON + 1)).execute()
    PinListing(record(activity), espoo, coordinator, reason="ä" * MAX_REASON).execute()
    assert Placement.objects.get().reason == "ä" * MAX_REASON


@pytest.mark.parametrize("days", [-1, -400, MAX_DAYS + 1])
def test_last_day_is_near(days: int, activity: Any, espoo: Portal, coordinator: Any) -> None:
    with pytest.raises(PlacementError):
        PinListing(record(activity), espoo, coordinator, until=timezone.localdate() + days * DAY).execute()
    assert not Placement.objects.exists()


def test_last_day_of_the_calendar_is_refused(activity: Any, espoo: Portal, coordinator: Any) -> None:
    with pytest.raises(PlacementError):
        PinListing(record(activity), espoo, coordinator, until=datetime.date.max).execute()


@pytest.mark.parametrize("days", [0, MAX_DAYS])
def test_last_day_may_be_today(days: int, activity: Any, espoo: Portal, coordinator: Any) -> None:
    PinListing(record(activity), espoo, coordinator, until=timezone.localdate() + days * DAY).execute()
    assert Placement.objects.get().until == timezone.localdate() + days * DAY


# Who


@pytest.mark.parametrize("role", [PortalRole.COORDINATOR, PortalRole.TRANSLATOR, PortalRole.COUNSELLOR])
def test_only_the_portals_own_coordinators_place(
    role: str, activity: Any, espoo: Portal, vantaa: Portal, editor: Any
) -> None:
    own_translator = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name="own@example.org")
    values: dict[str, Any] = {"languages": ["ar"]} if role == PortalRole.TRANSLATOR else {}
    for user in (make_member(vantaa, role, **values), editor, own_translator):
        with pytest.raises(ActionPermissionError):
            PinListing(record(activity), espoo, user).execute()
    Placement.objects.create(portal=espoo, listing=record(activity), kind=PlacementKind.PINNED)
    with pytest.raises(ActionPermissionError):
        RemovePlacement(record(activity), espoo, editor).execute()
    with pytest.raises(ActionPermissionError):
        MovePin(record(activity), espoo, editor, is_up=True).execute()


def test_right_comes_before_the_state(activity: Any, espoo: Portal, editor: Any) -> None:
    """A message about the state would reveal what another portal has decided."""
    with pytest.raises(ActionPermissionError):
        ExcludeListing(record(activity), espoo, editor, reason="").execute()


def test_deleted_account_leaves_the_placement_without_a_name(activity: Any, espoo: Portal, coordinator: Any) -> None:
    PinListing(record(activity), espoo, coordinator).execute()
    assert Placement.objects.get().placed_by == coordinator
    coordinator.delete()
    assert Placement.objects.get().placed_by is None


def test_log_names_portal_reason_and_what_was_replaced(activity: Any, espoo: Portal, coordinator: Any) -> None:
    PinListing(record(activity), espoo, coordinator, reason="Uusille hyvä alku").execute()
    ExcludeListing(record(activity), espoo, coordinator, reason="Täynnä").execute()
    RemovePlacement(record(activity), espoo, coordinator).execute()
    actions = ["listings.exclude", "listings.remove_placement"]
    entries = PageLogEntry.objects.filter(page=activity.pk, action__in=actions)
    excluded, removed = entries.order_by("timestamp")
    assert (excluded.user, excluded.data["portal"]["slug"], excluded.data["reason"]) == (coordinator, "espoo", "Täynnä")
    assert excluded.data["replaced"] == {"kind": "pinned", "reason": "Uusille hyvä alku", "until": ""}
    assert excluded.message == "Kototori Espoo: not shown. Reason: Täynnä"
    assert removed.message == "Kototori Espoo: shown again"


# The order of pins


@pytest.fixture
def three_pins(organisation: Any, espoo: Portal, coordinator: Any) -> dict[str, Listing]:
    found = {title: record(make_activity(organisation, title)) for title in ("Aamu", "Ilta", "Yö")}
    for listing in found.values():
        PinListing(listing, espoo, coordinator, is_first=False).execute()
    return found


def test_new_pin_is_first_unless_asked_otherwise(
    three_pins: dict[str, Listing], activity: Any, espoo: Portal, coordinator: Any
) -> None:
    assert pins(espoo) == ["Aamu", "Ilta", "Yö"]
    PinListing(record(activity), espoo, coordinator).execute()
    assert pins(espoo) == ["Kielikahvila", "Aamu", "Ilta", "Yö"]


def test_changed_pin_keeps_its_place(three_pins: dict[str, Listing], espoo: Portal, coordinator: Any) -> None:
    PinListing(three_pins["Ilta"], espoo, coordinator, reason="Iltaisin tilaa").execute()
    assert pins(espoo) == ["Aamu", "Ilta", "Yö"]


def test_pins_move_up_and_down(three_pins: dict[str, Listing], espoo: Portal, coordinator: Any) -> None:
    MovePin(three_pins["Yö"], espoo, coordinator, is_up=True).execute()
    assert pins(espoo) == ["Aamu", "Yö", "Ilta"]
    MovePin(three_pins["Aamu"], espoo, coordinator, is_up=False).execute()
    assert pins(espoo) == ["Yö", "Aamu", "Ilta"]
    with pytest.raises(PlacementError, match="first already"):
        MovePin(three_pins["Yö"], espoo, coordinator, is_up=True).execute()
    with pytest.raises(PlacementError, match="last already"):
        MovePin(three_pins["Ilta"], espoo, coordinator, is_up=False).execute()


def test_pins_with_equal_numbers_move_too(three_pins: dict[str, Listing], espoo: Portal, coordinator: Any) -> None:
    """As rows that something else has written may have."""
    Placement.objects.update(order=7)
    first, second, _third = pins(espoo)
    MovePin(three_pins[second], espoo, coordinator, is_up=True).execute()
    assert pins(espoo)[:2] == [second, first]


def test_number_of_pins_is_limited(organisation: Any, espoo: Portal, coordinator: Any) -> None:
    listings = [record(make_activity(organisation, f"Ryhmä {number}")) for number in range(MAX_PINS + 1)]
    Placement.objects.bulk_create(
        Placement(portal=espoo, listing=listing, kind=PlacementKind.PINNED) for listing in listings[:-1]
    )
    with pytest.raises(PlacementError, match=f"{MAX_PINS} pins"):
        PinListing(listings[-1], espoo, coordinator).execute()
    PinListing(listings[0], espoo, coordinator, reason="Sama taas").execute()
    assert len(pins(espoo)) == MAX_PINS
