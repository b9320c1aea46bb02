"""A page that is translated in part says which of its texts aren't, in the page's language."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from search.models import OrganisationDocument
from tests.faces.visiting import change, finder, listing, read

IN_FINNISH = {"ar": "بالفنلندية", "sv": "På finska", "ru": "На финском", "fa": "به فنلاندی"}
TITLES = {"ar": "مقهى اللغة", "sv": "Språkkafé", "ru": "Языковое кафе", "fa": "کافهٔ زبان"}
LEFT_OVER = {
    "summary": "Jutellaan yhdessä kahvin kanssa.",
    "description": "<p>Ryhmä kokoontuu kirjaston kahviossa.</p>",
    "schedule_details": "Ei kesällä.",
    "price_details": "Kahvi maksaa.",
    "place_details": "Toinen kerros.",
    "audience": "Kaikille.",
}


def activity(language: str, **own: str) -> Any:
    """An activity in Finnish with a title in another language, and the texts that are given."""
    document = listing("L001")
    empty = {**dict.fromkeys(document.texts["fi"], ""), "machine_translated": False}
    texts = {
        "fi": {**document.texts["fi"], **LEFT_OVER},
        language: {**empty, "title": TITLES[language], **own},
    }
    return change("L001", texts=texts, status="active", source_language="fi", address_hidden=False)


def page_of(language: str) -> BeautifulSoup:
    return read("kototori", f"{finder(language)}{listing('L001').pk}/")


def mark_before(element: Tag | None) -> str:
    assert element is not None
    before = element.find_previous_sibling()
    is_mark = isinstance(before, Tag) and "mark-line" in (before.get("class") or "")
    return before.get_text(strip=True) if is_mark and before else ""


@pytest.mark.parametrize("language", TITLES)
def test_what_nobody_has_translated_is_marked(demo_pool: None, language: str) -> None:
    activity(language)
    page = page_of(language)
    assert page.select(".head .only-in") == []
    lead, prose = page.select_one(".lead"), page.select_one(".prose")
    assert (lead["lang"], prose["lang"]) == ("fi", "fi")  # type: ignore[index]
    assert mark_before(lead) == IN_FINNISH[language]
    assert mark_before(prose) == "", "said once, above both"
    facts = page.select_one("dl.list")
    assert facts is not None
    assert {mark.get_text() for mark in facts.select(".only-in")} == {IN_FINNISH[language]}
    for words in ("Ei kesällä.", "Kahvi maksaa.", "Kaikille."):
        text = facts.find("bdi", string=words)
        assert isinstance(text, Tag)
        assert text["lang"] == "fi"
        assert text.find_next_sibling().get_text() == IN_FINNISH[language]  # type: ignore[union-attr]
    assert mark_before(page.select_one(".place p[lang=fi]")) == IN_FINNISH[language]


def test_description_alone(demo_pool: None) -> None:
    activity("ar", summary="نتحدث معًا")
    page = page_of("ar")
    assert mark_before(page.select_one(".lead")) == ""
    assert mark_before(page.select_one(".prose")) == IN_FINNISH["ar"]


def test_complete_translation_has_no_mark(demo_pool: None) -> None:
    texts = {**listing("L001").texts["fi"], **LEFT_OVER}
    activity("sv", **{name: f"{text} (sv)" for name, text in texts.items() if text and isinstance(text, str)})
    assert [mark.get_text() for mark in page_of("sv").select(".activity > :not(.alike) .only-in")] == []


def test_page_without_a_translation_is_marked_once(demo_pool: None) -> None:
    activity("ar")
    page = page_of("en")
    assert [mark.get_text(strip=True) for mark in page.select("article .only-in")][:1] == ["In Finnish"]
    assert page.select(".main .only-in") == []


def test_reason_of_a_cancellation(demo_pool: None) -> None:
    activity("sv")
    change("L001", status="cancelled", status_reason="Ohjaaja on sairas.")
    box = page_of("sv").select_one(".notice-box")
    assert box is not None
    assert [mark.get_text() for mark in box.select(".only-in")] == ["På finska"]


def test_organisation_page_and_list(demo_pool: None) -> None:
    document = OrganisationDocument.objects.get(pk=listing("L001").organisation_id)
    finnish = {"title": "Siltasanat", "summary": "Autamme.", "description": "<p>Autamme kaikkia.</p>"}
    document.source_language = "fi"
    document.texts = {"fi": {**document.texts["fi"], **finnish}, "ar": {"title": "جسور الكلمات"}}
    document.save()
    page = read("kototori", f"/ar/organisations/{document.pk}/")
    assert page.select(".head .only-in") == []
    assert mark_before(page.select_one(".prose")) == IN_FINNISH["ar"]
    entry = read("kototori", "/ar/organisations/?q=جسور").select_one(".organisation")
    assert entry is not None
    assert [mark.get_text(strip=True) for mark in entry.select(".only-in")] == [IN_FINNISH["ar"]]
