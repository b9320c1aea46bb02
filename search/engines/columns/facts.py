"""One value of each kind per listing: identifiers, days, moments, position, titles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from search.engines.columns.units import Mask, Numbers, Slots, Small, Wide

_HALF: Final = 2**64 - 1


@dataclass(frozen=True)
class Facts:
    """Arrays of one length. Identifiers are in two halves. A day or moment that there isn't is one that never comes.

    ``opens``: the first day of those on which it takes place. ``deadline``: the last day of signing up. ``lat``,
    ``lon``: degrees, NaN where it has no place. ``titles``: sort keys by language, as JSON.
    """

    id_high: Wide
    id_low: Wide
    organisation_high: Wide
    organisation_low: Wide
    confirmed: Small
    modified: NDArray[np.int64]
    opens: Small
    deadline: Small
    lat: Numbers
    lon: Numbers
    titles: NDArray[np.object_]
    source_languages: NDArray[np.object_]

    @classmethod
    def of(cls, ids: bytes, organisations: bytes, others: Sequence[Sequence[Any]]) -> Self:
        """Return the facts of rows. ``ids``, ``organisations``: 16 bytes for each; ``others``: rows of other fields."""
        columns: Sequence[Sequence[Any]] = list(zip(*others, strict=True)) or [()] * len(_TYPES)
        arrays: dict[str, Any] = {
            name: np.array(values, of_type) for (name, of_type), values in zip(_TYPES.items(), columns, strict=True)
        }
        return cls(*_halves(ids), *_halves(organisations), **arrays)

    def followed_by(self, other: Self) -> Self:
        """Return these facts and then the others."""
        return type(self)(
            *(np.concatenate((getattr(self, field.name), getattr(other, field.name))) for field in fields(self))
        )

    def __len__(self) -> int:
        return len(self.id_low)

    @property
    def size(self) -> int:
        """Bytes of the arrays; of texts about 150 for a listing."""
        arrays = sum(getattr(self, field.name).nbytes for field in fields(self))
        return arrays + 150 * len(self)

    def ids_of(self, slots: Slots) -> list[UUID]:
        """Return the identifiers of listings."""
        pairs = zip(self.id_high[slots].tolist(), self.id_low[slots].tolist(), strict=True)
        return [UUID(int=high << 64 | low) for high, low in pairs]

    def among(self, ids: Sequence[UUID]) -> Slots:
        """Return the slots of these listings."""
        wanted = {key.int for key in ids}
        lows = np.array([key & _HALF for key in wanted], np.uint64)
        alike = np.flatnonzero(np.isin(self.id_low, lows))
        found = [key.int in wanted for key in self.ids_of(alike)]
        return alike[np.array(found, np.bool_)]

    def of_organisations(self, ids: Sequence[UUID]) -> Mask:
        """Return which listings one of these organisations has."""
        found = np.zeros(len(self), np.bool_)
        for key in ids:
            high, low = np.uint64(key.int >> 64), np.uint64(key.int & _HALF)
            found |= (self.organisation_high == high) & (self.organisation_low == low)
        return found

    def title_keys(self, slots: Slots, language: str) -> list[str]:
        """Return sort keys of titles in a language, else in the source's; as ``search.querysets.title_key`` does."""
        return [
            _title_key(json.loads(titles), language, source)
            for titles, source in zip(self.titles[slots], self.source_languages[slots], strict=True)
        ]


#: Types of the fields after the identifiers, in their order.
_TYPES: Final[dict[str, type[np.generic]]] = {
    "confirmed": np.int32,
    "modified": np.int64,
    "opens": np.int32,
    "deadline": np.int32,
    "lat": np.float64,
    "lon": np.float64,
    "titles": np.object_,
    "source_languages": np.object_,
}


def _halves(ids: bytes) -> tuple[Wide, Wide]:
    pairs = np.frombuffer(ids, ">u8").astype(np.uint64).reshape(-1, 2)
    return np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])


def _title_key(titles: dict[str, str | None], language: str, source: str) -> str:
    for code in (language, source):
        if (title := titles.get(code)) is not None:
            return title
    return ""
