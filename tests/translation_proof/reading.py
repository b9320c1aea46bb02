"""Everything that readers get of an activity, its organiser and an article, and what they should meet there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from editorial.articles.addresses import article_path, news_path
from listings.addresses import activity_path, calendar_path, organisation_path, organisations_path, theme_path
from search.documents.packed_terms import PLACE_BITS, TERM_SIZE, term_number
from search.models import ListingColumns, OrganisationDocument
from tests.faces.visiting import body, finder, visit
from tests.translation_proof.marks import check_marks
from tests.translation_proof.told import LANGUAGES, SOURCE, Sentence, sentence, sentences_in
from tests.translation_proof.written import Written

PORTAL = "espoo"
_FACT = re.compile(r"\bf(\d+)@example\.org")
_LANGUAGE_OF_ITEM = "{http://purl.org/dc/elements/1.1/}language"
#: What somebody looks for on a face that has it: a function of the texts, the language and the answer.
Check = Callable[[Written, str, str], None]


def check(written: Written, language: str, *, one_in: int = 1, first: int = 0) -> None:
    """Fail where somebody who reads this language meets a sentence or a fact that isn't so, or misses one.

    ``one_in``: of how many faces one is looked at, beginning with ``first``.
    """
    allowed = {one for text in written.texts for name in text.names for one in text.told.shown(name, language)}
    for path, look in [*_faces(written, language)][first % one_in :: one_in]:
        answer = visit(PORTAL, path)
        assert answer.status_code == 200, (path, answer.status_code)
        content = body(answer).decode().replace("\r\n ", "").replace("\\n", " ")  # lines of calendars and of JSON
        old = {*sentences_in(content)} - allowed - _other_names(written, path)
        assert not old, (path, language, "sentences that readers should not meet", old)
        assert {int(number) for number in _FACT.findall(content)} <= {written.activity.fact}, (path, "an old fact")
        if content.startswith("<!doctype html>"):
            check_marks(path, BeautifulSoup(content, "html.parser"), language)
        look(written, language, content)


def _other_names(written: Written, path: str) -> set[Sentence]:
    """Return the organisation's names in all languages, which the data for programs on its page has."""
    key = str(written.organisation.page.translation_key)
    codes = (SOURCE, *LANGUAGES) if path.endswith(f"/{key}/") else ()
    return {one for code in codes for one in written.shown("organisation", "title", code)}


def check_terms(written: Written) -> None:
    """Fail where something could be found by a sentence that no reader meets."""
    allowed = {
        sentence(*one)
        for text in written.texts
        for name in text.names
        for language in (SOURCE, *LANGUAGES)
        for one in text.told.shown(name, language)
    }
    last = max(number for number, _language in sentences_in(" ".join(allowed)))
    written_ever = {sentence(number, code) for number in range(last + 100) for code in (SOURCE, *LANGUAGES)}
    terms = {
        number for packed in ListingColumns.objects.values_list("terms", flat=True) for number in _unpacked(packed)
    }
    found = {one for one in written_ever if term_number(f"e_{one}") in terms}
    names = " ".join(OrganisationDocument.objects.values_list("title_terms", flat=True)).replace("_", " ")
    found |= {sentence(*one) for one in sentences_in(names)}
    assert found
    assert found <= allowed, found - allowed


def _unpacked(packed: Any) -> Iterator[int]:
    """Yield the numbers of a listing's terms, without their places."""
    data = bytes(packed or b"")
    for start in range(0, len(data), TERM_SIZE):
        yield int.from_bytes(data[start : start + TERM_SIZE], "big") >> PLACE_BITS << PLACE_BITS


def _faces(written: Written, language: str) -> Iterator[tuple[str, Check]]:
    key, organiser = written.activity.page.translation_key, written.organisation.page.translation_key
    search, titled = finder(language), _has(("activity", "title"), ("organisation", "title"))
    [(number, _code)] = written.activity.told.shown("title", language)
    named = written.activity.told.shown("title", language)[0]
    whole = [("activity", name) for name in written.activity.names]
    yield activity_path(language, key), _whole_page("activity", *whole, ("organisation", "title"))
    yield activity_path(language, written.other.translation_key), titled
    yield (
        organisation_path(language, organiser),
        _whole_page("organisation", ("organisation", "title"), ("organisation", "body"), ("activity", "title")),
    )
    article = article_path(language, written.article.page.slug)
    yield article, _whole_page("article", *(("article", name) for name in written.article.names), ("activity", "title"))
    yield search, titled
    yield f"{search}?view=week", _has(("activity", "title"))
    yield f"{search}?q={sentence(*named)}", titled
    yield f"{search}?organisation={organiser}", titled
    yield organisations_path(language), _has(("organisation", "title"), ("organisation", "summary"))
    yield theme_path(language, "language"), _has(("activity", "title"), ("organisation", "title"), ("article", "title"))
    yield f"/{language}/", _has(("activity", "title"), ("article", "title"), ("article", "summary"))
    yield news_path(language), _has(("article", "title"), ("article", "summary"))
    yield f"{search}feed.rss", _feed
    yield f"{search}feed.ics", _calendar
    yield calendar_path(language, key), _calendar
    yield f"/api/v1/activities?lang={language}", _listed("activity")
    yield f"/api/v1/activities/{key}?lang={language}", _item("activity")
    yield f"/api/v1/organisations?lang={language}", _listed("organisation")
    yield f"/api/v1/organisations/{organiser}?lang={language}", _item("organisation")
    yield f"/api/v1/changes?lang={language}", _nothing
    yield f"/api/v1/suggest?lang={language}&q=s{number}", _suggested
    yield "/sitemap.xml", _nothing


def _nothing(written: Written, language: str, content: str) -> None:
    """Nothing must stand there."""


def _has(*names: tuple[str, str]) -> Check:
    """``names``: of the texts that must be there, with the kind of page."""

    def look(written: Written, language: str, content: str) -> None:
        found = {*sentences_in(content)}
        for kind, name in names:
            missing = {*written.shown(kind, name, language)} - found
            assert not missing, (language, kind, name, "isn't there", missing)

    return look


def _whole_page(kind: str, *names: tuple[str, str]) -> Check:
    """The page of one text: it has the whole body, each sentence once, in order; its head has the title."""

    def look(written: Written, language: str, content: str) -> None:
        _has(*names)(written, language, content)
        page = BeautifulSoup(content, "html.parser")
        prose: Any = page.select_one(".blocks" if kind == "article" else ".prose")
        for card in prose.select(".card"):
            card.decompose()
        assert sentences_in(prose.get_text(" ")) == written.shown(kind, "body", language), (language, kind)
        title: Any = page.title
        assert sentences_in(title.get_text()) == written.shown(kind, "title", language)
        described: Any = page.select_one('meta[name="description"]')
        assert sentences_in(described["content"]) == written.shown(kind, "summary", language)
        if kind == "activity":
            shared: Any = page.select_one("[data-share]")
            assert sentences_in(shared["data-title"]) == written.shown(kind, "title", language)
        names_of_things = [
            json.loads(script.get_text()).get("name") for script in page.select('script[type="application/ld+json"]')
        ]
        if kind != "article":
            assert sentence(*written.shown(kind, "title", language)[0]) in names_of_things

    return look


def _feed(written: Written, language: str, content: str) -> None:
    items = ElementTree.fromstring(content).iter("item")
    found = [(sentences_in(item.findtext("title", "")), item.findtext(_LANGUAGE_OF_ITEM)) for item in items]
    [(number, code)] = written.shown("activity", "title", language)
    assert ([(number, code)], code) in found
    _has(("activity", "summary"), ("organisation", "title"))(written, language, content)


def _calendar(written: Written, language: str, content: str) -> None:
    [(number, code)] = written.shown("activity", "title", language)
    assert f"SUMMARY;LANGUAGE={code}:{sentence(number, code)}" in content
    _has(*(("activity", name) for name in ("summary", "schedule_details", "place_details")))(written, language, content)
    _has(("organisation", "title"))(written, language, content)


def _suggested(written: Written, language: str, content: str) -> None:
    results = json.loads(content)["results"]
    found = [(sentences_in(one["label"]), one["label_lang"]) for one in results if one["kind"] == "activity"]
    shown = written.shown("activity", "title", language)
    assert (shown, shown[0][1]) in found


def _listed(kind: str) -> Check:
    def look(written: Written, language: str, content: str) -> None:
        key = str(written.by_kind[kind].page.translation_key)
        [item] = [one for one in json.loads(content)["results"] if one["id"] == key]
        _check_item(written, kind, language, item)

    return look


def _item(kind: str) -> Check:
    def look(written: Written, language: str, content: str) -> None:
        item = json.loads(content)
        assert sentences_in(item["description"]) == written.shown(kind, "body", language)
        _check_item(written, kind, language, item)

    return look


def _check_item(written: Written, kind: str, language: str, item: dict[str, Any]) -> None:
    """Each text is what readers should meet, says its language, and whether it is outdated."""
    told, outdated = written.by_kind[kind].told, set()
    for name in told.now:
        key = {"body": "description_html"}.get(name, "name" if (kind, name) == ("organisation", "title") else name)
        if key not in item:
            continue
        shown = told.shown(name, language)
        assert sentences_in(item[key]) == shown, (language, kind, name)
        if told.is_outdated(name, language):
            outdated.add({"body": "description"}.get(name, key))
        if name != "body":
            languages = {key: item.get(f"{key}_lang"), **item.get("text_languages", {})}
            assert item.get(f"{key}_lang", languages[key]) == _code(shown), (language, kind, name)
    assert {*item["outdated"]} == outdated, (language, kind)
    if kind == "activity":
        organiser = written.shown("organisation", "title", language)
        assert sentences_in(item["organisation"]["name"]) == organiser
        assert item["organisation"]["name_lang"] == _code(organiser)
        is_outdated = written.organisation.told.is_outdated("title", language)
        assert {*item["organisation"]["outdated"]} == ({"name"} if is_outdated else set())


def _code(shown: list[Sentence]) -> str:
    [(_number, code)] = shown
    return code
