"""The HTML of a description, as the admin's editor stores it, read into blocks and written from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from editorial.desk_texts.description_addresses import stored_target
from editorial.desk_texts.description_blocks import (
    BULLETS,
    HEADING,
    NUMBERS,
    PARAGRAPH,
    Block,
    Look,
    Run,
    tidy_blocks,
)

_BOLD, _ITALIC = ("b", "strong"), ("i", "em")
_SPACE = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def blocks_of_html(html: str) -> list[Block]:
    """Read the HTML of the editor, or what a loader stored; what isn't one of its tags is text alone."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tidy_blocks(reader.blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._lists: list[str] = []
        self._kind = PARAGRAPH
        self._runs: list[Run] = []
        self._bold = self._italic = 0
        self._links: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BOLD:
            self._bold += 1
        elif tag in _ITALIC:
            self._italic += 1
        elif tag == "a":
            self._links.append(_link(dict(attrs)))
        elif tag == "br":
            self._runs.append(Run("\n", Look(bool(self._bold), bool(self._italic))))
        elif tag in ("script", "style"):
            self._unseen += 1
        elif tag in (BULLETS, NUMBERS):
            self.end_block()
            self._lists.append(tag)
        elif tag in ("p", "li", "div", HEADING):
            self.end_block()
            self._kind = HEADING if tag == HEADING else PARAGRAPH

    def handle_endtag(self, tag: str) -> None:
        if tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in _ITALIC:
            self._italic = max(0, self._italic - 1)
        elif tag == "a" and self._links:
            self._links.pop()
        elif tag in ("script", "style"):
            self._unseen = max(0, self._unseen - 1)
        elif tag in (BULLETS, NUMBERS, "p", "li", "div", HEADING):
            self.end_block()
            self._kind = PARAGRAPH
            if tag in (BULLETS, NUMBERS) and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            link = self._links[-1] if self._links else ""
            self._runs.append(Run(_SPACE.sub(" ", data), Look(bool(self._bold), bool(self._italic), link)))

    def end_block(self) -> None:
        runs, self._runs = tuple(self._runs), []
        if any(not run.text.isspace() for run in runs):
            kind = self._lists[-1] if self._lists else self._kind
            self.blocks.append(Block(kind, runs, max(0, len(self._lists) - 1)))


def _link(attributes: dict[str, str | None]) -> str:
    if attributes.get("linktype") == "page":
        page_id = attributes.get("id") or ""
        return f"page:{page_id}" if re.fullmatch(r"[0-9]{1,9}", page_id) else ""
    return stored_target(attributes.get("href") or "")


def html_of_blocks(blocks: list[Block]) -> str:
    """Write the blocks with the editor's tags."""
    parts: list[str] = []
    open_lists: list[str] = []
    for block in blocks:
        parts += _list_edges(open_lists, block)
        words = "".join(_run_html(block.runs))
        parts.append(words if block.is_item else f"<{block.kind}>{words}</{block.kind}>")
    parts += [f"</li></{kind}>" for kind in reversed(open_lists)]
    return "".join(parts)


def _list_edges(open_lists: list[str], block: Block) -> Iterator[str]:
    """Yield the tags of lists before a block; ``open_lists`` is what is open, and is changed."""
    depth = block.depth + 1 if block.is_item else 0
    while len(open_lists) > depth or (open_lists and len(open_lists) == depth and open_lists[-1] != block.kind):
        yield f"</li></{open_lists.pop()}>"
    if not depth:
        return
    if len(open_lists) == depth:
        yield "</li><li>"
    while len(open_lists) < depth:
        open_lists.append(block.kind)
        yield f"<{block.kind}><li>"


def _run_html(runs: tuple[Run, ...]) -> Iterator[str]:
    """Yield the runs' HTML; a link is one element, whatever is emphasised in it."""
    link = ""
    for run in runs:
        if run.look.link != link:
            if link:
                yield "</a>"
            link = run.look.link
            if link:
                yield _link_tag(link)
        words = escape(run.text, quote=False).replace("\n", "<br/>")
        for tag, is_on in (("i", run.look.italic), ("b", run.look.bold)):
            if is_on:
                words = f"<{tag}>{words}</{tag}>"
        yield words
    if link:
        yield "</a>"


def _link_tag(link: str) -> str:
    kind, _colon, page_id = link.partition(":")
    return f'<a linktype="page" id="{page_id}">' if kind == "page" else f'<a href="{escape(link)}">'
