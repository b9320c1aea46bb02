"""From a place as people type it, a town, a part of one or a postal code, to a position to look around.

Nothing is asked of anybody else: names come from the official register and from what the portal shows, postal codes
from the venues that have them and, where none has, from ``site/faces/data/postal_areas.csv``.
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
from search.expansion import Meaning, district_candidates, phrase_table, read_query
from search.models import ListingDocument
from search.places import current_places

if TYPE_CHECKING:
    from regions.models import Portal

#: Latitude and longitude in WGS 84 degrees.
Position = tuple[float, float]

_POSTAL_CODE: Final = re.compile(r"(?:FI-? ?)?([0-9]{5})", re.ASCII | re.IGNORECASE)
#: First digits of a postal code that venues must share to be taken for near each other.
_SHARED_DIGITS: Final = 4
_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "postal_areas.csv"


def find_place(text: str, portal: Portal, language: str, now: datetime.datetime) -> Position | None:
    """Return where a place is, or None for one that nobody here knows. Three small statements at most.

    A municipality is its central point, whichever portal asks; a part of a town is the middle of what the portal shows
    there, so it has to be known in a document that this portal shows.
    """
    if code := _POSTAL_CODE.fullmatch(text):
        return _of_postal_code(code[1], portal, now)
    return _of_name(_with_capitals(text), portal, language, now)


def _of_name(text: str, portal: Portal, language: str, now: datetime.datetime) -> Position | None:
    table = phrase_table(current_concepts(), current_places())
    shown = _placed(portal, now)
    candidates = district_candidates(text, language, table)
    districts = _known_districts(shown, candidates) if candidates else set()
    read = read_query(text, language, table, districts)
    meanings = [meaning for slot in (*read.filters, *read.slots) for meaning in slot.meanings]
    return _of_district(shown, meanings) or _of_municipality(_values(meanings, "municipality"))


def _with_capitals(text: str) -> str:
    """Names of parts of towns are known by their capital letters, which people leave out."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def _placed(portal: Portal, now: datetime.datetime) -> QuerySet[ListingDocument]:
    """What the portal shows at a place of its own; a hidden address has none."""
    shown: QuerySet[ListingDocument] = ListingDocument.objects.visible(portal, now)
    return shown.filter(facts__position_known=True, lat__isnull=False, lon__isnull=False)


def _known_districts(shown: QuerySet[ListingDocument], names: Sequence[str]) -> set[str]:
    wanted = {f"district:{name}" for name in names}
    rows = shown.filter(codes__overlap=list(wanted)).values_list("codes", flat=True)
    return {code.partition(":")[2] for row in rows for code in row if code in wanted}


def _of_district(shown: QuerySet[ListingDocument], meanings: Iterable[Meaning]) -> Position | None:
    codes = [f"district:{name}" for name in _values(meanings, "district")]
    return _middle(shown.filter(codes__overlap=codes)) if codes else None


def _of_municipality(codes: Sequence[str]) -> Position | None:
    row: Position | None = Municipality.objects.filter(code__in=codes[:1]).values_list("lat", "lon").first()
    return row


def _values(meanings: Iterable[Meaning], parameter: str) -> list[str]:
    """Values of one kind among what words mean, the surest first."""
    found = [meaning for meaning in meanings if meaning.parameter == parameter]
    return [meaning.value for meaning in sorted(found, key=lambda meaning: -meaning.weight)]


def _of_postal_code(code: str, portal: Portal, now: datetime.datetime) -> Position | None:
    """The venues with this code, then those whose codes begin like it, then the town of its first digits."""
    shown = _placed(portal, now)
    exact = _middle(shown.filter(facts__venue__postal_code=code))
    if exact is not None:
        return exact
    near = shown.filter(facts__venue__postal_code__startswith=code[:_SHARED_DIGITS])
    return _middle(near) or _of_municipality(_towns_of(code))


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
