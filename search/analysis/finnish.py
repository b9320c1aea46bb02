"""Finnish words: lemmas of all readings, the parts of compounds, and the words they are derived from.

The morphology is Voikko's, through pyvoikko and kfst. Its transducer is loaded with the first Finnish word (one or two
seconds); looking a word up takes about half a millisecond, so readings are cached by word. Lookups from several threads
are safe: eight threads over the same words give what one gives (see the tests).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search.analysis.finnish_words import DERIVED, HEADS, PLACE_FORMS, PREFIX_LEMMAS
from search.analysis.stemming import stem

_PIECE = re.compile(r"\[([^\]]*)\]|([^\[]+)")
_FOREIGN_NAME = re.compile("(.{2,}[bcdfghjklmnpqrstvwxz])i(?:n|in|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi)$")
_SHORTEST_SPLIT: Final = 9
#: The transducer takes exponential time over words put together of many short ones, which anybody can type; real
#: compounds end before this ("kotoutumiskoulutussuunnitelma" has 29 letters).
_LONGEST_LOOKUP: Final = 30
_LONGEST_SPLIT: Final = 24
_MAX_SEGMENTS: Final = 5
_MAX_READINGS: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word.

    `lemma` is the dictionary form of the whole word without hyphens; `derived` the words it is derived from
    (`uinti` ← `uida`); `segments` the forms a compound is written with ("lasten", "hoidosta") and their lemmas; `parts`
    what a compound is made of: lemmas of its parts, of every run of neighbouring parts, and what those are derived
    from. `known` is False for a guess by suffix stripping.
    """

    lemma: str
    derived: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    segments: tuple[tuple[str, str], ...] = ()
    known: bool = True
    place: bool = False


@dataclass(slots=True)
class _Segment:
    """One part of a compound as the transducer describes it; see `_segments`."""

    form: str = ""
    lemma: str = ""
    root: str = ""
    pieces: tuple[str, ...] = ()
    place: bool = False
    possessive: bool = False
    participle: bool = False


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a normalised word (lower case, inner hyphens and apostrophes kept), best first.

    Never empty: a word that Voikko does not know gets one reading with its Snowball stem. Of the readings Voikko
    offers, those with the fewest parts are kept ("Järvenpää" is the town, not "a lake's end"), and one with a
    possessive ending ("kuusi", my-moon-like) only where there is no other.
    """
    if place := PLACE_FORMS.get(word):
        return (Reading(lemma=place, place=True),)
    known = _known_readings(word) or _known_readings(f"{word}-")  # "digi", "ilmais-": exists as a first part only
    if not known and "-" in word:
        known = _hyphenated(word)
    return known or _split(_clean(word)) or _guess(_clean(word))


def is_known(word: str) -> bool:
    """Return whether Voikko knows the word."""
    return readings(word)[0].known


@lru_cache(maxsize=65536)
def is_in_dictionary(word: str) -> bool:
    """Return whether Voikko knows a normalised word as it is written, also as a compound; quicker than ``is_known``."""
    return bool(_known_readings(word))


@lru_cache(maxsize=65536)
def is_plain(word: str) -> bool:
    """Return whether Voikko knows a normalised word that is no compound; inflected and derived forms count.

    Voikko puts almost any two words together: "hameenlinna" is "the castle of a skirt", and yet nobody means that.
    """
    known = _known_readings(word)
    return bool(known) and len(known[0].segments) <= 1


def compound(first: str, second: str) -> Reading | None:
    """Return the reading of two words written together, if Finnish has that compound, else None.

    "tietokone kurssi" and "digi tuki" are how many people write; the border between the words must be a border of the
    compound, so "lapsi" + "tarvitsee" gives nothing.
    """
    if len(first) < 2 or len(second) < 2:
        return None
    for reading in readings(first + second):
        borders = {0}
        for form, _ in reading.segments:
            borders.add(max(borders) + len(form))
        if reading.known and len(first) in borders:
            return reading
    return None


def _known_readings(word: str) -> tuple[Reading, ...]:
    if word.isdigit():
        return (Reading(lemma=word),)
    analyses = [segments for output in _lookup(word) if (segments := _segments(output))]
    if not analyses:
        return ()
    fewest = min(len(segments) for segments in analyses)
    analyses = [segments for segments in analyses if len(segments) == fewest]
    plain = [segments for segments in analyses if not segments[-1].possessive]
    return tuple(dict.fromkeys(_reading(segments) for segments in plain or analyses))[:_MAX_READINGS]


def _lookup(word: str) -> list[str]:
    """Return the transducer's outputs for `word`. Importing pyvoikko loads it, once: Python locks imports."""
    if len(word) > _LONGEST_LOOKUP:
        return []
    import pyvoikko

    try:
        return [output for output, _ in pyvoikko.VOIKKO_FST.lookup(word)]
    except pyvoikko.TokenizationException:  # a letter that Finnish does not have
        return []


def _segments(output: str) -> list[_Segment]:
    """Read an output such as `[Ln][Xp]läksy[X]läksy[Sn][Ny][Bh][Bc][Ln][Xp]apu[X]apu[Sn][Ny]`, one segment per [Bc].

    [Xp]…[X] holds a dictionary form, [Xj]…[X] the end of a derived one; text outside them is the word as written.
    """
    segments: list[_Segment] = []
    for part in output.split("[Bc]"):
        if "[L" in part:
            segments.append(_segment(part))
    return segments


def _segment(output: str) -> _Segment:
    segment = _Segment()
    base = inside = written = ""
    mode = ""
    for tag, text in _PIECE.findall(output):
        if tag in ("Xp", "Xj"):
            base, segment.form, mode, written, inside = base + written, segment.form + written, "dictionary", "", ""
        elif tag in ("Xr", "Xs"):
            mode = "skip"
        elif tag == "X":
            segment.root = segment.root or _clean(inside)
            if "=" in inside:
                segment.pieces = tuple(piece for piece in inside.lower().split("=") if len(piece) > 2)
            mode = ""
        elif tag:
            _note(segment, tag)
        elif mode == "dictionary":
            inside += text
        elif not mode:
            written += text
    segment.form = _clean(segment.form + written)
    segment.lemma = _lemma(segment, _clean(base + inside) or segment.form, is_prefix="[Lp]" in output)
    return segment


def _note(segment: _Segment, tag: str) -> None:
    """Keep what a tag says of the part as a whole: its class (L…), a participle (R…), a possessive ending (O…)."""
    if tag.startswith("L"):
        segment.place = tag == "Lep"
    elif tag.startswith("R"):
        segment.participle = True
    elif tag.startswith("O"):
        segment.possessive = True


def _lemma(segment: _Segment, found: str, *, is_prefix: bool) -> str:
    lemma = PREFIX_LEMMAS.get(found, found) if is_prefix else found
    if segment.participle and lemma.endswith(("ma", "mä")):  # agent participle: "uima" is "uida"
        return segment.root or lemma
    return lemma


def _clean(text: str) -> str:
    return text.replace("=", "").replace("-", "").replace("'", "").lower()


def _reading(segments: list[_Segment]) -> Reading:
    forms = [segment.form for segment in segments]
    lemma = "".join([*forms[:-1], segments[-1].lemma])
    parts: dict[str, None] = {}
    count = len(segments)
    if 1 < count <= _MAX_SEGMENTS:
        for first in range(count):
            for last in range(first, count):
                parts["".join([*forms[first:last], segments[last].lemma])] = None
    sources = {source: None for segment in segments for source in _sources(segment) if source != lemma}
    for segment in segments:
        if not segment.place:
            parts.update(dict.fromkeys(segment.pieces))
    if count > 1:
        parts.update(dict.fromkeys(segment.lemma for segment in segments))
        parts.update(sources)
    parts.pop(lemma, None)
    return Reading(
        lemma=lemma,
        derived=() if count > 1 else tuple(sources),
        parts=tuple(parts),
        segments=tuple((segment.form, segment.lemma) for segment in segments),
        place=segments[-1].place,
    )


def _sources(segment: _Segment) -> tuple[str, ...]:
    """Return the words that a part is derived from: its root, or the verb that the dictionary does not connect."""
    sources = (segment.root, DERIVED.get(segment.lemma, ""), DERIVED.get(segment.root, ""))
    return tuple(source for source in sources if source and source != segment.lemma)


def _hyphenated(word: str) -> tuple[Reading, ...]:
    """Read "4h-kerholle" by its last piece, where Voikko does not know the first."""
    head, _, last = word.rpartition("-")
    head = _clean(head)
    known = _known_readings(last)
    return tuple(
        Reading(
            lemma=head + reading.lemma,
            parts=tuple(dict.fromkeys((head, reading.lemma, *reading.derived, *reading.parts))),
            segments=((head, head), *reading.segments),
            place=reading.place,
        )
        for reading in known
    )


def _split(text: str) -> tuple[Reading, ...]:
    """Split a compound that Voikko does not know ("ammattimentori", "kevytyrittäjyys") after a first part it does.

    The border with a known word behind it wins, else the longest first part with at least five letters behind it. The
    first part may be unknown before a usual last one ("biittipaja").
    """
    unknown: tuple[Reading, ...] = ()
    if not _SHORTEST_SPLIT <= len(text) <= _LONGEST_SPLIT or not text.isalpha():
        return ()
    for border in range(len(text) - 4, 3, -1):
        first, tail = text[:border], _known_readings(text[border:])
        head = _known_readings(f"{first}-")
        if tail and (head or tail[0].lemma in HEADS):
            return (_joined(first, head[0] if head else Reading(lemma=first), tail[0]),)
        if head and not unknown and len(text) - border > 4:
            unknown = (_joined(first, head[0], _guess(text[border:])[0]),)
    return unknown


def _joined(form: str, head: Reading, tail: Reading) -> Reading:
    parts = (head.lemma, *head.derived, *head.parts, tail.lemma, *tail.derived, *tail.parts)
    segments = ((form, head.lemma), *(tail.segments or ((tail.lemma, tail.lemma),)))
    return Reading(lemma=form + tail.lemma, parts=tuple(dict.fromkeys(parts)), segments=segments, known=False)


def _guess(text: str) -> tuple[Reading, ...]:
    """Return the Snowball stem and, for a foreign name with an i before the ending ("Saltvikin"), the name itself."""
    stemmed = stem(text, "fi")
    lemmas = [stemmed]
    if name := _FOREIGN_NAME.match(text):
        lemmas.append(name.group(1))
    return tuple(
        Reading(lemma=lemma, derived=() if text in lemmas else (text,), known=False) for lemma in dict.fromkeys(lemmas)
    )
