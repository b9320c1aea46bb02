"""The canonical form of documents: two documents have the same form if a reader can't see a difference.

A document becomes a list of lines. HTML: a line for each tag and each piece of text, attributes sorted, runs of white
space collapsed, comments left out. White space beside the border of a block is left out. White space between inline
parts is a line of its own (`GAP`), so that a difference in gaps alone can be recognised. JSON: keys sorted. XML:
canonical form without white space around texts. Other text stays as it is; other bytes become a digest.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree import ElementTree

#: White space between two inline parts.
GAP = "·"

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
#: Inline elements without a box: white space inside their border renders like white space outside of it.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "label", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
#: Elements that are inline outside and a block inside (inline-block).
_BOX = frozenset(
    {"audio", "button", "canvas", "img", "input", "meter", "object", "output", "progress", "select", "svg", "video"}
    | {"textarea"}
)
_PREFORMATTED = frozenset({"pre", "textarea"})
#: Attributes whose values are lists of words.
_WORD_LISTS = frozenset({"class", "rel", "srcset", "sizes", "d", "aria-describedby", "aria-labelledby", "headers"})
#: Elements that end where the next one begins or their parent ends (HTML, 13.1.2.4).
_IMPLIED_END = frozenset({"option"})
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class _Piece:
    """A line, and what adjoins white space at its two ends: `block` (a border), `content`, `gap` or `nothing`."""

    line: str
    before: str = "content"
    after: str = "content"


_GAP = _Piece(GAP, "gap", "gap")


def document_lines(content_type: str, body: str) -> list[str]:
    """Return the canonical lines of a body of this type."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/html":
        return html_lines(body)
    if kind.endswith("json") or kind == "application/manifest+json":
        return json_lines(body)
    if kind.endswith("xml"):
        return xml_lines(body)
    if kind.startswith("text/") or "javascript" in kind:
        return body.splitlines()
    return [f"sha256 {hashlib.sha256(base64.b64decode(body)).hexdigest()}"] if body else []


def without_gaps(lines: list[str]) -> list[str]:
    """Return the lines without those of white space between inline parts."""
    return [line for line in lines if line != GAP]


def json_lines(body: str) -> list[str]:
    """Return the lines of a JSON document; an invalid one stays as it is."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, sort_keys=True, indent=1).splitlines()
    except ValueError:
        return body.splitlines()


def xml_lines(body: str) -> list[str]:
    """Return the lines of an XML document, a tag or a text on each; an invalid one stays as it is."""
    try:
        text = ElementTree.canonicalize(body, strip_text=True)
    except ElementTree.ParseError:
        return body.splitlines()
    return [line for line in re.split(r"(?<=>)|(?=<)", text) if line]


def html_lines(body: str) -> list[str]:
    """Return the lines of an HTML document."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return [piece.line for piece in _with_visible_gaps(reader.pieces)]


class _Reader(HTMLParser):
    """Splits a document into pieces. Every run of white space between words and tags is a gap at first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self._open: list[str] = []
        self._script_type = ""

    def handle_decl(self, decl: str) -> None:
        self.pieces.append(_Piece(f"<!{' '.join(decl.lower().split())}>", "block", "block"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _IMPLIED_END and self._open and self._open[-1] == tag:
            self._end(self._open.pop())
        self._begin(tag, attrs)
        if tag not in _VOID:
            self._open.append(tag)
        elif tag in _BOX:  # a void element has no inside: content on both sides
            self.pieces[-1] = _Piece(self.pieces[-1].line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Handle `<path/>`, which closes itself in SVG and MathML; in HTML the slash has no meaning."""
        if "svg" in self._open or tag == "svg" or "math" in self._open:
            self._begin(tag, attrs)
            self._end(tag)
        else:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while (inner := self._open.pop()) != tag:
                if inner in _IMPLIED_END:
                    self._end(inner)
        self._end(tag)

    def handle_data(self, data: str) -> None:
        parent = self._open[-1] if self._open else ""
        if parent == "script" and "json" in self._script_type:
            self.pieces += [_Piece(line, "block", "block") for line in json_lines(data)]
        elif parent in ("script", "style"):
            lines = (line.strip() for line in data.splitlines())
            self.pieces += [_Piece(line, "block", "block") for line in lines if line]
        elif _PREFORMATTED.intersection(self._open):
            self.pieces.append(_Piece(repr(data)))
        else:
            self._text(data)

    def _text(self, data: str) -> None:
        words = _SPACE.sub(" ", data)
        if words.startswith(" "):
            self.pieces.append(_GAP)
        if words.strip(" "):
            self.pieces.append(_Piece(words.strip(" ")))
        if words.endswith(" "):
            self.pieces.append(_GAP)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: dict[str, str] = {}
        for name, value in attrs:
            values.setdefault(name, " ".join((value or "").split()) if name in _WORD_LISTS else value or "")
        if tag == "script":
            self._script_type = values.get("type", "")
        attributes = "".join(
            f" {name}={json.dumps(value, ensure_ascii=False)}" for name, value in sorted(values.items())
        )
        before, after = self._borders(tag)
        self.pieces.append(_Piece(f"<{tag}{''.join(attributes)}>", before, after))

    def _end(self, tag: str) -> None:
        after, before = self._borders(tag)
        self.pieces.append(_Piece(f"</{tag}>", before, after))

    def _borders(self, tag: str) -> tuple[str, str]:
        """Return what adjoins white space outside and inside of a tag's border."""
        if "svg" in self._open and tag != "svg":
            return "block", "block"
        if tag in _INLINE:
            return "nothing", "nothing"
        return ("content", "block") if tag in _BOX else ("block", "block")


def _with_visible_gaps(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces without gaps that no browser shows: beside the border of a block and beside another gap."""
    visible: list[_Piece] = []
    last = "block"
    for position, piece in enumerate(pieces):
        if piece is _GAP:
            if last == "content" and _next_border(pieces, position + 1) == "content":
                visible.append(piece)
                last = "gap"
            continue
        visible.append(piece)
        if piece.after != "nothing":
            last = piece.after
    return visible


def _next_border(pieces: list[_Piece], position: int) -> str:
    """Return what adjoins white space before this position."""
    for piece in pieces[position:]:
        if piece.before not in ("nothing", "gap"):
            return piece.before
    return "block"
