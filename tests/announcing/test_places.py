"""Where: own places first, others by typing, with and without script, and a new place in the same form."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.models import Venue
from regions.models import Municipality
from tests.announcing.form_data import filled
from tests.announcing.saving import address, saved_with, send, visit
from tests.listings.factories import make_activity, record_of
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def venue(name: str, street: str = "", town: str = "049", **facts: Any) -> Venue:
    row: Venue = Venue.objects.create(name=name, street=street, municipality=Municipality.objects.get(pk=town), **facts)
    return row


def suggested(member: Any, **asked: str) -> Any:
    return at("espoo", member.user).get("/fi/desk/places/", {"organisation": str(member.organisation_id)} | asked)


def names(answer: Any) -> list[str]:
    return [one["name"] for one in answer.json()["results"]]


def test_own_places_come_first_then_the_towns(sanna: Any, organisation: Any) -> None:
    venue("Kirjasto A", town="092")
    venue("Kirjasto B")
    make_activity(organisation, venue=venue("Kirjasto C", town="092"))
    answer = suggested(sanna, q="kirjastossa", municipality="049")
    assert names(answer) == ["Kirjasto C", "Kirjasto B", "Kirjasto A"]


def test_places_are_found_by_their_address(sanna: Any) -> None:
    venue("Olohuone", "Kulttuuriaukio 2")
    assert names(suggested(sanna, q="kulttuuriaukio 2")) == ["Olohuone"]


@pytest.mark.parametrize("typed", ["", "x", "%%", "\x00", "_", "' OR 1=1", "a" * 5000, "🙂🙂"])
def test_what_says_nothing_finds_nothing(sanna: Any, typed: str) -> None:
    venue("Kirjasto")
    assert names(suggested(sanna, q=typed)) == []


def test_suggestions_are_few_and_their_queries_too(sanna: Any) -> None:
    for number in range(30):
        venue(f"Kirjasto {number}")
    suggested(sanna, q="kirjasto")
    with CaptureQueriesContext(connection) as queries:
        assert len(names(suggested(sanna, q="kirjasto"))) == 8
    asked = [query["sql"] for query in queries if "listings_" in query["sql"]]
    assert len(asked) <= 6, asked


def test_no_place_of_others_is_suggested_or_shown_or_taken(
    sanna: Any, organisation: Any, neighbour: Any, activity: Any
) -> None:
    hidden = venue("Turvatalo Kaisla", "Salakuja 1")
    make_activity(neighbour, venue=hidden, address_hidden=True, sensitive=True)
    proposed = venue("Turvatalo Uusi", "Salakuja 2", proposed_by=record_of(neighbour))
    assert names(suggested(sanna, q="turvatalo")) == []
    assert "Turvatalo" not in visit(sanna, activity).text
    for row in (hidden, proposed):
        answer = send(sanna, activity, venue=row.pk, place_typed="turvatalo")
        assert answer.status_code == 422
        assert "Salakuja" not in answer.text
        assert "Turvatalo" not in answer.text
        found = at("espoo", sanna.user).get(address(activity))
        assert "Salakuja" not in found.text


def test_of_two_organisations_of_one_person_each_keeps_its_own(sanna: Any, neighbour: Any, activity: Any) -> None:
    from listings.models import OrganisationMembership

    OrganisationMembership.objects.create(user=sanna.user, organisation=record_of(neighbour))
    foreign = venue("Naapurin oma", proposed_by=record_of(neighbour))
    assert names(suggested(sanna, q="naapurin")) == []
    assert names(suggested(sanna, q="naapurin", organisation=str(record_of(neighbour).pk))) == ["Naapurin oma"]
    assert send(sanna, activity, venue=foreign.pk).status_code == 422


def test_suggestions_are_for_the_organisations_people(sanna: Any, neighbour: Any, neighbours_editor: Any) -> None:
    asked = {"q": "kirjasto", "organisation": str(sanna.organisation_id)}
    assert at("espoo", neighbours_editor).get("/fi/desk/places/", asked).status_code == 404
    assert at("espoo").get("/fi/desk/places/", asked).status_code == 302
    for broken in ("", "x", str(record_of(neighbour).pk)):
        assert suggested(sanna, q="kirjasto", organisation=broken).status_code == 404


def test_the_town_follows_from_the_place(sanna: Any, activity: Any) -> None:
    place = venue("Tikkurilan kirjasto", town="092")
    page, _said = saved_with(sanna, activity, venue=place.pk)
    assert (page.venue, page.municipality_id) == (place, "092")


def test_without_script_one_types_presses_and_chooses(sanna: Any, activity: Any) -> None:
    place = venue("Sellon kirjasto", "Leppävaarankatu 9")
    client = at("espoo", sanna.user)
    shown = client.get(address(activity))
    answer = client.post(address(activity), filled(shown, title="Kesken", place_typed="sello", action="find-place"))
    assert answer["Location"].endswith("#id_venue")
    again = client.get(answer["Location"])
    assert f'value="{place.pk}"' in again.text
    assert "Leppävaarankatu 9" in again.text
    assert again.context["form"]["title"].value() == "Kesken"
    saved = client.post(address(activity), filled(again, venue=place.pk, action="save"))
    assert saved.status_code == 302
    activity.refresh_from_db()
    assert activity.get_latest_revision_as_object().venue == place


NEW = {
    "venue": "new",
    "new_place_name": "Kerhotila  Kuusi",
    "new_place_street": "Kuusikuja 3",
    "new_place_postal_code": "02770",
    "new_place_district": "Kuusila",
}


def test_a_new_place_is_the_organisations_own(sanna: Any, activity: Any) -> None:
    page, _said = saved_with(sanna, activity, **NEW)
    place = page.venue
    assert (place.name, place.street, place.postal_code, place.district) == (
        "Kerhotila Kuusi",
        "Kuusikuja 3",
        "02770",
        "Kuusila",
    )
    assert (place.municipality_id, place.proposed_by_id) == ("049", sanna.organisation_id)
    again, _said = saved_with(sanna, activity)
    assert again.venue == place
    assert Venue.objects.filter(street="Kuusikuja 3").count() == 1


def test_a_name_alone_makes_a_new_place_where_none_is_chosen(sanna: Any, activity: Any) -> None:
    page, _said = saved_with(sanna, activity, venue="", new_place_name="Kerhotila")
    assert page.venue.name == "Kerhotila"


def test_the_same_place_is_taken_instead_of_a_double(sanna: Any, activity: Any) -> None:
    place = venue("Kerhotila Kuusi", "Kuusikuja 3")
    page, _said = saved_with(sanna, activity, **(NEW | {"new_place_name": "kerhotila kuusi"}))
    assert page.venue == place


def test_alike_places_are_offered_before_a_double_is_made(sanna: Any, activity: Any) -> None:
    place = venue("Kuusen kerhotila", "Kuusikuja 3")
    answer = send(sanna, activity, **NEW)
    assert answer.status_code == 422
    assert f'value="{place.pk}"' in answer.text
    assert 'name="new_place_is_other"' in answer.text
    assert Venue.objects.filter(proposed_by__isnull=False).count() == 0
    page, _said = saved_with(sanna, activity, **NEW, new_place_is_other="1")
    assert page.venue.proposed_by_id == sanna.organisation_id


def test_a_new_place_beside_a_chosen_one_is_a_question(sanna: Any, activity: Any) -> None:
    answer = send(sanna, activity, **(NEW | {"venue": venue("Sello").pk}))
    assert answer.status_code == 422
    assert "Kuusikuja 3" in answer.text


@pytest.mark.parametrize(
    "fault", [{"new_place_postal_code": "1"}, {"new_place_name": ""}, {"new_place_street": "x" * 151}]
)
def test_faults_of_a_new_place_are_said_and_all_stays(sanna: Any, activity: Any, fault: dict[str, str]) -> None:
    answer = send(sanna, activity, **(NEW | fault))
    assert answer.status_code == 422
    assert "venue" in answer.context["form"].errors
    assert "Kuusila" in answer.text
    assert not Venue.objects.filter(district="Kuusila").exists()


def test_a_new_place_needs_its_town(sanna: Any, activity: Any) -> None:
    answer = send(sanna, activity, **NEW, municipality="")
    assert answer.context["form"].errors.keys() == {"municipality"}


def test_online_takes_no_place(sanna: Any, activity: Any) -> None:
    page, _said = saved_with(sanna, activity, **NEW, mode="online", online_url="https://example.org/")
    assert page.venue is None
    assert not Venue.objects.filter(street="Kuusikuja 3").exists()


@pytest.mark.parametrize("value", ["0", "-1", "9" * 30, "abc", "new ", "1\x00"])
def test_no_id_breaks_the_form(sanna: Any, activity: Any, value: str) -> None:
    assert send(sanna, activity, venue=value).status_code in (400, 422)


def test_the_form_has_a_constant_number_of_queries(sanna: Any, organisation: Any, activity: Any) -> None:
    counts = []
    for number in (1, 10):
        for one in range(number):
            make_activity(organisation, venue=venue(f"Paikka {number} {one}"))
        visit(sanna, activity)
        with CaptureQueriesContext(connection) as queries:
            visit(sanna, activity)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_town_that_no_town_can_be_is_no_server_error(sanna: Any) -> None:
    assert suggested(sanna, q="kirjasto", municipality="0\0").status_code == 200
