"""A hidden address is nowhere: pages, feeds and the API show only the activity's municipality, in every language."""

from __future__ import annotations

import pytest

from listings.models import ActivityPage, Venue
from search.indexer import index_records
from search.models import ListingDocument
from tests.faces.visiting import body, finder, visit

HIDDEN = "L009"
SECRETS = ("Salainen talo", "Piilokatu 7", "00987", "kerros 13", "Piilola", "koputa kolmesti", "kokous.example.org")


@pytest.fixture(params=[True, False], ids=["sensitive", "not sensitive"])
def hidden(demo_pool: None, request: pytest.FixtureRequest) -> ListingDocument:
    """An activity whose organiser has written down everything about its place."""
    document = ListingDocument.objects.get(source_id=HIDDEN)
    pages = ActivityPage.objects.filter(translation_key=document.pk)
    source = pages.get(locale__language_code=document.source_language)
    venue = Venue.objects.create(
        name="Salainen talo",
        street="Piilokatu 7",
        postal_code="00987",
        municipality_id=document.municipality,
        district="Piilola",
        lat=60.19,
        lon=24.95,
    )
    pages.filter(pk=source.pk).update(
        venue=venue,
        floor="13",
        district="Piilola",
        online_url="https://kokous.example.org/1",
        sensitive=request.param,
        address_hidden=True,
    )
    pages.update(place_details="koputa kolmesti")
    index_records([document.pk])
    return ListingDocument.objects.get(pk=document.pk)


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_pages_feeds_and_api_show_the_municipality_alone(hidden: ListingDocument, language: str) -> None:
    pages = [
        f"{finder(language)}{hidden.pk}/",
        f"{finder(language)}?municipality={hidden.municipality}&near=60.19,24.95&page_size=100",
        f"/api/v1/activities/{hidden.pk}?lang={language}",
        f"/api/v1/activities?municipality={hidden.municipality}&near=60.19,24.95&page_size=100&lang={language}",
        f"{finder(language)}{hidden.pk}/event.ics",
        f"{finder(language)}feed.ics?municipality={hidden.municipality}&near=60.19,24.95",
        f"{finder(language)}feed.rss?municipality={hidden.municipality}&near=60.19,24.95",
    ]
    for path in pages:
        content = body(visit("kototori", path)).decode().replace("\r\n ", "")
        assert str(hidden.pk) in content, path
        assert [secret for secret in SECRETS if secret in content] == [], path


def test_hidden_address_is_not_searchable(hidden: ListingDocument) -> None:
    for word in ("Piilola", "Piilokatu", "Salainen talo", "koputa kolmesti"):
        results = visit("kototori", f"/api/v1/activities?q={word}&page_size=100&fields=id").json()["results"]
        assert str(hidden.pk) not in [item["id"] for item in results], word


def test_hidden_address_has_no_directions(hidden: ListingDocument) -> None:
    html = visit("kototori", f"/fi/toiminta/{hidden.pk}/").content.decode()
    assert "openstreetmap" not in html
    assert "60.19" not in html
