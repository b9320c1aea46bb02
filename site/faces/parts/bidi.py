"""Numbers and Latin words in Arabic and Persian text, kept in their order (Unicode Standard Annex 9).

A row such as ``040 123 4567``, ``17–19`` or ``Espoon kirjasto 2`` is turned round in a text from right to left: each of
its parts is one step further to the left. An isolate around the row keeps it as it was written. Only what is drawn gets
isolates; documents, the API, feeds and heads of pages have texts as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape, unescape
from unicodedata import bidirectional

from django.utils.safestring import SafeString, mark_safe

from regions.languages import direction

#: An isolate from left to right, and the override that the digits of Arabic need in it.
_ISOLATE, _END = "\u2066", "\u2069"
_OVERRIDE, _END_OF_OVERRIDE = "\u202d", "\u202c"

_OPENING, _CLOSING = "([{", ")]}"
#: Kinds of single characters: dashes, brackets, ends of sentences, and breaks such as the comma of Arabic.
_BY_CHARACTER = {
    "d": "-–—‐‑−&",
    "o": _OPENING,
    "c": _CLOSING,
    "p": ".,;:!?…",
    "b": "،؛؟۔\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029",
}
#: By a character's bidirectional class: letters and digits (``t``), marks on them (``m``), what is read from the right
#: (``r``), space (``s``). Whatever is in none of these tables is a break (``b``).
_KINDS = {"L": "t", "EN": "t", "AN": "t", "NSM": "m", "R": "r", "AL": "r", "WS": "s"}
_SIGNS = frozenset({"ES", "ET", "CS", "ON"})
#: A row as kinds: words with signs between them, with a space, or with a dash between spaces.
_ROW = re.compile(r"tm*(?:(?:[ndpoc]{0,3}|[ndoc]{0,2}s[noc]{0,2}|sds)tm*)*")
#: A tag with its name, a character reference, or a character.
_ATOM = re.compile(
    r"""</?(?P<name>[a-zA-Z][\w-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|&(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+);|.""", re.DOTALL
)
_INLINE = frozenset({"b", "strong", "i", "em", "span", "small", "u", "s", "sub", "sup", "abbr", "mark"})
_ISOLATING = frozenset({"bdi", "bdo"})
_HAS_DIRECTION = re.compile(r"^<[^>]*\sdir\s*=")
#: The point of "2. krs" and of "2.3. klo 17" ends no sentence.
_ORDINAL = re.compile(r"(?<=\d)\.(?=[ \u00a0][a-zåäö])")
_UNITS = frozenset({" %", " €", "\u00a0%", "\u00a0€"})
#: A telephone number or a range of times, in characters.
_LONGEST_WHOLE = 22
_DAY_AND_MONTH = re.compile(r"(?:^|\D)\d{1,2}\.\d{1,2}$")


def isolated_html(html: str, language: str) -> SafeString:
    """Safe HTML with elements (``bdi``) around rows in its texts, never inside tags, if its language reads from right
    to left.

    A row that goes on over a tag, such as a number with a bold part, gets the characters instead.
    """
    if direction(language) != "rtl":
        return mark_safe(html)  # noqa: S308  (as it came)
    return mark_safe("".join(_Atoms(html).isolated()))  # noqa: S308  (only our own elements are added)


def drawn(text: str, language: str) -> SafeString:
    """The same for a plain text, which is escaped.

    ``language``: BCP 47; empty for a name, whose first letter decides. Without the elements it is the text again.
    """
    if not _is_rtl(text, language):
        return mark_safe(escape(text))  # noqa: S308  (escaped here)
    parts, last = [], 0
    for start, end in _rows(text):
        parts += [escape(text[last:start]), ltr_html(text[start:end])]
        last = end
    return mark_safe("".join((*parts, escape(text[last:]))))  # noqa: S308  (escaped in parts)


def ltr_html(row: str) -> SafeString:
    """A row that reads from left to right wherever it stands, such as a telephone number, in any digits."""
    return mark_safe(_element(row, escape(row)))  # noqa: S308  (escaped here)


def _element(row: str, html: str) -> str:
    """The element around a row; a short one without letters stays on one line."""
    name = "bdo" if _has_arabic_digits(row) else "bdi"
    is_whole = len(row) <= _LONGEST_WHOLE and not any(map(str.isalpha, row))
    unbroken = ' class="clock"' if is_whole else ""
    return f'<{name} dir="ltr"{unbroken}>{html}</{name}>'


def _is_rtl(text: str, language: str) -> bool:
    if language or text.isascii():
        return direction(language) == "rtl"
    first = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return first != "L"


def _has_arabic_digits(row: str) -> bool:
    return not row.isascii() and any(bidirectional(character) == "AN" for character in row)


@cache
def _kind(character: str) -> str:
    for kind, characters in _BY_CHARACTER.items():
        if character in characters:
            return kind
    kind = bidirectional(character)
    return "n" if kind in _SIGNS else _KINDS.get(kind, "b")


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every row of more than one word or number; what is isolated already is left out."""
    by_character = list(map(_kind, text))
    for ordinal in _ORDINAL.finditer(text):
        by_character[ordinal.start()] = "n"
    kinds = _without_isolated(text, "".join(by_character))
    at = 0
    while (match := _ROW.search(kinds, at)) is not None:
        start, end = _closed(text, *match.span())
        start, end = _with_signs(text, kinds, start, end)
        at = max(end, start + 1)
        if not text[start:end].isalnum():
            yield start, end


def _without_isolated(text: str, kinds: str) -> str:
    """Kinds with breaks where an isolate, embedding or override of the text's own goes on."""
    if not any(kind == "b" for kind in kinds):
        return kinds
    left, depth = [], 0
    for character, kind in zip(text, kinds, strict=True):
        if character in "\u2066\u2067\u2068\u202a\u202b\u202d\u202e":
            depth += 1
        left.append("b" if depth else kind)
        if character in "\u2069\u202c":
            depth = max(0, depth - 1)
    return "".join(left)


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the bracket before a row that closes inside it, and the one behind it; end before one that stays open."""
    opened: list[int] = []
    for place in range(start, end):
        if text[place] in _OPENING:
            opened.append(place)
        elif text[place] in _CLOSING:
            if opened:
                opened.pop()
            elif start and text[start - 1] in _OPENING:
                start -= 1
            else:
                return start, place
    if opened and text[end : end + 1] in tuple(_CLOSING) and len(opened) == 1:
        return start, end + 1
    while opened and end > opened[0]:
        end = opened[0]
        while end > start and not text[end - 1].isalnum():
            end -= 1
        opened.pop(0)
    return start, end


def _with_signs(text: str, kinds: str, start: int, end: int) -> tuple[int, int]:
    """Take in signs that belong to the first and the last word: +358, -5, 18+, 50 %, 2.3., the slash of an address."""
    while start and text[start - 1] in "+#@$€£" and kinds[start - 1] == "n":
        start -= 1
    if start and text[start - 1] in "-−" and text[start].isdecimal() and (start == 1 or kinds[start - 2] == "s"):
        start -= 1
    while end < len(text) and text[end] in "+#%€°" and kinds[end] == "n":
        end += 1
    if text[end - 1].isdecimal() and text[end : end + 2] in _UNITS:
        end += 2
    row = text[start:end]
    if (text[end : end + 1] == "/" and ("://" in row or row.startswith("www."))) or (
        text[end : end + 1] == "." and _DAY_AND_MONTH.search(row)
    ):
        end += 1
    return start, end


class _Atoms:
    """Safe HTML as tags and characters (or their references), with the plain text that they make."""

    def __init__(self, html: str) -> None:
        self.atoms: list[str] = []
        self._places: list[int] = []
        plain: list[str] = []
        isolated_by = ""
        for match in _ATOM.finditer(html):
            tag = match["name"]
            is_break = bool(tag) and tag.lower() not in _INLINE
            if tag and not isolated_by and (tag.lower() in _ISOLATING or _HAS_DIRECTION.search(match[0])):
                isolated_by, is_break = tag.lower(), True
            elif tag and match[0].startswith("</") and tag.lower() == isolated_by:
                isolated_by, is_break = "", True
            if is_break or (isolated_by and not tag):
                plain.append("\n")
                self._places.append(len(self.atoms))
            elif not tag:
                text = unescape(match[0])
                plain.append(text)
                self._places += [len(self.atoms)] * len(text)
            self.atoms.append(match[0])
        self.plain = "".join(plain)

    def isolated(self) -> Iterator[str]:
        """Yield the HTML in pieces, with rows isolated."""
        last = 0
        for start, end in _rows(self.plain):
            first, behind = self._places[start], self._places[end - 1] + 1
            row = self.atoms[first:behind]
            has_tags = any(atom.startswith("<") for atom in row)
            yield from self.atoms[last:first]
            if has_tags:
                is_override = _has_arabic_digits(self.plain[start:end])
                yield _ISOLATE + (_OVERRIDE if is_override else "")
                yield from row
                yield (_END_OF_OVERRIDE if is_override else "") + _END
            else:
                yield _element(self.plain[start:end], "".join(row))
            last = behind
        yield from self.atoms[last:]
