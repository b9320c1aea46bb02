"""Which portals show a listing: in, out, online, placed, excluded, and placements that run out."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from listings.models import ActivityPage, OrganisationPage, Placement
from regions.models import Municipality, Portal
from search.indexer import drain_outbox
from search.models import ListingDocument
from tests.search.factories import make_activity, make_organisation

DAY = datetime.timedelta(days=1)


def shown_in(portal: Portal, now: datetime.datetime | None = None) -> set[str]:
    """Titles of what a portal shows."""
    drain_outbox()
    documents = ListingDocument.objects.visible(portal, now or timezone.now())
    return {document.texts[document.source_language]["title"] for document in documents}


def place(portal: Portal, page: Any, kind: str, **values: Any) -> None:
    Placement.objects.create(portal=portal, listing_id=page.translation_key, kind=kind, **values)


def test_portal_shows_listings_in_its_coverage(national: Portal, espoo: Portal, vantaa: Portal) -> None:
    make_activity(make_organisation(espoo), "Espoossa")
    assert shown_in(espoo) == {"Espoossa"}
    assert shown_in(vantaa) == set()
    assert shown_in(national) == {"Espoossa"}


def test_scope_follows_the_activitys_town_not_the_organisations_home(espoo: Portal, vantaa: Portal) -> None:
    page = make_activity(make_organisation(espoo), "Vantaalla", municipality=Municipality.objects.get(code="092"))
    assert shown_in(vantaa) == {"Vantaalla"}
    assert shown_in(espoo) == set()
    assert ListingDocument.objects.get(pk=page.translation_key).facts["canonical_portal"] == "kototori"


@pytest.mark.parametrize("mode", ["online", "phone"])
def test_online_listing_is_in_every_portal(espoo: Portal, vantaa: Portal, mode: str) -> None:
    make_activity(make_organisation(espoo), "Etänä", mode=mode, sign_up_phone="050 123 4567")
    assert shown_in(vantaa) == {"Etänä"}


def test_a_portal_may_do_without_what_is_held_online(espoo: Portal, vantaa: Portal) -> None:
    make_activity(make_organisation(espoo), "Etänä", mode="online", online_url="https://example.org/huone")
    Portal.objects.filter(pk=vantaa.pk).update(takes_online=False)
    assert shown_in(vantaa) == set()


def test_an_activity_of_the_whole_country_shows_everywhere(espoo: Portal, vantaa: Portal) -> None:
    page = make_activity(make_organisation(espoo), "Koko maassa")
    ActivityPage.objects.filter(pk=page.pk).update(municipality=None)
    assert shown_in(vantaa) == {"Koko maassa"}


@pytest.mark.parametrize("kind", ["included", "pinned"])
def test_a_placed_activity_shows_out_of_scope(espoo: Portal, vantaa: Portal, kind: str) -> None:
    place(vantaa, make_activity(make_organisation(espoo), "Espoossa"), kind)
    assert shown_in(vantaa) == {"Espoossa"}


def test_an_excluded_activity_shows_elsewhere_only(national: Portal, espoo: Portal) -> None:
    place(espoo, make_activity(make_organisation(espoo), "Espoossa"), "excluded")
    assert shown_in(espoo) == set()
    assert shown_in(national) == {"Espoossa"}


def test_an_inclusion_ends_after_its_last_day_without_a_timer(espoo: Portal, vantaa: Portal) -> None:
    today = timezone.localdate()
    place(vantaa, make_activity(make_organisation(espoo), "Espoossa"), "included", until=today)
    assert shown_in(vantaa) == {"Espoossa"}
    assert shown_in(vantaa, timezone.now() + DAY) == set()


def test_an_exclusion_ends_after_its_last_day_without_a_timer(espoo: Portal) -> None:
    place(espoo, make_activity(make_organisation(espoo), "Espoossa"), "excluded", until=timezone.localdate())
    assert shown_in(espoo) == set()
    assert shown_in(espoo, timezone.now() + DAY) == {"Espoossa"}


def test_pins_stand_in_the_coordinators_order(espoo: Portal) -> None:
    organisation = make_organisation(espoo)
    for order, title in ((2, "Toinen"), (1, "Ensimmäinen"), (3, "Kolmas")):
        place(espoo, make_activity(organisation, title), "pinned", order=order)
    drain_outbox()
    pinned = ListingDocument.objects.pinned(espoo, timezone.now())
    assert [document.texts["fi"]["title"] for document in pinned] == ["Ensimmäinen", "Toinen", "Kolmas"]


def test_a_pin_ends_after_its_last_day(espoo: Portal) -> None:
    place(espoo, make_activity(make_organisation(espoo)), "pinned", until=timezone.localdate())
    drain_outbox()
    assert ListingDocument.objects.pinned(espoo, timezone.now()).exists()
    assert not ListingDocument.objects.pinned(espoo, timezone.now() + DAY).exists()


def test_expiry_and_end_are_compared_at_read_time(espoo: Portal, organisation: OrganisationPage) -> None:
    today = timezone.localdate()
    make_activity(organisation, "Voimassa tänään", valid_until=today)
    assert shown_in(espoo) == {"Voimassa tänään"}
    assert shown_in(espoo, timezone.now() + DAY) == set()
