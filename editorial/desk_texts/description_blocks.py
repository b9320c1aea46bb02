"""A description as paragraphs and items of lists, between plain typing and the HTML that is stored.

Both sides are read into the same blocks. What no reader sees is left out of them, so that the same text is the same
blocks: spaces at the ends of lines, emphasis of spaces, empty paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from editorial.desk_texts.description_addresses import linked_pieces

PARAGRAPH, HEADING, BULLETS, NUMBERS = "p", "h3", "ul", "ol"
#: Lists within lists, as deep as the admin's editor takes them.
MAX_DEPTH = 10


class Look(NamedTuple):
    """How a piece of text looks. ``link`` is an address, or ``page:`` and an id; empty for none."""

    bold: bool = False
    italic: bool = False
    link: str = ""


class Run(NamedTuple):
    """Text of one look; a line break is ``\\n``."""

    text: str
    look: Look = Look()


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, or an item of a list; ``depth`` is 0 for everything that isn't in a list's item."""

    kind: str
    runs: tuple[Run, ...]
    depth: int = 0

    @property
    def is_item(self) -> bool:
        return self.kind in (BULLETS, NUMBERS)


_Letters = list[tuple[str, Look]]
#: One object per look: a text has many letters.
_look = lru_cache(maxsize=1024)(Look)


def tidy_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks without what no reader sees; addresses in their words become links. Again = no change."""
    tidied: list[Block] = []
    for block in blocks:
        lines = [_trimmed(line) for line in _lines(_linked(block.runs))]
        for kept in _paragraphs(block, lines):
            deepest = tidied[-1].depth + 1 if tidied and tidied[-1].is_item else 0
            depth = min(block.depth, deepest, MAX_DEPTH) if block.is_item else 0
            tidied.append(Block(block.kind, tuple(_runs(_plain_edges(kept))), depth))
    return tidied


def _linked(runs: Iterable[Run]) -> _Letters:
    letters: _Letters = []
    for look, group in groupby(runs, key=lambda run: run.look):
        text = "".join(run.text for run in group)
        pieces = [(text, look.link)] if look.link else linked_pieces(text)
        for piece, link in pieces:
            one = _look(look.bold, look.italic, link)
            letters += [(letter, one) for letter in piece]
    return letters


def _lines(letters: _Letters) -> Iterator[_Letters]:
    line: _Letters = []
    for letter in letters:
        if letter[0] == "\n":
            yield line
            line = []
        else:
            line.append(letter)
    yield line


def _trimmed(line: _Letters) -> _Letters:
    start, end = 0, len(line)
    while start < end and line[start][0].isspace():
        start += 1
    while start < end and line[end - 1][0].isspace():
        end -= 1
    return line[start:end]


def _paragraphs(block: Block, lines: list[_Letters]) -> Iterator[_Letters]:
    """Yield what the block's lines make: empty ones part paragraphs, and are nothing elsewhere."""
    joint = " " if block.kind == HEADING else "\n"
    kept: _Letters = []
    for line in lines:
        if line:
            kept += [(joint, Look()), *line] if kept else line
        elif block.kind == PARAGRAPH and kept:
            yield kept
            kept = []
    if kept:
        yield kept


def _plain_edges(letters: _Letters) -> _Letters:
    """Take emphasis from spaces at its ends, and links from spaces alone; a line break inside emphasis has it."""
    bold = _inner(letters, [look.bold for _letter, look in letters])
    italic = _inner(letters, [look.italic for _letter, look in letters])
    links: list[str] = []
    for link, group in groupby(letters, key=lambda one: one[1].link):
        words = "".join(letter for letter, _look in group)
        links += ["" if words.isspace() else link] * len(words)
    return [(letter, _look(bold[at], italic[at], links[at])) for at, (letter, _was) in enumerate(letters)]


def _inner(letters: _Letters, marked: list[bool]) -> list[bool]:
    """Return the marks without those of spaces at the ends; a line break between two marked letters gets one."""
    marked = list(marked)
    for at, (letter, _look) in enumerate(letters):
        if letter == "\n":
            marked[at] = 0 < at < len(letters) - 1 and marked[at - 1] and marked[at + 1]
    for order in (range(len(letters)), range(len(letters) - 1, -1, -1)):
        before = False
        for at in order:
            if marked[at] and letters[at][0].isspace() and not before:
                marked[at] = False
            before = marked[at]
    return marked


def _runs(letters: _Letters) -> Iterator[Run]:
    for look, group in groupby(letters, key=lambda one: one[1]):
        yield Run("".join(letter for letter, _look in group), look)
