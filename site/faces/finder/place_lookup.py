"""The position of a place as people type it: a town, a part of a town, or a postal code.

No other service is asked. Names come from the official register and from what the portal shows. Postal codes come from
the venues that have them and, where no venue has, from ``site/faces/data/postal_areas.csv``.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.db.models import Avg, QuerySet

from listings.concepts import current_concepts
from regions.models import Municipality
from regions.written.digits import ascii_digits
from search.analysis import phrase_keys
from search.engines import get_engine
from search.expansion import Meaning, PhraseTable, district_candidates, interpret_query, phrase_table
from search.models import ListingDocument
from search.places import current_places
from search.query import SearchQuery

if TYPE_CHECKING:
    from regions.models import Portal

#: Latitude and longitude in WGS 84 degrees.
Position = tuple[float, float]

#: A postal code by itself or in an address ("Kirkkokatu 1, 04400 Järvenpää").
_POSTAL_CODE: Final = re.compile(r"(?<![^\s,])(?:FIN?-? ?)?([0-9]{5})(?![^\s,])", re.ASCII | re.IGNORECASE)
_DIGITS: Final = re.compile(r"(?:FIN?-? ?)?[0-9][0-9 ]*", re.ASCII | re.IGNORECASE)
#: Venues whose postal codes share this many first digits count as near each other.
_SHARED_DIGITS: Final = 4
_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "postal_areas.csv"


def find_place(text: str, portal: Portal, language: str, now: datetime.datetime) -> Position | None:
    """Return the position of a place, or None if it isn't known. At most three small queries.

    A municipality is at its central point, on every portal. A part of a town is at the middle of the activities there
    that this portal shows, so that only parts with activities are known. Names may lack their dots ("Jarvenpaa"), and
    digits may be of any script.
    """
    text = ascii_digits(text)
    if code := _POSTAL_CODE.search(text):
        return _postal_code_position(code[1], portal, now)
    return _named_position(_with_capitals(text), portal, language, now)


def is_wrong_postal_code(text: str) -> bool:
    """Return whether the text is digits alone, but not the five of a postal code."""
    digits = ascii_digits(text)
    return bool(_DIGITS.fullmatch(digits)) and not _POSTAL_CODE.fullmatch(digits)


def _named_position(text: str, portal: Portal, language: str, now: datetime.datetime) -> Position | None:
    table = phrase_table(current_concepts(), current_places())
    candidates = district_candidates(text, language, table)
    districts = get_engine().districts(SearchQuery(portal, language, now), candidates)
    read = interpret_query(text, language, table, districts)
    meanings = [meaning for phrase in (*read.filters, *read.phrases) for meaning in phrase.meanings]
    position = _district_position(_with_position(portal, now), meanings) or _municipality_position(
        _values(meanings, "municipality")
    )
    return position or _municipality_position(_undotted_towns(text, language, table))


def _undotted_towns(text: str, language: str, table: PhraseTable) -> list[str]:
    """Towns that the whole text names without dots. Here also a word may be one ("Inga"): it can only be a place."""
    found = table.find_undotted(phrase_keys(text, language))
    return [code.partition(":")[2] for code in found if code.startswith("municipality:")]


def _with_capitals(text: str) -> str:
    """Capitalise every word: names of parts of towns are recognised by capital letters, which people leave out."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def _with_position(portal: Portal, now: datetime.datetime) -> QuerySet[ListingDocument]:
    """What the portal shows at a known position; a hidden address has none."""
    documents: QuerySet[ListingDocument] = ListingDocument.objects.visible(portal, now)
    return documents.filter(facts__position_known=True, lat__isnull=False, lon__isnull=False)


def _district_position(documents: QuerySet[ListingDocument], meanings: Iterable[Meaning]) -> Position | None:
    codes = [f"district:{name}" for name in _values(meanings, "district")]
    return _middle(documents.filter(codes__overlap=codes)) if codes else None


def _municipality_position(codes: Sequence[str]) -> Position | None:
    row: Position | None = Municipality.objects.filter(code__in=codes[:1]).values_list("lat", "lon").first()
    return row


def _values(meanings: Iterable[Meaning], parameter: str) -> list[str]:
    """Values of one parameter among the meanings of words, the most certain first."""
    matching = [meaning for meaning in meanings if meaning.parameter == parameter]
    return [meaning.value for meaning in sorted(matching, key=lambda meaning: -meaning.weight)]


def _postal_code_position(code: str, portal: Portal, now: datetime.datetime) -> Position | None:
    """The middle of venues with this code, else of those with a similar code, else the town of its first digits."""
    documents = _with_position(portal, now)
    exact = _middle(documents.filter(facts__venue__postal_code=code))
    if exact is not None:
        return exact
    near = documents.filter(facts__venue__postal_code__startswith=code[:_SHARED_DIGITS])
    return _middle(near) or _municipality_position(_towns_of(code))


def _towns_of(code: str) -> list[str]:
    areas = _postal_areas()
    return [areas[code[:length]] for length in range(len(code), 1, -1) if code[:length] in areas]


@lru_cache(maxsize=1)
def _postal_areas() -> dict[str, str]:
    """Official codes of municipalities by the first digits of postal codes."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["digits"]: row["municipality"] for row in csv.DictReader(file)}


def _middle(documents: QuerySet[ListingDocument]) -> Position | None:
    middle = documents.aggregate(lat=Avg("lat"), lon=Avg("lon"))
    return None if middle["lat"] is None else (round(middle["lat"], 5), round(middle["lon"], 5))
