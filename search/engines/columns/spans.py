"""When portals show and pin listings: for each portal its spans, one after the other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from search.engines.columns.units import Mask, microsecond_number

#: A span as ``rows`` packs it: a portal, and moments in microseconds since 1970. What isn't pinned is so until never.
_PACKED: Final = np.dtype([("portal", ">i8"), ("begins", ">i8"), ("until", ">i8"), ("pinned_until", ">i8")])


@dataclass(frozen=True)
class _PortalSpans:
    """Spans of one portal: the slot of each, when it begins and ends, and until when it is pinned."""

    slots: NDArray[np.int32]
    begins: NDArray[np.int64]
    until: NDArray[np.int64]
    pinned_until: NDArray[np.int64]

    def followed_by(self, other: Self) -> Self:
        return type(self)(
            *(np.concatenate((getattr(self, field.name), getattr(other, field.name))) for field in fields(self))
        )

    @property
    def size(self) -> int:
        return sum(getattr(self, field.name).nbytes for field in fields(self))


@dataclass(frozen=True)
class Spans:
    """Spans of all listings by portal. ``length``: the number of slots."""

    by_portal: Mapping[int, _PortalSpans]
    length: int

    @classmethod
    def none(cls) -> Self:
        return cls({}, 0)

    def followed_by(self, packed: Sequence[bytes]) -> Self:
        """Return these spans and then those of other listings, as packed bytes for each."""
        spans = np.frombuffer(b"".join(packed), _PACKED)
        sizes = [len(of_one) // _PACKED.itemsize for of_one in packed]
        slots = np.repeat(np.arange(self.length, self.length + len(packed), dtype=np.int32), sizes)
        by_portal = dict(self.by_portal)
        for portal in np.unique(spans["portal"]).tolist():
            own = spans["portal"] == portal
            moments = (spans[name][own].astype(np.int64) for name in ("begins", "until", "pinned_until"))
            added = _PortalSpans(slots[own], *moments)
            by_portal[portal] = by_portal[portal].followed_by(added) if portal in by_portal else added
        return type(self)(by_portal, self.length + len(packed))

    @property
    def size(self) -> int:
        """Bytes of the arrays."""
        return sum(spans.size for spans in self.by_portal.values())

    def shown(self, portals: Iterable[int], now: datetime.datetime) -> Mask:
        """Return which listings one of the portals shows at a moment."""
        return self._lasting("until", portals, now)

    def pinned(self, portal: int, now: datetime.datetime) -> Mask:
        """Return which listings a portal pins at a moment."""
        return self._lasting("pinned_until", [portal], now)

    def _lasting(self, end: str, portals: Iterable[int], now: datetime.datetime) -> Mask:
        moment = microsecond_number(now)
        found = np.zeros(self.length, np.bool_)
        for portal in portals:
            if (spans := self.by_portal.get(portal)) is not None:
                found[spans.slots[(spans.begins <= moment) & (getattr(spans, end) > moment)]] = True
        return found
