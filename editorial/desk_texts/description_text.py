"""A description as plain typing: read into blocks, and written from them.

An empty line parts paragraphs; a line that begins with ``- `` or ``1. `` is an item of a list, spaces before it put it
into the list of the item above; ``### `` begins a heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from editorial.desk_texts.description_addresses import bare_link
from editorial.desk_texts.description_blocks import (
    BULLETS,
    HEADING,
    MAX_DEPTH,
    NUMBERS,
    PARAGRAPH,
    Block,
    Look,
    Run,
    tidy_blocks,
)
from editorial.desk_texts.description_html import blocks_of_html, html_of_blocks
from editorial.desk_texts.description_signs import runs_of
from regions.written.clean_text import clean_text

_ITEM = re.compile(
    r"(?P<indent>[ \t\u00a0]{0,60})(?:(?P<bullet>[-*•])|(?P<number>[0-9]{1,3})[.)])(?:\s+(?P<words>.*)|$)"
)
_HEADING = re.compile(r"\s{0,60}###\s+(?P<words>.*)")
#: A line whose words begin like an item or a heading; the second group is the sign to take the meaning from.
_LIKE_A_SIGN = re.compile(r"([0-9]{0,3})([-*•.)#])")
#: Spaces that a nested item is written with, and how many more than the item above put it below that.
_STEP, _LEAST_STEP = 3, 2


def html_of_text(text: str, pages: Collection[int] | None = None) -> str:
    """Return the HTML to store for what was typed, without characters that have no meaning.

    ``pages``: ids of pages that a link may name (None: any).
    """
    return html_of_blocks(blocks_of_text(text, pages))


def text_of_html(html: str) -> str:
    """Return a stored text as one types it."""
    return text_of_blocks(blocks_of_html(html))


def blocks_of_text(text: str, pages: Collection[int] | None = None) -> list[Block]:
    reader = _Lines()
    for line in clean_text(text, lines=True).split("\n"):
        reader.take(line)
    reader.end_block()
    return tidy_blocks(Block(kind, tuple(runs_of(words, pages)), depth) for kind, words, depth in reader.blocks)


@dataclass
class _Level:
    indent: int
    kind: str
    number: int


class _Lines:
    """Puts lines together: which block each belongs to."""

    def __init__(self) -> None:
        self.blocks: list[tuple[str, str, int]] = []
        self._kind = PARAGRAPH
        self._depth = 0
        self._words: list[str] = []
        self._levels: list[_Level] = []

    def take(self, line: str) -> None:
        if not line.strip():
            self.end_block()
        elif item := self._item(line):
            self._begin_item(item)
        elif heading := _HEADING.fullmatch(line):
            self._begin(HEADING, heading.group("words"))
            self.end_block()
        elif self._words and (self._kind == PARAGRAPH or self._goes_on(line)):
            self._words.append(line)
        else:
            self._begin(PARAGRAPH, line)

    def end_block(self) -> None:
        if self._words:
            self.blocks.append((self._kind, "\n".join(word.strip() for word in self._words), self._depth))
        self._kind, self._words = PARAGRAPH, []

    def _begin(self, kind: str, words: str) -> None:
        self.end_block()
        self._levels = []
        self._kind, self._depth, self._words = kind, 0, [words]

    def _goes_on(self, line: str) -> bool:
        """Whether a line is indented so that it belongs to the item above."""
        return _indent(line) >= self._levels[-1].indent + _LEAST_STEP

    def _item(self, line: str) -> re.Match[str] | None:
        match = _ITEM.fullmatch(line)
        if match is None or match.group("bullet"):
            return match
        number = int(match.group("number"))
        return match if number == 1 or number in self._next_numbers(_indent(line)) else None

    def _next_numbers(self, indent: int) -> set[int]:
        """The number with which the list of this indent goes on; “12. January” begins none."""
        levels = self._levels[: self._place(indent) + 1]
        return {levels[-1].number + 1} if levels and levels[-1].kind == NUMBERS else set()

    def _place(self, indent: int) -> int:
        """Return which list an item of this indent belongs to; the number of those that are open for a new one."""
        place = 0
        for level in self._levels:
            if indent < level.indent + _LEAST_STEP:
                break
            place += 1
        return min(place, MAX_DEPTH)

    def _begin_item(self, match: re.Match[str]) -> None:
        self.end_block()
        indent, kind = _indent(match.group("indent") + "x"), BULLETS if match.group("bullet") else NUMBERS
        number = int(match.group("number") or 0)
        place = self._place(indent)
        del self._levels[place + 1 :]
        if place == len(self._levels):
            self._levels.append(_Level(indent, kind, number))
        else:
            self._levels[place] = _Level(self._levels[place].indent, kind, number)
        self._kind, self._depth, self._words = kind, place, [match.group("words") or ""]


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def text_of_blocks(blocks: list[Block]) -> str:
    """Write the blocks so that ``blocks_of_text`` reads the same from it, with as few signs as that takes."""
    written: list[str] = []
    numbers: list[int] = []
    has_numbers = any(block.kind == NUMBERS for block in blocks)
    before: Block | None = None
    for block in blocks:
        lines = _inline(block, has_numbers).split("\n")
        if before is not None and not (before.is_item and block.is_item):
            written.append("")
            numbers = []
        elif before is not None and block.depth == 0 and before.depth == 0 and block.kind != before.kind:
            written.append("")
        if block.is_item:
            sign = _sign(block, numbers, before)
            margin = " " * (_STEP * block.depth)
            lines = [f"{margin}{sign} {lines[0]}", *(f"{margin}{' ' * _STEP}{line}" for line in lines[1:])]
        elif block.kind == HEADING:
            lines[0] = f"### {lines[0]}"
        written += lines
        before = block
    return "\n".join(written)


def _sign(block: Block, numbers: list[int], before: Block | None) -> str:
    """Return the item's sign; ``numbers`` are the counts of the lists that are open, and are changed."""
    del numbers[block.depth + 1 :]
    if len(numbers) <= block.depth:
        numbers += [0] * (block.depth + 1 - len(numbers))
    numbers[block.depth] = numbers[block.depth] + 1 if block.kind == NUMBERS else 0
    return f"{numbers[block.depth]}." if block.kind == NUMBERS else "-"


def _inline(block: Block, has_numbers: bool) -> str:
    """Write the words of a block: plainly where that is read the same, else with every sign escaped."""
    for is_single, is_escaped in ((True, False), (False, False), (False, True)):
        text = "".join(_Writer(block.runs, is_single=is_single, is_escaped=is_escaped).pieces())
        if block.kind != HEADING:
            text = "\n".join(_without_sign(line, has_numbers) for line in text.split("\n"))
        if is_escaped or tidy_blocks([Block(PARAGRAPH, tuple(runs_of(text)))]) == [Block(PARAGRAPH, block.runs)]:
            return text
    raise AssertionError("the last way is always taken")


def _without_sign(line: str, has_numbers: bool) -> str:
    match = _ITEM.fullmatch(line) or _HEADING.fullmatch(line)
    if match is None or not (sign := _LIKE_A_SIGN.match(line)):
        return line
    if sign.group(1) and sign.group(1).lstrip("0") != "1" and not has_numbers:
        return line
    return f"{sign.group(1)}\\{line[sign.start(2) :]}"


class _Writer:
    """Writes runs with their signs. ``is_single``: italics by ``_``, else by ``__``."""

    def __init__(self, runs: tuple[Run, ...], *, is_single: bool, is_escaped: bool) -> None:
        self._runs, self._is_escaped = runs, is_escaped
        self._signs = {"bold": "**", "italic": "_" if is_single else "__"}

    def pieces(self) -> Iterator[str]:
        before, outside = Look(), set[str]()
        for index, run in enumerate([*self._runs, Run("")]):
            look = run.look
            ending = [name for name in self._signs if getattr(before, name) and not getattr(look, name)]
            changes_link = look.link != before.link
            yield from (self._signs[name] for name in ending if not before.link or name not in outside)
            if changes_link and before.link and not self._is_bare(index - 1):
                yield f"]({_escaped_address(before.link)})"
            yield from (self._signs[name] for name in ending if before.link and name in outside)
            if changes_link and look.link:
                outside = {name for name in self._signs if getattr(before, name) and name not in ending}
                if not self._is_bare(index):
                    yield "["
            yield from (self._signs[name] for name in self._signs if getattr(look, name) and not getattr(before, name))
            yield self._words(run.text, is_bare=bool(look.link) and self._is_bare(index))
            before = look

    def _is_bare(self, index: int) -> bool:
        """Whether the link of this run is one run, and written by its address alone."""
        run = self._runs[index]
        around = [self._runs[at].look.link for at in (index - 1, index + 1) if 0 <= at < len(self._runs)]
        return not self._is_escaped and run.look.link not in around and bare_link(run.text) == run.look.link

    def _words(self, text: str, *, is_bare: bool) -> str:
        return re.sub(r"([\\*_\[\]])", r"\\\1", text) if self._is_escaped and not is_bare else text


def _escaped_address(link: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", link)
