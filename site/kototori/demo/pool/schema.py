"""The values of a pool file. `site/kototori/demo/data/README.md` describes the file.

Days are offsets from the day of loading.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from listings.schedule.schedule import ScheduleKind


class PoolError(ValueError):
    """The file can't be loaded, and nothing has been written.

    ``faults`` are all faults, each as "place: what is wrong".
    """

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class KnownCodes:
    """The codes that a file may refer to.

    Municipality codes by folded name and by code, concept codes by vocabulary, languages.
    """

    municipalities: Mapping[str, str]
    concepts: Mapping[str, frozenset[str]]
    languages: frozenset[str]


@dataclass(frozen=True)
class PoolOrganisation:
    """An organisation; ``names`` and ``descriptions`` by language. ``digest`` changes with the entry in the file."""

    id: str
    digest: str
    source_language: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    type: str
    municipality: str | None
    email: str
    phone: str
    website: str
    business_id: str = ""

    @property
    def name(self) -> str:
        return self.names[self.source_language]


@dataclass(frozen=True)
class PoolVenue:
    name: str
    street: str
    postal_code: str
    district: str
    lat: float | None
    lon: float | None
    floor: str
    address_hidden: bool


@dataclass(frozen=True)
class PoolSchedule:
    """A schedule as in the file, with days as offsets; `dated` has days instead."""

    kind: ScheduleKind
    interval: int
    weekdays: tuple[int, ...]
    weeks_of_month: tuple[int, ...]
    start: datetime.time | None
    end: datetime.time | None
    valid_from_offset: int | None
    valid_to_offset: int | None
    day_offsets: tuple[int, ...]
    snap_to_weekday: int | None

    def season(self, today: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
        return _moved(today, self.valid_from_offset), _moved(today, self.valid_to_offset)

    def dates(self, today: datetime.date) -> list[datetime.date]:
        """The dates of a single event or a series, in order and without repeats."""
        return sorted({self._snapped(today + datetime.timedelta(days=offset)) for offset in self.day_offsets})

    def _snapped(self, day: datetime.date) -> datetime.date:
        """Return the day itself, or the next one that is such a weekday."""
        if self.snap_to_weekday is None:
            return day
        return day + datetime.timedelta(days=(self.snap_to_weekday - day.isoweekday()) % 7)


def _moved(today: datetime.date, offset: int | None) -> datetime.date | None:
    return None if offset is None else today + datetime.timedelta(days=offset)


@dataclass(frozen=True)
class PoolSignUp:
    type: str
    email: str
    url: str
    phone: str
    deadline_offset: int | None
    seats: int | None

    def deadline(self, today: datetime.date) -> datetime.date | None:
        return _moved(today, self.deadline_offset)


@dataclass(frozen=True)
class PoolListing:
    """An activity. ``texts`` by language and name of the page's text field; ``languages`` as (tag, role)."""

    id: str
    digest: str
    organisation: str
    source_language: str
    texts: Mapping[str, Mapping[str, str]]
    section: str
    format: str
    themes: tuple[str, ...]
    target_groups: tuple[str, ...]
    accessibility: tuple[str, ...]
    required_level: str
    level_language: str
    age_from: int | None
    age_to: int | None
    languages: tuple[tuple[str, str], ...]
    mode: str
    municipality: str | None
    district: str
    venue: PoolVenue | None
    online_url: str
    sensitive: bool
    schedule: PoolSchedule
    valid_until_offset: int | None
    price_type: str
    price_eur: Decimal | None
    sign_up: PoolSignUp
    childcare: bool
    children_welcome: bool
    contact_email: str
    contact_phone: str
    co_organisers: tuple[str, ...]
    tags: tuple[str, ...]

    def valid_until(self, today: datetime.date) -> datetime.date | None:
        return _moved(today, self.valid_until_offset)


@dataclass(frozen=True)
class Pool:
    """A file without faults. ``name`` is the file's name without its suffix."""

    name: str
    organisations: tuple[PoolOrganisation, ...]
    listings: tuple[PoolListing, ...]
