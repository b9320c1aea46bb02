"""Venues of a generated pool: created on first use; an existing one of the same name and address is used."""

from __future__ import annotations

from typing import Any

from benchmarks.generated_pool.copy_rows import Table, copy_rows
from benchmarks.generated_pool.ids import Ids
from benchmarks.generated_pool.tree import Directories
from kototori.demo.pool.schema import PoolListing, PoolVenue
from listings.models import Venue

#: Name and street: what the venues of a municipality are told apart by.
_Key = tuple[str, str]


class Venues:
    def __init__(self, source: str, directories: Directories, ids: Ids) -> None:
        self.source, self.directories, self.ids = source, directories, ids
        self.table = Table(Venue)
        self._known: dict[str, dict[_Key, int]] = {}
        self._new: list[list[Any]] = []

    def key(self, entry: PoolListing) -> int:
        """The number of an entry's venue."""
        assert entry.venue is not None
        municipality = entry.municipality or ""
        keys = self._known.get(municipality)
        if keys is None:
            keys = self._known[municipality] = _existing_keys(municipality)
        key = (entry.venue.name, entry.venue.street)
        if key not in keys:
            keys[key] = self._make(entry.venue, municipality)
        return keys[key]

    def _make(self, venue: PoolVenue, municipality: str) -> int:
        number = self.ids.take(self.table.name)
        values = {
            "id": number,
            "name": venue.name,
            "street": venue.street,
            "municipality_id": municipality,
            "postal_code": venue.postal_code,
            "district": venue.district,
            "lat": venue.lat,
            "lon": venue.lon,
            "portal_id": self.directories.of(municipality).portal_id,
            "source": self.source,
        }
        self._new.append(self.table.row(values))
        return number

    def flush(self) -> None:
        """Write the new ones."""
        if self._new:
            copy_rows(self.table, self._new)
        self._new = []


def _existing_keys(municipality: str) -> dict[_Key, int]:
    rows = Venue.objects.shared().filter(municipality_id=municipality).values_list("name", "street", "pk")
    return {(name, street): number for name, street, number in rows}
