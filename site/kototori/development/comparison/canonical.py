"""Documents made comparable: what differs here differs for a reader, and what doesn't is layout of the source.

A document becomes a list of lines. HTML: a line for each tag and each piece of text, attributes sorted, runs of white
space collapsed, comments left out. White space beside the border of a block is left out; white space between inline
parts is a line of its own (`GAP`), so that a difference in gaps alone can be told from the others. JSON: keys sorted.
XML: canonical form, white space around texts left out. Any other text is kept as it is; of other bytes only a digest.
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
#: Inline elements that white space passes through: a gap inside their border is a gap outside of it.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "label", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
#: Inline from outside, a box of its own from inside.
_BOX = frozenset(
    {"audio", "button", "canvas", "img", "input", "meter", "object", "output", "progress", "select", "svg", "video"}
    | {"textarea"}
)
_AS_WRITTEN = frozenset({"pre", "textarea"})
#: Attributes that are lists of words.
_WORDS = frozenset({"class", "rel", "srcset", "sizes", "d", "aria-describedby", "aria-labelledby", "headers"})
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class _Piece:
    """A line, and what white space meets at its two ends: a border of a block, content, or nothing to stop at."""

    line: str
    before: str = "content"
    after: str = "content"


_GAP = _Piece(GAP, "gap", "gap")


def document_lines(content_type: str, body: str) -> list[str]:
    """The lines of a body of this type."""
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
    """The same lines without white space between inline parts."""
    return [line for line in lines if line != GAP]


def json_lines(body: str) -> list[str]:
    """The lines of a JSON document; a broken one stays as it is."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, sort_keys=True, indent=1).splitlines()
    except ValueError:
        return body.splitlines()


def xml_lines(body: str) -> list[str]:
    """The lines of an XML document, a tag or a text on each; a broken one stays as it is."""
    try:
        whole = ElementTree.canonicalize(body, strip_text=True)
    except ElementTree.ParseError:
        return body.splitlines()
    return [line for line in re.split(r"(?<=>)|(?=<)", whole) if line]


def html_lines(body: str) -> list[str]:
    """The lines of an HTML document."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return [piece.line for piece in _with_needed_gaps(reader.pieces)]


class _Reader(HTMLParser):
    """Cuts a document into pieces; every run of white space outside words is a gap for now."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self._open: list[str] = []
        self._script_type = ""

    def handle_decl(self, decl: str) -> None:
        self.pieces.append(_Piece(f"<!{' '.join(decl.lower().split())}>", "block", "block"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)
        if tag not in _VOID:
            self._open.append(tag)
        elif tag in _BOX:  # nothing is inside: it is content on both sides
            self.pieces[-1] = _Piece(self.pieces[-1].line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>` closes itself inside a drawing; in HTML the stroke means nothing."""
        if "svg" in self._open or tag == "svg" or "math" in self._open:
            self._begin(tag, attrs)
            self._end(tag)
        else:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        self._end(tag)

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "script" and "json" in self._script_type:
            self.pieces += [_Piece(line, "block", "block") for line in json_lines(data)]
        elif inside in ("script", "style"):
            lines = (line.strip() for line in data.splitlines())
            self.pieces += [_Piece(line, "block", "block") for line in lines if line]
        elif _AS_WRITTEN.intersection(self._open):
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
            values.setdefault(name, " ".join((value or "").split()) if name in _WORDS else value or "")
        if tag == "script":
            self._script_type = values.get("type", "")
        written = "".join(f" {name}={json.dumps(value, ensure_ascii=False)}" for name, value in sorted(values.items()))
        before, after = self._borders(tag)
        self.pieces.append(_Piece(f"<{tag}{written}>", before, after))

    def _end(self, tag: str) -> None:
        after, before = self._borders(tag)
        self.pieces.append(_Piece(f"</{tag}>", before, after))

    def _borders(self, tag: str) -> tuple[str, str]:
        """What white space meets outside and inside of a tag's border."""
        if "svg" in self._open and tag != "svg":
            return "block", "block"
        if tag in _INLINE:
            return "nothing", "nothing"
        return ("content", "block") if tag in _BOX else ("block", "block")


def _with_needed_gaps(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out the gaps that no browser shows: beside the border of a block, and beside another gap."""
    kept: list[_Piece] = []
    last = "block"
    for place, piece in enumerate(pieces):
        if piece is _GAP:
            if last == "content" and _next_border(pieces, place + 1) == "content":
                kept.append(piece)
                last = "gap"
            continue
        kept.append(piece)
        if piece.after != "nothing":
            last = piece.after
    return kept


def _next_border(pieces: list[_Piece], place: int) -> str:
    """What the white space before this place meets."""
    for piece in pieces[place:]:
        if piece.before not in ("nothing", "gap"):
            return piece.before
    return "block"
