"""Where a page says of a text that it is the original's, and that this has changed: at that very text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.utils import timezone, translation

from faces.parts.localized_text import Change, written_in
from regions.languages import direction
from tests.translation_proof.told import SENTENCE, sentences_in

_HEADINGS = ("h1", "h2", "h3")


def check_marks(path: str, page: BeautifulSoup, language: str) -> None:
    """Fail where a sentence doesn't say its language, or where one of the original's has no words about the change.

    Filters have no room for words.
    """
    with translation.override(language):
        in_finnish, changed = written_in("fi"), Change(timezone.localdate().isoformat()).words(language)
    for node in page.body.find_all(string=SENTENCE) if page.body else ():
        is_typed = "q=" in path and node.find_parent(class_="card") is None  # what the page repeats of the search
        if is_typed or node.find_parent("script") is not None:
            continue
        [code] = {code for _number, code in sentences_in(node)}
        holder: Any = node.find_parent(attrs={"lang": True})
        assert (holder["lang"], holder.get("dir")) == (code, direction(code)), (path, "language of", str(node))
        if code != language and node.find_parent(class_="chip") is None and node.find_parent("label") is None:
            marks = [_words(mark) for mark in _marks_of(node, holder) if mark is not None]
            assert any(in_finnish in mark for mark in marks), (path, language, "no language at", str(node), marks)
            assert any(changed in mark for mark in marks), (path, language, "no word about", str(node), marks)


def _words(mark: Tag) -> str:
    return " ".join(mark.get_text(" ").split())


def _marks_of(node: Any, holder: Any) -> Iterator[Tag | None]:
    prose, blocks = node.find_parent(class_="prose"), node.find_parent(class_="blocks")
    card = node.find_parent(class_="card")
    if blocks is not None and card is None:
        yield from _of_block(node, blocks)
    elif prose is not None:
        yield from _of_prose(holder, prose)
    elif holder.name == "bdi":
        yield _mark(holder.find_next_sibling())
    elif node.find_parent(_HEADINGS) is not None:
        yield from _of_heading(node.find_parent(_HEADINGS))
    elif holder.name == "a":
        yield _mark(holder.find_next_sibling())
    else:
        yield from _before(holder)


def _of_prose(holder: Any, prose: Any) -> Iterator[Tag | None]:
    """Paragraphs say their language themselves; that the original has changed stands above them all.

    Of a whole text it may be said above the summary, for both.
    """
    above = prose.find_previous_sibling()
    yield _mark(above)
    if holder is not prose:
        yield holder.select_one(".only-in")
    elif above is not None and "lead" in (above.get("class") or ()):
        yield _mark(above.find_previous_sibling())


def _of_block(node: Any, blocks: Any) -> Iterator[Tag | None]:
    """A block has its language above it; that the original has changed stands above the first one."""
    yield _mark(blocks.find(True, recursive=False))
    [block] = [one for one in (node, *node.parents) if one.parent is blocks]
    yield _mark(block.find_previous_sibling())


def _of_heading(heading: Any) -> Iterator[Tag | None]:
    """Below it; in a list of organisations the mark speaks of the name and of the sentence below."""
    if heading.find_parent(class_="organisation") is not None:
        yield heading.find_next_sibling(class_="mark-line")
    yield _mark(heading.find_next_sibling())


def _before(holder: Any) -> Iterator[Tag | None]:
    """Above it; in a list one mark may speak of the name and of the sentence below."""
    if holder.find_parent(class_=("organisation", "teaser")) is not None:
        yield holder.find_previous_sibling(class_="mark-line")
    yield _mark(holder.find_previous_sibling())


def _mark(element: Any) -> Tag | None:
    """Return the element where it is a mark, or a line of them."""
    classes = (element.get("class") or ()) if element is not None else ()
    return element if {"mark-line", "only-in"} & {*classes} else None
