"""Heads of pages for browsers, search engines and sharing (Open Graph, ``canonical``, ``hreflang``)."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from faces.head.page_metadata import neutral_title
from regions.models import Portal
from tests.faces.visiting import change, finder, listing, read, soup, visit


def property_of(page: BeautifulSoup, name: str) -> str | None:
    element = page.find("meta", property=name) or page.find("meta", attrs={"name": name})
    return str(element["content"]) if element else None


def canonical(page: BeautifulSoup) -> str | None:
    link = page.select_one("link[rel=canonical]")
    return str(link["href"]) if link else None


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.select("link[rel=alternate][hreflang]")}


def root(slug: str) -> str:
    return str(Portal.objects.select_related("site").get(slug=slug).root_url)


@pytest.mark.parametrize(
    "path", ["/fi/", "/ar/", "/fi/toiminta/", "/sv/verksamhet/", "/fi/jarjestot/", "/en/organisations/"]
)
def test_canonical_addresses_of_the_portals_pages_have_no_tracking_parameters(demo_pool: None, path: str) -> None:
    page = read("espoo", f"{path}?utm_source=letter&fbclid=x")
    assert canonical(page) == f"{root('espoo')}{path}"
    assert property_of(page, "robots") is None
    portal = Portal.objects.get(slug="espoo")
    assert set(alternates(page)) - {"x-default"} == set(portal.languages)
    assert canonical(page) in alternates(page).values()


def test_root_is_the_default_among_the_alternates(demo_pool: None) -> None:
    assert alternates(read("espoo", "/fi/"))["x-default"] == f"{root('espoo')}/"


@pytest.mark.parametrize("query", ["q=kahvila", "theme=language", "page=2", "sort=title", "near=60.2,24.6"])
def test_filtered_finder_is_not_indexed_but_its_links_are_followed(demo_pool: None, query: str) -> None:
    page = read("kototori", f"/fi/toiminta/?{query}")
    assert property_of(page, "robots") == "noindex, follow"
    assert canonical(page) == f"{root('kototori')}/fi/toiminta/"


def test_shared_search_keeps_its_filters(demo_pool: None) -> None:
    page = read("kototori", "/fi/toiminta/?utm_source=letter&theme=language")
    assert property_of(page, "og:url") == f"{root('kototori')}/fi/toiminta/?theme=language"


@pytest.mark.parametrize("path", ["/fi/ei-ole/", "/fi/toiminta/?weekday=99", "/fi/jarjestot/?page=999", "/so/"])
def test_error_pages_are_not_indexed(demo_pool: None, path: str) -> None:
    page = soup(visit("espoo", path))
    assert property_of(page, "robots") == "noindex"
    assert (canonical(page), property_of(page, "og:title"), alternates(page)) == (None, None, {})


def test_activity_has_open_graph_metadata(demo_pool: None) -> None:
    document = next(
        document for document in [listing(f"L{number:03}") for number in range(1, 30)] if len(document.texts) > 2
    )
    page = read("kototori", f"/fi/toiminta/{document.pk}/")
    assert property_of(page, "og:title") == document.texts["fi"]["title"]
    assert property_of(page, "og:description") == document.texts["fi"]["summary"]
    assert property_of(page, "og:url") == canonical(page)
    assert (property_of(page, "og:type"), property_of(page, "og:locale")) == ("article", "fi_FI")
    assert property_of(page, "og:site_name") == "Kototori"
    assert (property_of(page, "og:image:width"), property_of(page, "og:image:height")) == ("1200", "630")
    assert property_of(page, "twitter:card") == "summary_large_image"
    others = {str(tag["content"]) for tag in page.find_all("meta", property="og:locale:alternate")}
    assert len(others) == len(alternates(page)) - 1
    assert "fi_FI" not in others


def test_share_picture_exists(demo_pool: None) -> None:
    image = property_of(read("espoo", "/fi/"), "og:image") or ""
    answer = visit("espoo", image.removeprefix(root("espoo")))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")


def test_theme_colour_is_the_brands_in_both_schemes(demo_pool: None) -> None:
    colours = [str(tag["content"]) for tag in read("espoo", "/fi/").find_all("meta", attrs={"name": "theme-color"})]
    assert len(set(colours)) == 2
    assert colours[0] == Portal.objects.get(slug="espoo").brand_strong


@pytest.mark.parametrize("language", ["fi", "en", "ar"])
def test_head_of_a_sensitive_activity_is_neutral(demo_pool: None, language: str) -> None:
    document = change("L001", sensitive=True, image=None)
    page = read("kototori", f"{finder(language)}{document.pk}/")
    head = str(page.head)
    facts = document.facts
    secrets = [text[name] for text in document.texts.values() for name in ("title", "summary")]
    secrets += [*facts["organisation"]["names"].values(), (facts["venue"] or {}).get("street", "")]
    assert [secret for secret in secrets if secret and secret in head] == []
    assert property_of(page, "robots") == "noindex, follow"
    assert property_of(page, "og:title") == "Kototori"
    assert "/brand/" in (property_of(page, "og:image") or "")
    assert alternates(page) == {}


def test_title_in_the_browsers_history_is_neutral(demo_pool: None) -> None:
    document = change("L001", sensitive=True)
    page = read("kototori", f"/en/activities/{document.pk}/")
    assert page.title is not None
    with override("en"):
        assert page.title.get_text() == f"{neutral_title()} – Kototori"
    assert any(text["title"] == page.h1.get_text() for text in document.texts.values())  # type: ignore[union-attr]


def test_canonical_address_of_an_activity_is_the_same_on_every_portal(demo_pool: None) -> None:
    document = listing("L001")
    home: Any = Portal.objects.get(slug=document.facts["canonical_portal"])
    for portal in (home.slug, "kototori"):
        page = read(portal, f"/fi/toiminta/{document.pk}/")
        assert canonical(page) == f"{home.root_url}/fi/toiminta/{document.pk}/", portal
