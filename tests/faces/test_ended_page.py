"""The page at the address of what is no longer shown: it says so, suggests other activities, and describes nothing."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regions.models import Portal
from search.models import DocumentKind, ListingDocument, OrganisationDocument, Tombstone
from tests.faces.visiting import change, finder, listing, soup, titles, visit
from tests.search.spans import portals_of

ESPOO_SWIMMING = "L032"
SENSITIVE = "L009"
EXPIRED = {"public_until": datetime.date(2020, 1, 1)}
OVER = {"over_at": timezone.now() - datetime.timedelta(minutes=1)}


def address(source_id: str, language: str = "fi") -> str:
    return f"{finder(language)}{listing(source_id).pk}/"


def bury(source_id: str) -> str:
    """Remove an activity as the indexer does; its address."""
    document, path = listing(source_id), address(source_id)
    sequence = ListingDocument.objects.order_by("-sequence")[0].sequence + 1000
    portals = [*portals_of(document)]
    Tombstone.objects.create(id=document.pk, kind=DocumentKind.LISTING, sequence=sequence, portals=portals)
    document.delete()
    return path


@pytest.mark.parametrize("values", [EXPIRED, OVER], ids=["expired", "over"])
def test_activity_whose_time_has_passed_is_gone(demo_pool: None, values: dict[str, object]) -> None:
    change(ESPOO_SWIMMING, **values)
    response = visit("espoo", address(ESPOO_SWIMMING))
    page = soup(response)
    assert response.status_code == 410
    robots = page.select_one("meta[name=robots]")
    assert robots is not None
    assert "noindex" in str(robots["content"])
    assert page.select("form[role=search]")
    assert titles(page)


def test_removed_activity_is_gone(demo_pool: None) -> None:
    response = visit("espoo", bury(ESPOO_SWIMMING))
    assert response.status_code == 410
    assert titles(soup(response))


@pytest.mark.parametrize("removed", [False, True])
def test_page_of_an_ended_activity_does_not_describe_it(demo_pool: None, removed: bool) -> None:
    document = listing(ESPOO_SWIMMING)
    path = bury(ESPOO_SWIMMING) if removed else address(ESPOO_SWIMMING)
    if not removed:
        change(ESPOO_SWIMMING, **EXPIRED)
    html = visit("espoo", path).content.decode()
    contact = document.facts["contacts"][0]
    for secret in (document.texts["fi"]["title"], document.facts["venue"]["name"], contact["email"]):
        assert secret not in html


def test_similar_activities_are_shown_by_this_portal(demo_pool: None) -> None:
    change(ESPOO_SWIMMING, **EXPIRED)
    page = soup(visit("espoo", address(ESPOO_SWIMMING)))
    for link in page.select(".card h3 a"):
        other = visit("espoo", str(link["href"]))
        assert other.status_code == 200
        document = ListingDocument.objects.get(pk=str(link["href"]).split("/")[-2])
        assert "theme:sport" in document.codes


def test_sensitive_activity_is_not_revealed_by_similar_ones(demo_pool: None) -> None:
    change(SENSITIVE, **EXPIRED)
    heading = soup(visit("kototori", address(SENSITIVE))).select_one("#instead")
    assert heading is not None
    assert heading.get_text() == "Tällä viikolla"


def test_activity_that_ended_on_another_portal_is_not_found(demo_pool: None) -> None:
    change(ESPOO_SWIMMING, **EXPIRED)
    assert visit("vantaa", address(ESPOO_SWIMMING)).status_code == 404
    assert visit("vantaa", bury(ESPOO_SWIMMING)).status_code == 404


def test_ended_activity_that_was_excluded_from_the_portal_is_not_found(demo_pool: None) -> None:
    espoo = Portal.objects.get(slug="espoo").pk
    others = portals_of(listing(ESPOO_SWIMMING)) - {espoo}
    change(ESPOO_SWIMMING, portals=others, **EXPIRED)
    assert visit("espoo", address(ESPOO_SWIMMING)).status_code == 404


def test_activity_of_another_portal_is_not_found(demo_pool: None) -> None:
    assert visit("espoo", address(ESPOO_SWIMMING)).status_code == 200
    assert visit("vantaa", address(ESPOO_SWIMMING)).status_code == 404


def test_removed_organisation_is_gone(demo_pool: None) -> None:
    document = OrganisationDocument.objects.get(texts__fi__title="Siltasanat ry")
    espoo = Portal.objects.get(slug="espoo")
    Tombstone.objects.create(
        id=document.pk, kind=DocumentKind.ORGANISATION, sequence=document.sequence + 100000, portals=[espoo.pk]
    )
    key = document.pk
    document.delete()
    response = visit("espoo", f"/fi/jarjestot/{key}/")
    assert response.status_code == 410
    assert "Siltasanat" not in response.content.decode().replace("Siltasanat ry</p>", "")
    assert visit("vantaa", f"/fi/jarjestot/{key}/").status_code == 404
    assert visit("espoo", f"/fi/toiminta/{key}/").status_code == 404


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_page_is_in_the_language_of_the_address(demo_pool: None, language: str) -> None:
    change(ESPOO_SWIMMING, **EXPIRED)
    page = soup(visit("espoo", address(ESPOO_SWIMMING, language)))
    assert page.html is not None
    assert page.html["lang"] == language
    links = {str(tag["hreflang"]): str(tag["href"]) for tag in page.select(".languages a[hreflang]")}
    assert links["fi"] == address(ESPOO_SWIMMING)


def test_page_of_a_public_activity_has_no_query_about_ended_ones(demo_pool: None) -> None:
    visit("espoo", address(ESPOO_SWIMMING))
    with CaptureQueriesContext(connection) as captured:
        visit("espoo", address(ESPOO_SWIMMING))
    assert not [query for query in captured if "tombstone" in query["sql"]]
