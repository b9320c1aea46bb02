"""Curating as a browser does, and what visitors see of it."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from regions.models import Municipality
from search.indexer import drain_outbox
from tests.faces.visiting import finder, read, titles, visit
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity

LIST = "/admin/curation/"
POOL = "/admin/listings/pool/"
DAY = datetime.timedelta(days=1)
MARKUP = "<script>alert(1)</script><b>Täynnä</b>"


def place_address(page: Any, name: str, portal: str = "espoo") -> str:
    return reverse("listings_place", args=[portal, page.translation_key, name])


def remove_address(page: Any, portal: str = "espoo") -> str:
    return reverse("listings_remove_placement", args=[portal, page.translation_key])


def move_address(page: Any, portal: str = "espoo") -> str:
    return reverse("listings_move_pin", args=[portal, page.translation_key])


def place(user: Any, page: Any, name: str, *, portal: str = "espoo", **values: Any) -> Any:
    """Send the form as a browser does; follows the redirect."""
    data = {"reason": "", "until": "", "is_first": "first"} | values
    return signed_in(user).post(place_address(page, name, portal), data, follow=True)


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content.decode(), "html.parser").get_text(" ").split())


def in_finder(portal: str = "espoo", query: str = "") -> list[str]:
    return titles(read(portal, f"{finder('fi')}{query}"))


def in_api(portal: str = "espoo") -> list[str]:
    answer = visit(portal, "/api/v1/activities?lang=fi").json()
    assert answer["count"] == len(answer["results"])
    return [item["title"] for item in answer["results"]]


def on_front_page(portal: str = "espoo") -> list[str]:
    page = read(portal, "/fi/")
    section = page.select_one("section[aria-labelledby=pinned]")
    return titles(section) if section else []  # type: ignore[arg-type]


@pytest.fixture
def pool(organisation: Any, activity: Any, other_organisation: Any) -> dict[str, Any]:
    """Two activities in Espoo and one in Vantaa, indexed."""
    pages = {
        "Aamukahvi": make_activity(organisation, "Aamukahvi"),
        "Kielikahvila": activity,
        "Vain Vantaalla": make_activity(
            other_organisation, "Vain Vantaalla", municipality=Municipality.objects.get(pk="092")
        ),
    }
    drain_outbox()
    return pages
