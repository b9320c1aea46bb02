"""When listings take place: their times one after the other, and the soonest of those that fit."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from search.column_rows import TIME_SIZE
from search.engines.columns.units import NEVER, Mask, Small, day_number, second_number
from search.query import SearchQuery
from search.query.value_formats import is_end_of_day

#: A time as the database packs it (see ``search.column_rows``).
_PACKED: Final = np.dtype(
    [("starts", ">i4"), ("over", ">i4"), ("day", ">i2"), ("begins", ">i2"), ("ends", ">i2"), ("kind", ">i2")]
)
_CANCELLED: Final = 8
_WEEKDAY: Final = 7


@dataclass(frozen=True)
class NextTimes:
    """The soonest start of each listing by weekday (seconds since 2000): row 1 is Monday's, row 0 is of no day."""

    by_weekday: NDArray[np.int32]

    def soonest(self, weekdays: Collection[int] = ()) -> Small:
        """Return the soonest start of each listing, on some weekdays or on any; ``NEVER`` where there is none."""
        soonest: Small = self.by_weekday[list(weekdays) or slice(None)].min(axis=0)
        return soonest

    def on(self, weekdays: Collection[int] = ()) -> Mask:
        """Return which listings have a time on one of the weekdays, or on any."""
        return self.soonest(weekdays) < NEVER


@dataclass(frozen=True)
class Times:
    """Times of all listings; those of a slot are ``counts[slot]`` in a row, the soonest first.

    ``starts`` and ``over`` are seconds since 2000, ``day`` days since 2000-01-01, ``begins`` and ``ends`` minutes of
    the day or -1; ``kind`` is the weekday, and 8 more where it is cancelled.
    """

    counts: NDArray[np.int64]
    starts: Small
    over: Small
    day: NDArray[np.int16]
    begins: NDArray[np.int16]
    ends: NDArray[np.int16]
    kind: NDArray[np.uint8]

    @classmethod
    def none(cls) -> Self:
        return cls.of([])

    @classmethod
    def of(cls, packed: Sequence[bytes]) -> Self:
        """Return the times of listings, as packed bytes for each."""
        times = np.frombuffer(b"".join(packed), _PACKED)
        return cls(
            counts=np.array([len(of_one) // TIME_SIZE for of_one in packed], np.int64),
            starts=times["starts"].astype(np.int32),
            over=times["over"].astype(np.int32),
            day=times["day"].astype(np.int16),
            begins=times["begins"].astype(np.int16),
            ends=times["ends"].astype(np.int16),
            kind=times["kind"].astype(np.uint8),
        )

    def followed_by(self, other: Self) -> Self:
        """Return these times and then those of other listings."""
        names = ("counts", "starts", "over", "day", "begins", "ends", "kind")
        return type(self)(*(np.concatenate((getattr(self, name), getattr(other, name))) for name in names))

    @property
    def size(self) -> int:
        arrays = (self.counts, self.starts, self.over, self.day, self.begins, self.ends, self.kind)
        return sum(array.nbytes for array in arrays)

    @property
    def owners(self) -> NDArray[np.int64]:
        """The slot of each time."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @property
    def weekdays(self) -> NDArray[np.uint8]:
        return self.kind & np.uint8(_WEEKDAY)

    def coming(self, now: datetime.datetime, *, with_cancelled: bool = False) -> Mask:
        """Return which times are not over, as ``OccurrenceQuerySet.upcoming`` says, without cancelled ones."""
        coming: Mask = self.over > second_number(now)
        return coming if with_cancelled else coming & (self.kind < _CANCELLED)

    def fitting(self, query: SearchQuery, *, with_cancelled: bool = False) -> Mask:
        """Return which coming times fit the query's days and times of day, as ``fitting_occurrences`` says."""
        fits = self.coming(query.now, with_cancelled=with_cancelled)
        if query.date_from:
            fits &= self.day >= day_number(query.date_from)
        if query.date_to:
            fits &= self.day <= day_number(query.date_to)
        if query.time_from:
            fits &= self.begins >= _minute(query.time_from)
        if query.time_to:
            fits &= self._is_over_by(query.time_to)
        return fits

    def _is_over_by(self, end: datetime.time) -> Mask:
        """Return which times are over at a time of their day; midnight is the end of the day."""
        has_begin, has_no_end = self.begins >= 0, self.ends < 0
        same_day = ~has_no_end & (self.ends >= self.begins)
        if is_end_of_day(end):
            return has_begin & (has_no_end | same_day | (self.ends == 0))
        latest = _minute(end)
        return has_begin & (self.begins < latest) & (has_no_end | (same_day & (self.ends <= latest)))

    def next_of(self, chosen: Mask) -> NextTimes:
        """Return the soonest of the chosen times."""
        listings = len(self.counts)
        soonest = np.full((_WEEKDAY + 1) * listings, NEVER, np.int32)
        # Of a listing and a weekday that stand there several times, the last one counts: so the soonest comes last.
        last_first = np.flatnonzero(chosen)[::-1]
        soonest[self.weekdays[last_first] * np.int64(listings) + self.owners[last_first]] = self.starts[last_first]
        return NextTimes(soonest.reshape(_WEEKDAY + 1, listings))


def _minute(time: datetime.time) -> int:
    return time.hour * 60 + time.minute
