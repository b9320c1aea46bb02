"""Rights to see, choose and change venues and vocabularies."""

from typing import Any

import pytest
from django.urls import reverse

from listings.models import Venue
from regions.models import Municipality, Portal, PortalRole
from tests.listings.admin import is_open, signed_in
from tests.listings.factories import make_activity
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue(espoo: Portal) -> Venue:
    return Venue.objects.create(name="Kivenlahden talo", municipality=Municipality.objects.get(pk="049"))


def test_a_venue_is_kept_by_its_towns_portal(venue: Venue, espoo: Portal) -> None:
    assert venue.portal == espoo


def test_a_coordinator_chooses_venues(venue: Venue, coordinator: Any) -> None:
    answer = signed_in(coordinator).get(reverse("wagtailsnippetchoosers_listings_venue:choose"))
    assert "Kivenlahden talo" in answer.content.decode()


def test_a_hidden_address_is_not_offered_to_others(venue: Venue, neighbour: Any, vantaa_coordinator: Any) -> None:
    make_activity(neighbour, venue=venue, sensitive=True, address_hidden=True)
    answer = signed_in(vantaa_coordinator).get(reverse("wagtailsnippetchoosers_listings_venue:choose"))
    assert "Kivenlahden talo" not in answer.content.decode()


@pytest.mark.parametrize("person", ["editor", "coordinating_editor"])
def test_an_editor_does_not_change_venues(venue: Venue, person: str, request: Any) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert not is_open(client.get(reverse("wagtailsnippets_listings_venue:edit", args=[venue.pk])))


def test_a_coordinator_changes_the_venues_of_their_portal(venue: Venue, coordinator: Any) -> None:
    assert is_open(signed_in(coordinator).get(reverse("wagtailsnippets_listings_venue:edit", args=[venue.pk])))


def test_a_coordinator_does_not_change_another_portals_venues(venue: Venue, vantaa: Portal) -> None:
    stranger = make_member(vantaa, PortalRole.COORDINATOR)
    assert not is_open(signed_in(stranger).get(reverse("wagtailsnippets_listings_venue:edit", args=[venue.pk])))


@pytest.mark.parametrize("name", ["concept", "conceptlabel"])
def test_only_national_administrators_keep_vocabularies(coordinator: Any, admin: Any, name: str) -> None:
    address = reverse(f"wagtailsnippets_listings_{name}:list")
    assert (is_open(signed_in(coordinator).get(address)), is_open(signed_in(admin).get(address))) == (False, True)
