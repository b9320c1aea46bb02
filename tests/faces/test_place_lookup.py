"""Positions of places as people type them: towns in any language, parts of towns, postal codes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from faces.finder.place_lookup import Position, find_place
from regions.models import Municipality, Portal
from search.models import ListingDocument
from tests.faces.visiting import change, multiply, read, soup, titles, visit


def find(text: str, portal: str = "espoo", language: str = "fi") -> Position | None:
    return find_place(text, Portal.objects.get(slug=portal), language, timezone.now())


def town(code: str) -> Position:
    municipality = Municipality.objects.get(code=code)
    return municipality.lat, municipality.lon


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Espoo", "fi"),
        ("espoo", "en"),
        ("Esbo", "sv"),
        ("Esbo", "fi"),
        ("Espoossa", "fi"),
        ("Эспоо", "ru"),
        ("إسبو", "ar"),
    ],
)
def test_town_is_known_by_its_name_in_any_language(demo_pool: None, text: str, language: str) -> None:
    assert find(text, language=language) == town("049")


def test_town_that_the_portal_does_not_cover_is_known_too(demo_pool: None) -> None:
    assert find("Oulu") == town("564")


@pytest.mark.parametrize("text", ["Tapiola", "tapiola", "Tapiolassa", "Tapiola, Espoo"])
def test_part_of_town_is_at_the_middle_of_its_activities(demo_pool: None, text: str) -> None:
    change("L032", codes=["district:Tapiola"], lat=60.18, lon=24.8, position_known=True)
    ListingDocument.objects.exclude(source_id="L032").delete()
    assert find(text) == (60.18, 24.8)


def test_part_of_town_without_activities_in_the_portal_is_not_known(demo_pool: None) -> None:
    change("L032", codes=["district:Tapiola"], portals=[])
    ListingDocument.objects.exclude(source_id="L032").delete()
    assert find("Tapiola") is None


def at_postal_code(source_id: str, code: str, lat: float, lon: float) -> None:
    venue: dict[str, Any] = {"name": "Talo", "street": "", "postal_code": code, "floor": ""}
    change(source_id, venue=venue, lat=lat, lon=lon, position_known=True)


@pytest.mark.parametrize("text", ["02100", "FI-02100", "fi 02100"])
def test_postal_code_is_at_its_venues(demo_pool: None, text: str) -> None:
    at_postal_code("L032", "02100", 60.1, 24.7)
    assert find(text) == (60.1, 24.7)


def test_postal_code_without_a_venue_is_at_venues_with_a_similar_code(demo_pool: None) -> None:
    at_postal_code("L032", "02100", 60.1, 24.7)
    assert find("02103") == (60.1, 24.7)


@pytest.mark.parametrize(
    ("text", "code"),
    [("02200", "049"), ("02700", "235"), ("02400", "257"), ("90100", "564"), ("33100", "837"), ("22100", "478")],
)
def test_postal_code_without_similar_venues_is_at_its_town(demo_pool: None, text: str, code: str) -> None:
    assert find(text) == town(code)


@pytest.mark.parametrize("text", ["xyzzy", "1234", "123456", "Kielikahvila", "00", "'; --", "٠٢١٠"])
def test_unknown_place_has_no_position(demo_pool: None, text: str) -> None:
    assert find(text) is None


def test_number_of_queries_does_not_grow_with_the_pool(demo_pool: None) -> None:
    def queries(text: str) -> int:
        find(text)
        with CaptureQueriesContext(connection) as captured:
            find(text)
        # A transaction that is still open loads what it has written itself, each time anew.
        return sum("search_listingcolumns" not in query["sql"] for query in captured)

    texts = ["Espoo", "Tapiola", "02100", "90100", "xyzzy"]
    before = [queries(text) for text in texts]
    multiply("L032", 90)
    assert [queries(text) for text in texts] == before
    assert max(before) <= 6


def test_finder_keeps_the_typed_place_and_shows_distances_from_it(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?place=Tapiola&sort=distance&radius=10")
    assert page.select_one("#place")["value"] == "Tapiola"  # type: ignore[index]
    assert " km" in page.select(".card .where")[0].get_text()
    chips = {chip.span.get_text(): chip["href"] for chip in page.select(".chip") if chip.span}
    near = next(href for words, href in chips.items() if "Tapiola" in words)
    assert near == "?"
    assert "place=Tapiola" in next(str(href) for words, href in chips.items() if "Tapiola" not in words)


def test_typed_place_takes_precedence_over_a_position(demo_pool: None) -> None:
    typed = titles(read("espoo", "/fi/toiminta/?place=Espoo&sort=distance"))
    assert titles(read("espoo", "/fi/toiminta/?place=Espoo&near=65.0,25.4&sort=distance")) == typed


def test_unknown_place_is_an_error_at_its_field_and_all_input_stays(demo_pool: None) -> None:
    response = visit("espoo", "/fi/toiminta/?q=kahvila&place=Xyzzy&radius=5&theme=sport&view=week")
    assert response.status_code == 400
    page = soup(response)
    field = page.select_one("#place")
    assert field is not None
    assert field["value"] == "Xyzzy"
    assert field["aria-invalid"] == "true"
    described = page.find(id=str(field["aria-describedby"]))
    assert described is not None
    assert "Xyzzy" in described.get_text()
    hidden = {(tag["name"], tag["value"]) for tag in page.select("input[type=hidden]")}
    assert hidden == {("radius", "5"), ("theme", "sport"), ("view", "week")}


def test_distance_without_a_place_is_ignored(demo_pool: None) -> None:
    everything = titles(read("espoo", "/fi/toiminta/"))
    assert titles(read("espoo", "/fi/toiminta/?place=&near=&radius=5&sort=distance")) == everything
