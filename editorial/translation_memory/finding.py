"""What the memory knows of strings: the same ones, and alike ones with a score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from editorial.translation_memory.likeness import bands, digest, likeness, normalised, pieces
from editorial.translation_memory.models import MemoryString
from listings.models import ActivityPage

#: Below this share of common pieces a string says something else.
LEAST_ALIKE = 0.6
#: Suggestions for one string; rows that are compared for one page.
_MOST_SHOWN, _MOST_COMPARED = 2, 2000
_NEAR = (
    "SELECT DISTINCT near.id FROM unnest(%s::integer[]) AS wanted(band) "
    "JOIN editorial_memorystring AS near ON near.bands @> ARRAY[wanted.band] LIMIT 2000"
)
#: Strings of a page that are looked up.
_MOST_STRINGS = 200


@dataclass(frozen=True)
class Suggestion:
    """``score``: how alike the originals are, in percent. ``original``: what was translated."""

    original: str
    translation: str
    score: int

    @property
    def is_exact(self) -> bool:
        return self.score == 100


def suggestions(
    strings: Iterable[str], original_language: str, language: str, *, without: UUID | None = None
) -> dict[str, list[Suggestion]]:
    """Return what was translated of each string, best first. ``without``: the text that is being translated.

    Three statements. Nothing of a text that isn't public now, is sensitive, or hides its address.
    """
    asked = [_Asked.of(text) for text in list(dict.fromkeys(strings))[:_MOST_STRINGS]]
    if not asked:
        return {}
    rows = _near(asked).filter(original_language=original_language, language=language).exclude(page_key=without)
    columns = ("page_key", "digest", "original", "translation", "bands")
    alike = _alike(asked, list(rows.values_list(*columns)[:_MOST_COMPARED]))
    offered = _offered({key for found in alike.values() for key, _suggestion in found}, original_language, language)
    return _best(alike, offered)


def said_before(translations: Mapping[str, str], original_language: str, language: str) -> set[str]:
    """Return the originals whose translation (by original) is what the memory has for the same text. One statement."""
    if not translations:
        return set()
    digests = {digest(original): original for original in translations}
    rows = MemoryString.objects.filter(
        digest__in=digests, original_language=original_language, language=language
    ).values_list("digest", "translation")
    said = {original: normalised(text) for original, text in translations.items()}
    return {digests[row] for row, text in rows if said[digests[row]] == normalised(text)}


@dataclass(frozen=True)
class _Asked:
    text: str
    digest: str
    pieces: frozenset[str]
    bands: frozenset[int]

    @classmethod
    def of(cls, text: str) -> _Asked:
        found = pieces(text)
        return cls(text, digest(text), found, frozenset(bands(found)))


def _near(asked: list[_Asked]) -> Any:
    """Return the rows that share a hash with a string; one with the same text shares all. One statement.

    Looked up hash by hash: for many at once (``&&``) PostgreSQL reads the whole table.
    """
    wanted = sorted({number for one in asked for number in one.bands})
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [wanted])
        return MemoryString.objects.filter(pk__in=[key for (key,) in cursor.fetchall()])


#: By string: whose text, and what.
_Alike = dict[str, list[tuple[UUID, Suggestion]]]


def _alike(asked: list[_Asked], rows: list[tuple[UUID, str, str, str, list[int]]]) -> _Alike:
    """Compare each row with the strings that it shares a hash with."""
    found: _Alike = defaultdict(list)
    by_band: dict[int, list[_Asked]] = defaultdict(list)
    for one in asked:
        for number in one.bands:
            by_band[number].append(one)
    for key, row_digest, original, translation, row_bands in rows:
        near = {one.text: one for number in row_bands for one in by_band.get(number, ())}
        row_pieces = pieces(original) if near else frozenset()
        for one in near.values():
            share = 1.0 if one.digest == row_digest else min(likeness(one.pieces, row_pieces), 0.99)
            if share >= LEAST_ALIKE:
                found[one.text].append((key, Suggestion(original, translation, int(share * 100))))
    return found


def _offered(keys: set[UUID], original_language: str, language: str) -> set[UUID]:
    """Return the texts that are public in both languages, and have nothing to hide. One statement."""
    if not keys:
        return set()
    private = ActivityPage.objects.filter(
        Q(sensitive=True) | Q(address_hidden=True) | Q(venue__address_hidden=True),
        translation_key=OuterRef("translation_key"),
    )
    original = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=original_language, live=True
    )
    versions = Page.objects.filter(translation_key__in=keys, locale__language_code=language, live=True)
    return set(versions.filter(Exists(original), ~Exists(private)).values_list("translation_key", flat=True))


def _best(alike: _Alike, offered: set[UUID]) -> dict[str, list[Suggestion]]:
    """Return the best of each string; the same translation once."""
    best = {}
    for text, found in alike.items():
        by_words: dict[str, Suggestion] = {}
        for key, suggestion in sorted(found, key=lambda pair: -pair[1].score):
            if key in offered:
                by_words.setdefault(suggestion.translation, suggestion)
        if by_words:
            best[text] = list(by_words.values())[:_MOST_SHOWN]
    return best
