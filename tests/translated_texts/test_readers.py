"""Readers get the original in place of an outdated text, and words that say so; where no mark can stand, it alone."""

from __future__ import annotations

import datetime
import json
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from faces.parts.localized_text import Change, document_mark, field_text, written_in
from faces.parts.viewpoint import Viewpoint
from listings.addresses import calendar_path
from regions.models import Portal
from search.models import ListingDocument, OrganisationDocument
from tests.faces.visiting import body, change, finder, listing, read, visit

NEW = {"title": "Uusi nimi", "summary": "Lapset eivät voi tulla mukaan.", "price_details": "Kahvi maksaa."}


@pytest.fixture
def outdated(demo_pool: None) -> str:
    """Return the day of the change: the Arabic title, summary and price are outdated, and a paragraph is."""
    today = timezone.localdate()
    day = (today - datetime.timedelta(days=1)).isoformat()
    document = listing("L001")
    source = {**document.texts["fi"], **NEW, "description": "<p>Juomme kahvia.</p><p>Lapset eivät voi tulla.</p>"}
    arabic = {
        **dict.fromkeys(document.texts["fi"], ""),
        "machine_translated": False,
        "description": '<p>نشرب القهوة 12.</p><p lang="fi" dir="ltr">Lapset eivät voi tulla.</p>',
        "outdated": dict.fromkeys([*NEW, "description"], day),
    }
    change("L001", texts={"fi": source, "ar": arabic}, source_language="fi", status="active", address_hidden=False)
    return day


def words(day: str) -> str:
    with translation.override("ar"):
        return Change(day).words("ar")


def marks(element: Any) -> list[str]:
    return [mark.get_text(strip=True) for mark in element.select(".only-in")]


def test_activity_page(outdated: str) -> None:
    page = read("kototori", f"{finder('ar')}{listing('L001').pk}/")
    said = words(outdated)
    heading = page.select_one("h1")
    assert heading is not None
    assert (heading.get_text(), heading["lang"], heading["dir"]) == (NEW["title"], "fi", "ltr")
    assert all(said in mark for mark in marks(page.select_one(".head")))
    assert len(marks(page.select_one(".head"))) == 1
    prose = page.select_one(".prose")
    assert prose is not None
    foreign = prose.select_one('[lang="fi"]')
    assert foreign is not None
    assert foreign["dir"] == "ltr"
    assert [mark["lang"] for mark in prose.select(".only-in")] == ["ar"]
    assert prose.find_previous_sibling(class_="mark-line").get_text(strip=True) == said  # type: ignore[union-attr]
    price = page.find(string=NEW["price_details"])
    assert price is not None
    assert said in price.find_parent("dd").get_text()  # type: ignore[union-attr]
    lead = page.select_one(".lead")
    assert lead is not None
    assert (lead["lang"], lead.get_text()) == ("fi", NEW["summary"])


def test_where_no_mark_can_stand(outdated: str) -> None:
    path = f"{finder('ar')}{listing('L001').pk}/"
    page = read("kototori", path)
    assert NEW["title"] in page.title.get_text()  # type: ignore[union-attr]
    assert page.select_one('meta[property="og:title"]')["content"] == NEW["title"]  # type: ignore[index]
    assert page.select_one("[data-share]")["data-title"] == NEW["title"]  # type: ignore[index]
    data = [json.loads(script.get_text()) for script in page.select('script[type="application/ld+json"]')]
    events = [one for one in data if one.get("@type") == "Event"]
    assert {(one["name"], one["description"]) for one in events} == {(NEW["title"], NEW["summary"])}
    assert NEW["title"].encode() in body(visit("kototori", calendar_path("ar", listing("L001").pk)))


def test_card(outdated: str) -> None:
    page = read("kototori", f"{finder('ar')}?organisation={listing('L001').organisation_id}")
    card = next(card for card in page.select(".card") if NEW["title"] in card.get_text())
    assert [words(outdated) in mark for mark in marks(card)] == [True]


def test_api(outdated: str) -> None:
    answer = visit("kototori", f"/api/v1/activities/{listing('L001').pk}?lang=ar").json()
    assert answer["outdated"] == dict.fromkeys([*NEW, "description"], outdated)
    assert (answer["title"], answer["title_lang"]) == (NEW["title"], "fi")
    assert answer["text_languages"]["price_details"] == "fi"
    assert 'lang="fi"' in answer["description_html"]
    assert visit("kototori", f"/api/v1/activities/{listing('L001').pk}?lang=fi").json()["outdated"] == {}


def test_finnish_page_has_no_mark(outdated: str) -> None:
    page = read("kototori", f"{finder('fi')}{listing('L001').pk}/")
    assert isinstance(page, BeautifulSoup)
    assert marks(page.select_one(".head")) == []


def test_the_portals_order_before_the_source(demo_pool: None) -> None:
    """Without a text in their language people read the first of the portal's languages that has it."""
    document = listing("L001")
    empty = {**dict.fromkeys(document.texts["fi"], ""), "machine_translated": False, "outdated": {}}
    texts: dict[str, dict[str, Any]] = {
        "ar": {**empty, "title": "مقهى", "summary": "قهوة.", "audience": "للجميع."},
        "en": {**empty, "title": "Coffee", "summary": ""},
        "sv": {**empty, "summary": "Kaffe.", "outdated": {"title": "2026-11-28"}},
    }
    change("L001", texts=texts, source_language="ar", status="active", address_hidden=False)
    read_in = visit("kototori", f"/api/v1/activities/{listing('L001').pk}?lang=ru").json()
    portal = Portal.objects.get(slug="kototori")
    assert portal.languages.index("sv") < portal.languages.index("en") < portal.languages.index("ar")
    assert (read_in["title_lang"], read_in["summary_lang"]) == ("ar", "sv"), "the original where that has changed"
    english = visit("kototori", f"/api/v1/activities/{listing('L001').pk}?lang=en").json()
    assert (english["title_lang"], english["summary_lang"]) == ("en", "sv")
    assert english["text_languages"]["audience"] == "ar"
    page = read("kototori", f"{finder('en')}{listing('L001').pk}/")
    assert "In Arabic" in page.select_one("dl.list").get_text()  # type: ignore[union-attr]


@pytest.mark.django_db
def test_marks_of_texts_in_other_languages_than_the_rest() -> None:
    """Somebody reads Russian, the best version is Swedish, and some of its texts are others'."""
    change = {"title": "2026-11-28"}
    texts: dict[str, dict[str, Any]] = {
        "fi": {"title": "Uusi nimi", "description": "<p>Juomme kahvia.</p>"},
        "en": {"title": "New", "description": "<p>Mixed.</p>", "outdated": {"description": "2026-11-28"}},
        "sv": {"title": "", "summary": "Kaffe.", "description": "", "outdated": change},
    }
    document = ListingDocument(texts=texts, source_language="fi")
    viewpoint = Viewpoint.of("ru", languages=("sv", "en"))
    with translation.override("ru"):
        title, said = field_text(document, "title", viewpoint), Change("2026-11-28").words("ru")
        assert document_mark(document, title, viewpoint) == title.mark == f"{written_in('fi')} · {said}"
        assert field_text(document, "description", viewpoint).mark == f"{written_in('en')} · {said}"
        texts["sv"] |= {"title": "Språkcafé", "outdated": {}}
        title = field_text(document, "title", viewpoint)
        assert document_mark(document, title, viewpoint) == written_in("sv")


def test_name_in_the_list_of_organisations(demo_pool: None) -> None:
    document = OrganisationDocument.objects.filter(portals__contains=[Portal.objects.get(slug="kototori").pk]).first()
    assert document is not None
    original = {**document.texts[document.source_language], "title": "Aivan uusi nimi", "summary": ""}
    arabic = {**original, "title": "", "outdated": {"title": "2026-11-28"}}
    texts = {document.source_language: original, "ar": arabic}
    OrganisationDocument.objects.filter(pk=document.pk).update(texts=texts, sort_titles={})
    page = read("kototori", "/ar/organisations/?q=" + quote(document.texts[document.source_language]["title"]))
    [found] = [one for one in page.select(".organisation") if "Aivan uusi nimi" in one.get_text()]
    assert len(marks(found)) == 1
