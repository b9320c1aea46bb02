"""A venue stands on Earth, and its postal code has five digits, whoever writes it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.translation import override

from listings.models import Venue
from regions.models import Portal
from tests.listings.admin import signed_in

pytestmark = pytest.mark.django_db

NOWHERE = [
    (90.0001, 24.9),
    (-91, 24.9),
    (60.2, 180.5),
    (60.2, -1e308),
    (float("nan"), 24.9),
    (60.2, float("inf")),
    (60.2, None),
    (None, 24.9),
]
SOMEWHERE = [(60.2055, 24.6559), (-90, 180), (90, -180), (0, 0), (None, None)]


def venue(**values: Any) -> Venue:
    return Venue(**({"name": "Library", "street": "Street 1", "municipality_id": "049"} | values))


@pytest.mark.parametrize(("lat", "lon"), NOWHERE)
def test_place_beyond_earth_is_refused(lat: Any, lon: Any) -> None:
    with pytest.raises(ValidationError) as refusal:
        venue(lat=lat, lon=lon).full_clean()
    assert {"lat", "lon"} & set(refusal.value.message_dict)
    with pytest.raises(IntegrityError), transaction.atomic():
        venue(lat=lat, lon=lon).save()
    venue().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Venue.objects.update(lat=lat, lon=lon)


@pytest.mark.parametrize(("lat", "lon"), SOMEWHERE)
def test_place_on_earth_is_taken(lat: Any, lon: Any) -> None:
    place = venue(lat=lat, lon=lon)
    place.full_clean()
    place.save()


def test_migration_clears_impossible_places_and_keeps_the_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE listings_venue DROP CONSTRAINT venue_on_earth")
        rows = [*NOWHERE, *SOMEWHERE]
        for number, (lat, lon) in enumerate(rows):
            venue(name=str(number), lat=lat, lon=lon).save()
        cursor.execute(import_module("listings.migrations.0005_coordinates_on_earth").CLEAR_IMPOSSIBLE)
    kept = {int(row.name): (row.lat, row.lon) for row in Venue.objects.filter(street="Street 1")}
    assert [kept[number] for number in range(len(rows))] == [(None, None)] * len(NOWHERE) + SOMEWHERE


@pytest.mark.parametrize("code", ["2770", "0277", "O2770", "FI-02770", "02770a", "027\n70x"])
def test_postal_code_of_other_than_five_digits_is_refused(code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        venue(postal_code=code).full_clean()
    assert "postal_code" in refusal.value.message_dict


@pytest.mark.parametrize("typed", ["02770", "02 770", "٠٢٧٧٠", "०२७७०", " ０２７７０ "])
def test_postal_code_is_kept_in_plain_digits(typed: str) -> None:
    checked, saved = venue(postal_code=typed), venue(postal_code=typed)
    checked.full_clean()
    saved.save()
    assert (checked.postal_code, saved.postal_code) == ("02770", "02770")


def form_of(**values: Any) -> dict[str, Any]:
    return {"name": "Hall", "street": "Road 2", "municipality": "049", "postal_code": "", "district": ""} | values


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"lat": "60.2", "lon": "240,9"}, ["lon"]),
        ({"lat": "1e9", "lon": "24.9"}, ["lat"]),
        ({"lat": "60.2"}, ["lon"]),
        ({"lat": "nan", "lon": "24.9"}, ["lat"]),
        ({"postal_code": "1234"}, ["postal_code"]),
        ({"postal_code": "123456"}, ["postal_code"]),
    ],
)
def test_form_says_which_value_is_wrong_and_keeps_it(values: Any, fields: list[str], coordinator: Any) -> None:
    sent = form_of(lat="", lon="") | values
    answer = signed_in(coordinator).post(reverse("wagtailsnippets_listings_venue:add"), sent)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert set(fields) <= set(form.errors)
    assert all(form[name].value() == value for name, value in values.items())
    assert not Venue.objects.filter(name="Hall").exists()


def test_form_takes_a_postal_code_as_people_write_it(coordinator: Any, espoo: Portal) -> None:
    sent = form_of(postal_code="٠٢ ٧٧٠", lat="60.2", lon="24.9")
    answer = signed_in(coordinator).post(reverse("wagtailsnippets_listings_venue:add"), sent)
    assert answer.status_code == 302
    assert Venue.objects.get(name="Hall").postal_code == "02770"


KNOWN = {"name": "Entressen kirjasto", "street": "Siltakatu 11", "municipality_id": "049"}


@pytest.fixture
def known(espoo: Portal) -> Venue:
    place: Venue = Venue.objects.create(**KNOWN)
    return place


def same_as(known: Venue, **values: Any) -> dict[str, Any]:
    """A form with the same name and address, as somebody may type them."""
    return form_of(name=f"  {known.name}", street=f"{known.street} ", lat="", lon="") | values


def assert_says_that_it_is_there(answer: Any, form: str = "form") -> None:
    assert answer.status_code == 200
    shown = answer.context[form]
    with override("fi"):
        assert "tämänniminen" in str(shown.errors["name"])
    assert shown["district"].value() == "Espoon keskus"
    assert Venue.objects.filter(street=KNOWN["street"]).count() == 1


def test_second_venue_of_the_same_name_and_address_is_refused(known: Venue, coordinator: Any) -> None:
    sent = same_as(known, district="Espoon keskus")
    answer = signed_in(coordinator).post(reverse("wagtailsnippets_listings_venue:add"), sent)
    assert_says_that_it_is_there(answer)


def test_renaming_a_venue_to_one_that_is_there_is_refused(known: Venue, coordinator: Any) -> None:
    other = Venue.objects.create(name="Kirjasto", street="Toinen katu 1", municipality_id="049")
    sent = same_as(known, district="Espoon keskus")
    answer = signed_in(coordinator).post(reverse("wagtailsnippets_listings_venue:edit", args=[other.pk]), sent)
    assert_says_that_it_is_there(answer)
    assert Venue.objects.get(pk=other.pk).name == "Kirjasto"


def test_chooser_does_not_make_a_second_one(known: Venue, coordinator: Any) -> None:
    sent = same_as(known, district="Espoon keskus")
    sent |= {f"create-section-{name}": value for name, value in sent.items()}
    answer = signed_in(coordinator).post(reverse("wagtailsnippetchoosers_listings_venue:create"), sent)
    assert_says_that_it_is_there(answer, "creation_form")


def test_venue_may_keep_its_name_and_share_half_of_it(known: Venue, coordinator: Any) -> None:
    client = signed_in(coordinator)
    edit = reverse("wagtailsnippets_listings_venue:edit", args=[known.pk])
    assert client.post(edit, same_as(known, district="Keskus")).status_code == 302
    for values in ({"street": "Siltakatu 12"}, {"name": "Entressen sali"}, {"municipality": "091"}):
        answer = client.post(reverse("wagtailsnippets_listings_venue:add"), same_as(known, **values))
        assert answer.status_code == 302
    assert Venue.objects.get(pk=known.pk).district == "Keskus"


def test_hidden_venue_is_not_told_of(known: Venue, coordinator: Any) -> None:
    Venue.objects.filter(pk=known.pk).update(address_hidden=True)
    answer = signed_in(coordinator).post(reverse("wagtailsnippets_listings_venue:add"), same_as(known))
    assert answer.status_code == 302
    Venue(**KNOWN, address_hidden=True).full_clean()
    assert Venue.objects.filter(**KNOWN, address_hidden=False).count() == 1
