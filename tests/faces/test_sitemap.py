"""The sitemap names what is public, at its canonical address, once; read back with ElementTree (sitemaps.org)."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regions import sitemap
from regions.models import Portal
from search.models import ListingDocument, OrganisationDocument
from tests.faces.visiting import change, finder, listing, multiply, visit

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(portal: str, path: str) -> ElementTree.Element:
    answer = visit(portal, path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml; charset=utf-8"), path
    return ElementTree.fromstring(answer.content)


def text(element: Any, path: str) -> str:
    return str(element.findtext(path, namespaces=NAMES))


def files(portal: str) -> list[str]:
    return [urlsplit(text(entry, "s:loc")).path for entry in read(portal, "/sitemap.xml").findall("s:sitemap", NAMES)]


def entries(portal: str, name: str = "") -> list[Any]:
    return [
        entry for path in files(portal) if f"-{name}" in path for entry in read(portal, path).findall("s:url", NAMES)
    ]


def addresses(portal: str, name: str = "") -> list[str]:
    return [text(entry, "s:loc") for entry in entries(portal, name)]


def address(source_id: str, language: str = "fi", portal: str = "espoo") -> str:
    root = Portal.objects.select_related("site").get(slug=portal).root_url
    return f"{root}{finder(language)}{listing(source_id).pk}/"


def local(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return str(parts.hostname).removesuffix(".localhost"), parts.path


@pytest.mark.parametrize("portal", ["espoo", "kototori"])
def test_every_address_answers_and_is_canonical(demo_pool: None, portal: str) -> None:
    named = addresses(portal)
    for url in named[::3]:
        host, path = local(url)
        answer = visit(host, path)
        assert (host, answer.status_code) == (portal, 200), url
        assert f'<link rel="canonical" href="{url}">' in answer.content.decode(), url


def test_no_address_is_named_twice_by_all_portals_together(demo_pool: None) -> None:
    named = [url for slug in Portal.objects.values_list("slug", flat=True) for url in addresses(slug)]
    assert [url for url, times in Counter(named).items() if times > 1] == []


def test_every_public_activity_is_named_by_its_canonical_portal(demo_pool: None) -> None:
    now = timezone.now()
    national = Portal.objects.get(is_national=True)
    public = ListingDocument.objects.visible(national, now).not_sensitive()
    named = {
        path.rstrip("/").rpartition("/")[2]
        for slug in Portal.objects.values_list("slug", flat=True)
        for path in addresses(slug, "activities")
    }
    assert named == {str(pk) for pk in public.values_list("pk", flat=True)}


def test_language_versions_name_each_other(demo_pool: None) -> None:
    document = next(document for document in ListingDocument.objects.canonical_on(espoo()) if len(document.texts) > 1)
    own = [entry for entry in entries("espoo", "activities") if str(document.pk) in text(entry, "s:loc")]
    assert len(own) == len([code for code in espoo().languages if code in document.texts]) > 1
    for entry in own:
        links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}
        assert set(links) == set(espoo().languages) & set(document.texts)
        assert text(entry, "s:loc") in links.values()


def espoo() -> Portal:
    return Portal.objects.get(slug="espoo")


def test_entry_says_when_the_document_changed(demo_pool: None) -> None:
    document = listing("L001")
    host = document.facts["canonical_portal"]
    entry = next(entry for entry in entries(host, "activities") if str(document.pk) in text(entry, "s:loc"))
    assert datetime.datetime.fromisoformat(text(entry, "s:lastmod")) == document.modified.replace(microsecond=0)


@pytest.mark.parametrize(
    "values",
    [
        {"public_until": datetime.date(2020, 1, 1)},
        {"over_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
        {"portals": []},
        {"sensitive": True},
        {"canonical_portal": "vantaa"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_is_not_public_here_now_is_not_named(demo_pool: None, values: dict[str, Any]) -> None:
    portal = listing("L001").facts["canonical_portal"]
    assert address("L001", portal=portal) in addresses(portal, "activities")
    change("L001", **values)
    assert address("L001", portal=portal) not in addresses(portal, "activities")


def test_organisation_is_named_by_its_home(demo_pool: None) -> None:
    home = espoo()
    wanted = {
        str(pk) for pk in OrganisationDocument.objects.filter(home_portal_id=home.pk).values_list("pk", flat=True)
    }
    assert {url.rstrip("/").rpartition("/")[2] for url in addresses("espoo", "organisations")} == wanted


def test_front_page_and_lists_are_named_in_every_language(demo_pool: None) -> None:
    named = {local(url)[1] for url in addresses("espoo")}
    assert {"/fi/", "/ar/", "/fi/toiminta/", "/ar/activities/", "/sv/organisationer/"} <= named


def test_theme_is_named_where_there_is_something_of_it(demo_pool: None) -> None:
    assert f"{espoo().root_url}/fi/toiminta/aihe/language/" in addresses("espoo", "themes")
    ListingDocument.objects.all().delete()
    assert addresses("espoo", "themes") == []


def test_large_part_is_cut_into_files(demo_pool: None, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = addresses("espoo", "activities")
    monkeypatch.setattr(sitemap, "MAX_ENTRIES", 10)
    assert len([path for path in files("espoo") if "activities" in path]) > 2
    assert sorted(addresses("espoo", "activities")) == sorted(whole)
    for path in files("espoo"):
        assert len(read("espoo", path)) <= 10


@pytest.mark.parametrize("path", ["activities-99", "activities-0", "nothing-1", "activities-99999999999999999999"])
def test_file_that_the_index_does_not_name_is_not_there(demo_pool: None, path: str) -> None:
    assert visit("espoo", f"/sitemap-{path}.xml").status_code == 404


def test_statements_do_not_grow_with_the_rows(demo_pool: None) -> None:
    def statements() -> list[int]:
        counts = []
        for path in ("/sitemap.xml", "/sitemap-activities-1.xml"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                read("kototori", path)
            counts.append(len(queries))
        return counts

    multiply("L001", 1)  # each request of this transaction then reads what it has written
    statements()
    few = statements()
    multiply("L001", 10 * ListingDocument.objects.count())
    assert statements() == few
    assert max(few) <= 16


@pytest.mark.parametrize("portal", ["espoo", "kototori"])
def test_robots_are_told_what_is_closed_and_where_the_sitemap_is(demo_pool: None, portal: str) -> None:
    answer = visit(portal, "/robots.txt")
    lines = answer.content.decode().splitlines()
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert {"User-agent: *", "Disallow: /admin/"} <= set(lines)
    [found] = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert local(found) == (portal, "/sitemap.xml")
