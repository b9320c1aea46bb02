"""Everything that readers get of an activity in one language, and what they may not meet in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from listings.addresses import activity_path, calendar_path, organisation_path
from tests.faces.visiting import body, finder, visit
from tests.translation_proof.changing_text import LANGUAGES, SOURCE, ChangingText, Told

_SENTENCE = re.compile(r"\bs(\d+)(fi|sv|en|ar)\b")
_FACT = re.compile(r"\bf(\d+)@example\.org")
PORTAL = "espoo"


def faces(text: ChangingText, language: str, *, most: int) -> Iterator[tuple[str, str]]:
    """Yield addresses of faces with what they answer: the activity's page, and others by chance."""
    key, organisation = text.page.translation_key, text.page.get_parent().translation_key
    query = f"lang={language}"
    others = [
        finder(language),
        f"{finder(language)}?view=week",
        organisation_path(language, organisation),
        f"{finder(language)}feed.rss",
        f"{finder(language)}feed.ics",
        calendar_path(language, key),
        f"/api/v1/activities?{query}",
        f"/api/v1/activities/{key}?{query}",
        f"/api/v1/suggest?{query}&q=s{text.told.title}",
        f"/{language}/",
    ]
    text.random.shuffle(others)
    for path in [activity_path(language, key), *others][:most]:
        answer = visit(PORTAL, path)
        assert answer.status_code == 200, (path, answer.status_code)
        yield path, body(answer).decode().replace("\r\n ", "")


def check(text: ChangingText, language: str, *, most: int = 100) -> None:
    """Fail where somebody who reads this language meets a sentence or a fact that the source doesn't say.

    ``most``: how many faces are looked at.
    """
    own = activity_path(language, text.page.translation_key)
    for path, content in faces(text, language, most=most):
        _check_sentences(path, content, text.told, language)
        if content.startswith("<!doctype html>"):
            page = BeautifulSoup(content, "html.parser")
            _check_languages(path, page, language)
            if path == own:
                _check_whole(page, text.told, language)


def _check_sentences(path: str, content: str, told: Told, language: str) -> None:
    for number, code in _SENTENCE.findall(content):
        assert code in (language, SOURCE), (path, "a sentence in a third language", number, code)
        assert told.may_say(int(number), code), (path, "an old sentence", number, code)
    assert {int(number) for number in _FACT.findall(content)} <= {told.fact}, (path, "an old fact")


def _check_languages(path: str, page: BeautifulSoup, language: str) -> None:
    """What can carry a mark says in which language it is; what is the original's has words about it."""
    for node in page.body.find_all(string=_SENTENCE) if page.body else ():
        holder: Any = node.find_parent(attrs={"lang": True})
        if node.find_parent("script") is None:
            assert {code for _number, code in _SENTENCE.findall(node)} == {holder["lang"]}, (path, str(node))
    for foreign in page.select('.activity [lang="fi"], .card [lang="fi"]') if language in LANGUAGES else ():
        if _SENTENCE.search(foreign.get_text()):
            assert _around(foreign, language).select(".only-in"), (path, "no word at", str(foreign))


def _around(foreign: Any, language: str) -> Any:
    """Return the part of the page in which words about a foreign text must stand.

    On the page of an activity that has texts in the reader's language it is the fact or the section.
    """
    card, page = foreign.find_parent(class_="card"), foreign.find_parent(class_="activity")
    if card is not None:
        return card
    has_own = any(code == language for _number, code in _SENTENCE.findall(page.get_text(" ")))
    part = foreign.find_parent(("dd", "section")) if has_own else None
    return page if part is None else part


def _check_whole(page: BeautifulSoup, told: Told, language: str) -> None:
    """Each sentence of the description is there once, in the source's order, in one language or the other."""
    prose = page.select_one(".prose")
    assert prose is not None
    found = [int(number) for number, _code in _SENTENCE.findall(prose.get_text(" "))]
    wanted = [*told.paragraphs, *told.items]
    same = [one == now or one in told.holding.get(now, ()) for one, now in zip(found, wanted, strict=True)]
    assert all(same), (language, found, wanted)
