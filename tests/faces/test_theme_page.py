"""A theme's page: everything about one subject in a portal."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from faces.theme import theme_parts
from listings.models import Concept
from regions.models import Portal
from search.models import ListingDocument, Shown
from tests.faces.visiting import multiply, read, soup, titles, visit

ADDRESSES = {"fi": "/fi/toiminta/aihe/{}/", "sv": "/sv/verksamhet/tema/{}/", "ar": "/ar/activities/theme/{}/"}


def address(code: str, language: str = "fi") -> str:
    return ADDRESSES[language].format(code)


def shown_count(portal: str, path: str) -> int:
    """What the finder says it found."""
    heading = read(portal, path).select_one("#shown")
    assert heading is not None
    return int(heading.get_text().split()[0])


@pytest.mark.parametrize(("language", "name"), [("fi", "Kieli"), ("sv", "Språk"), ("ar", "اللغة")])
def test_theme_has_a_page_in_every_language(demo_pool: None, language: str, name: str) -> None:
    page = read("espoo", address("language", language))
    assert page.h1 is not None
    assert page.h1.get_text() == name
    links = {str(tag["hreflang"]): str(tag["href"]) for tag in page.select(".languages a[hreflang]")}
    assert links["sv"] == address("language", "sv")
    assert links["ar"] == address("language", "ar")


@pytest.mark.parametrize("path", [address("nonsense"), "/fi/toiminta/theme/language/", "/sv/verksamhet/aihe/work/"])
def test_unknown_theme_is_not_found(demo_pool: None, path: str) -> None:
    assert visit("espoo", path).status_code == 404


def test_counts_are_those_of_the_finder(demo_pool: None) -> None:
    page = read("kototori", address("language"))
    links = [*page.select(".tile"), page.select_one(".band a.button")]
    assert len(links) > 4
    for link in links:
        assert link is not None
        number = next(int(word) for word in link.get_text(" ").split() if word.isdigit())
        path = str(link["href"])
        if "?" in path:
            assert shown_count("kototori", path) == number, path


def test_narrower_themes_have_pages_of_their_own(demo_pool: None) -> None:
    page = read("kototori", address("work"))
    paths = [str(tag["href"]) for tag in page.select('.tile[href^="/fi/toiminta/aihe/"]')]
    assert paths
    for path in paths:
        crumbs = [str(tag["href"]) for tag in read("kototori", path).select(".crumbs a")]
        assert crumbs[-1] == address("work")


def test_most_active_organisations_are_of_this_theme_and_portal(demo_pool: None) -> None:
    espoo = Portal.objects.get(slug="espoo")
    page = read("espoo", address("language"))
    names = [link.get_text() for link in page.select(".organisation h3 a")]
    own = ListingDocument.objects.visible(espoo, timezone.now()).filter(codes__contains=["theme:language"])
    assert set(names) == {document.facts["organisation"]["names"]["fi"] for document in own}
    counts = [int(tag.get_text().split()[0]) for tag in page.select(".organisation .quiet")]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == own.count()


def test_theme_without_activities_says_where_to_look(demo_pool: None) -> None:
    espoo = Portal.objects.get(slug="espoo")
    Shown.objects.filter(portal_id=espoo.pk, listing__codes__contains=["theme:mentoring"]).delete()
    page = read("espoo", address("mentoring"))
    links = [str(tag["href"]) for tag in page.select(".nothing a")]
    national = Portal.objects.get(slug="kototori").root_url
    assert f"{national}{address('mentoring')}" in links
    assert address("work") in links
    robots = page.select_one("meta[name=robots]")
    assert robots is not None
    assert "noindex" in str(robots["content"])


def test_theme_without_a_description_has_a_general_sentence(demo_pool: None) -> None:
    Concept.objects.get(vocabulary="theme", code="sport").labels.filter(language="fi").update(help="")
    lead = read("espoo", address("sport")).select_one(".band .lead")
    assert lead is not None
    assert "Liikunta" in lead.get_text()


def test_coming_week_has_only_activities_of_the_theme(demo_pool: None) -> None:
    cards = set(titles(read("kototori", address("homework"))))
    own = ListingDocument.objects.filter(codes__contains=["theme:homework"])
    assert cards
    assert cards <= {document.texts["fi"]["title"] for document in own if "fi" in document.texts}


def test_registered_parts_are_shown(demo_pool: None) -> None:
    part = theme_parts.ThemePart("test.part", 10, "faces/tiles.html", lambda request, code: None)
    with theme_parts.registry.replaced(part.name, part, order=part.order):
        assert visit("espoo", address("work")).status_code == 200


def test_number_of_queries_does_not_grow_with_the_pool(demo_pool: None) -> None:
    path = address("sport")
    counts = []
    for more in (10, 90):
        multiply("L032" if more == 10 else "copy 1", more)
        visit("espoo", path)
        with CaptureQueriesContext(connection) as captured:
            page = soup(visit("espoo", path))
        counts.append(len(captured))
        assert len(page.select(".card")) == 6
    assert counts[0] == counts[1]
