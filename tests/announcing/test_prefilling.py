"""What a new announcement has from the start."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from listings.models import ActivityContact, ActivityLanguage, ActivityPage
from regions.models import Municipality
from tests.announcing.form_data import filled
from tests.listings.factories import concept, make_activity, published, translated
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
AGREED = datetime.date(2026, 1, 1)
NEW = "/fi/desk/activities/new/"


def new_form(member: Any) -> dict[str, list[str]]:
    return filled(at("espoo", member.user).get(NEW))


def test_first_announcement_is_filled_in_from_the_organisation(sanna: Any, organisation: Any) -> None:
    organisation.phone, organisation.email = "+358401234567", "toimisto@example.org"
    published(organisation)
    fields = new_form(sanna)
    assert (fields["municipality"], fields["written_in"]) == (["049"], ["fi"])
    assert fields["contacts-0-email"] == ["toimisto@example.org"]
    assert fields["contacts-0-phone"] != [""]
    assert (fields["contacts-0-name"], fields["spoken_languages-0-language"]) == ([""], ["fi"])


def test_next_one_is_filled_in_from_the_last(sanna: Any, organisation: Any) -> None:
    make_activity(organisation, "Vanha", price_type="free")
    last = make_activity(
        organisation,
        "Viimeisin",
        language="sv",
        municipality=Municipality.objects.get(pk="092"),
        place_details="Ring på",
        price_type="paid",
        price_eur="7.50",
        sign_up_type="required",
        sign_up_email="anmalan@example.org",
        seats=12,
        spoken_languages=[
            ActivityLanguage(language="sv", sort_order=0),
            ActivityLanguage(language="ar", role="support", sort_order=1),
        ],
        contacts=[
            ActivityContact(role="teacher", name="Olga", phone="+358400000000", consent_on=AGREED),
            ActivityContact(role="office", phone="+358401234567"),
        ],
    )
    translated(last, "fi", title="Käännös")
    fields = new_form(sanna)
    assert fields["written_in"] == ["sv"]
    assert (fields["municipality"], fields["place_details"]) == (["092"], ["Ring på"])
    assert (fields["price_type"], fields["price_eur"]) == (["paid"], ["7.50"])
    assert (fields["sign_up_type"], fields["sign_up_email"], fields["seats"]) == (
        ["required"],
        ["anmalan@example.org"],
        [""],
    )
    assert fields["spoken_languages-1-language"] == ["ar"]
    assert (fields["title"], fields["contacts-TOTAL_FORMS"], fields["contacts-0-name"]) == ([""], ["1"], [""])
    assert "Olga" not in str(fields)


def test_saved_as_it_was_filled_in(sanna: Any, organisation: Any) -> None:
    make_activity(organisation, contacts=[ActivityContact(role="office", phone="+358401234567")])
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), title="Toinen", action="save", themes=[concept("theme", "language").pk])
    assert client.post(NEW, values).status_code == 302
    page = ActivityPage.objects.get(title="Toinen").get_latest_revision_as_object()
    assert [row.phone for row in page.contacts.all()] == ["+358401234567"]
    assert page.municipality_id == "049"


@pytest.mark.parametrize("mark", ["address_hidden", "sensitive"])
def test_hidden_place_does_not_come_along(sanna: Any, organisation: Any, mark: str) -> None:
    hidden: dict[str, Any] = {mark: True}
    make_activity(organisation, place_details="Salainen ovi", district="Tapiola", **hidden)
    fields = new_form(sanna)
    assert (fields["place_details"], fields["district"]) == ([""], [""])


def test_others_activities_fill_in_nothing(sanna: Any, neighbours_activity: Any) -> None:
    assert new_form(sanna)["place_details"] == [""]


@pytest.fixture
def neighbours_activity(other_organisation: Any) -> Any:
    return make_activity(other_organisation, place_details="Naapurin ovi")
