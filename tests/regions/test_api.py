"""Portals, municipalities and areas over the API."""

from typing import Any

import pytest
from django.test import Client

from regions.models import Portal
from tests.regions.factories import open_portal

pytestmark = pytest.mark.django_db


def ask(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == status, response.content
    return response.json()


def test_portals_are_the_same_on_every_host(on_espoo: Client, on_national: Client, espoo: Portal) -> None:
    regional, nationwide = ask(on_espoo, "portals"), ask(on_national, "portals")
    assert regional == nationwide
    assert [(row["slug"], row["is_national"]) for row in regional["results"]] == [
        ("kototori", True),
        ("espoo", False),
        ("vantaa", False),
    ]


def test_one_portal_says_its_address_languages_and_municipalities(on_national: Client, espoo: Portal) -> None:
    assert ask(on_national, "portals/espoo") == {
        "slug": "espoo",
        "name": "Espoo",
        "title": "Kototori Espoo",
        "url": "http://espoo.localhost:8000/",
        "is_national": False,
        "languages": ["fi", "sv", "en"],
        "municipalities": ["049"],
        "takes_online": True,
        "contact": {"name": "", "email": "", "phone": ""},
    }


def test_the_national_host_has_every_municipality_with_its_areas(on_national: Client) -> None:
    answer = ask(on_national, "municipalities?lang=sv")
    assert answer["count"] == 308
    espoo = next(row for row in answer["results"] if row["code"] == "049")
    assert (espoo["name"], espoo["names"]["fi"]) == ("Esbo", "Espoo")
    assert "maakunta:01" in espoo["areas"]
    assert len(espoo["areas"]) == 5


def test_a_regional_host_has_its_own_municipalities(on_espoo: Client) -> None:
    assert [row["code"] for row in ask(on_espoo, "municipalities")["results"]] == ["049"]


def test_municipalities_of_an_area(on_national: Client) -> None:
    codes = {row["code"] for row in ask(on_national, "municipalities?area=maakunta:01")["results"]}
    assert {"049", "091", "092"} <= codes
    assert len(codes) < 308


def test_areas_by_kind_with_their_municipalities(on_national: Client) -> None:
    answer = ask(on_national, "areas?kind=maakunta")
    assert answer["count"] == 19
    uusimaa = next(row for row in answer["results"] if row["key"] == "maakunta:01")
    assert "049" in uusimaa["municipalities"]


def test_a_regional_host_has_the_areas_it_lies_in(on_espoo: Client) -> None:
    assert {row["kind"] for row in ask(on_espoo, "areas")["results"]} == {
        "maakunta",
        "hyvinvointialue",
        "tyollisyysalue",
        "elinvoimakeskus",
        "kielisuhde",
    }


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("municipalities?langg=sv", "langg"),
        ("municipalities?lang=tlh", "lang"),
        ("municipalities?area=maakunta", "area"),
        ("municipalities?area=maakunta:%00", "area"),
        ("areas?kind=planet", "kind"),
        ("portals?page=2", "page"),
    ],
)
def test_wrong_parameter_is_a_400_that_names_it(on_national: Client, path: str, parameter: str) -> None:
    answer = ask(on_national, path, 400)
    assert [error["parameter"] for error in answer["errors"]] == [parameter]


@pytest.mark.parametrize("path", ["portals/nowhere", "portals/%00"])
def test_unknown_portal_is_404(on_national: Client, path: str) -> None:
    ask(on_national, path, 404)


def test_queries_do_not_grow_with_portals(on_national: Client, django_assert_num_queries: Any) -> None:
    ask(on_national, "portals")
    with django_assert_num_queries(3):
        ask(on_national, "portals")
    for number in range(4):
        open_portal(f"p{number}", languages=["fi"])
    ask(on_national, "portals")
    with django_assert_num_queries(3):
        ask(on_national, "portals")


@pytest.mark.parametrize("path", ["municipalities", "areas"])
def test_lists_cost_three_queries_whatever_their_length(
    on_national: Client, on_espoo: Client, django_assert_num_queries: Any, path: str
) -> None:
    ask(on_national, "portals")  # the process knows the portals now
    for client in (on_espoo, on_national):
        with django_assert_num_queries(3):
            ask(client, path)
