"""A new place is its organisation's alone until an announcement with it is published; then it is everybody's."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from listings.actions.propose_venue import ProposeVenue
from listings.models import Venue
from regions.models import Municipality
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, published, record_of

pytestmark = pytest.mark.django_db

NAME, STREET = "Kerhotila Kuusi", "Kuusikuja 3"


def proposed(page: Any, **changes: Any) -> Venue:
    values = {"name": NAME, "street": STREET, "municipality": Municipality.objects.get(pk="049")} | changes
    return ProposeVenue(Venue(**values), record_of(page)).execute()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("editor", True),
        ("coordinator", True),
        ("admin", True),
        ("neighbours_editor", False),
        ("vantaa_editor", False),
        ("vantaa_coordinator", False),
        ("translator", False),
    ],
)
def test_who_sees_a_proposed_place(organisation: Any, request: Any, role: str, sees: bool) -> None:
    venue = proposed(organisation)
    person = request.getfixturevalue(role)
    assert Venue.objects.for_editor(person).filter(pk=venue.pk).exists() is sees


def test_another_towns_coordinators_do_not_see_it(organisation: Any, vantaa_coordinator: Any) -> None:
    venue = proposed(organisation, municipality=Municipality.objects.get(pk="092"))
    assert not Venue.objects.for_editor(vantaa_coordinator).filter(pk=venue.pk).exists()


def test_it_is_offered_to_its_organisation_alone(organisation: Any, neighbour: Any) -> None:
    venue = proposed(organisation)
    assert Venue.objects.offered_to(record_of(organisation).pk).filter(pk=venue.pk).exists()
    assert not Venue.objects.offered_to(record_of(neighbour).pk).filter(pk=venue.pk).exists()
    assert not Venue.objects.shared().filter(pk=venue.pk).exists()


def test_a_draft_leaves_it_alone_and_publishing_opens_it(organisation: Any, neighbour: Any) -> None:
    venue = proposed(organisation)
    page = make_activity(organisation, venue=venue, live=False)
    page.save_revision()
    venue.refresh_from_db()
    assert venue.proposed_by == record_of(organisation)
    published(page)
    venue.refresh_from_db()
    assert venue.proposed_by is None
    assert Venue.objects.offered_to(record_of(neighbour).pk).filter(pk=venue.pk).exists()


def test_a_change_of_a_public_page_opens_it_when_it_is_published(organisation: Any) -> None:
    page = make_activity(organisation)
    page.venue = proposed(organisation)
    page.save_revision()
    page.venue.refresh_from_db()
    assert page.venue.proposed_by is not None
    page.get_latest_revision().publish()
    page.venue.refresh_from_db()
    assert page.venue.proposed_by is None


def test_a_hidden_address_keeps_it_closed(organisation: Any, neighbour: Any) -> None:
    venue = proposed(organisation)
    make_activity(organisation, venue=venue, address_hidden=True, sensitive=True)
    venue.refresh_from_db()
    assert (venue.proposed_by, venue.address_hidden) == (record_of(organisation), True)
    assert Venue.objects.offered_to(record_of(organisation).pk).filter(pk=venue.pk).exists()
    assert not Venue.objects.offered_to(record_of(neighbour).pk).filter(pk=venue.pk).exists()


def test_of_two_organisations_with_one_place_both_are_published(organisation: Any, neighbour: Any) -> None:
    first, second = proposed(organisation), proposed(neighbour)
    for page, venue in ((organisation, first), (neighbour, second)):
        make_activity(page, venue=venue)
        venue.refresh_from_db()
    assert [first.proposed_by, second.proposed_by] == [None, record_of(neighbour)]


def test_the_same_place_twice_is_one(organisation: Any) -> None:
    assert proposed(organisation) == proposed(organisation)


def test_an_error_does_not_tell_of_it(organisation: Any) -> None:
    proposed(organisation)
    other = Venue(name=NAME, street=STREET, municipality=Municipality.objects.get(pk="049"))
    other.full_clean()
    other.save()
    with pytest.raises(ValidationError):
        Venue(name=NAME, street=STREET, municipality=other.municipality).full_clean()


def test_the_admins_choosers_do_not_show_it(organisation: Any, vantaa_coordinator: Any, coordinator: Any) -> None:
    venue = proposed(organisation)
    for route, args in (
        ("wagtailsnippetchoosers_listings_venue:choose", []),
        ("wagtailsnippetchoosers_listings_venue:chosen", [venue.pk]),
        ("wagtailsnippets_listings_venue:list", []),
        ("wagtailsnippets_listings_venue:edit", [venue.pk]),
    ):
        answer = signed_in(vantaa_coordinator).get(reverse(route, args=args), follow=True)
        assert NAME not in answer.content.decode(), route
    assert NAME in signed_in(coordinator).get(reverse("wagtailsnippets_listings_venue:list")).content.decode()


def test_one_statement_opens_the_places_of_all_its_pages(organisation: Any, neighbour: Any) -> None:
    twice = [proposed(organisation), proposed(neighbour)]
    hidden = proposed(organisation, name="Piilotila", address_hidden=True)
    venues = [*twice, proposed(organisation, name="Kerhotila Seitsemän"), hidden]
    pages = [make_activity(organisation) for _venue in venues]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE listings_activitypage AS page SET venue_id = given.venue "
            "FROM unnest(%s::int[], %s::bigint[]) AS given (page, venue) WHERE page.page_ptr_id = given.page",
            [[page.pk for page in pages], [venue.pk for venue in venues]],
        )
    closed = Venue.objects.filter(pk__in=[venue.pk for venue in venues]).exclude(proposed_by=None)
    assert set(closed) == {twice[1], hidden}
