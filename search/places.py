"""Municipalities and areas by their official codes, with names, cached in memory: they change once a year."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from functools import cached_property

#: Seconds after which they are read again. An unknown code makes them read at once.
MAX_AGE_SECONDS = 3600.0
#: Seconds before they are read again for an unknown code, so that many of them cause few queries.
_MIN_AGE_SECONDS = 5.0


@dataclass(frozen=True)
class PlaceName:
    """A name of a place: ``key`` is a document's code (``municipality:049``, ``area:maakunta:01``)."""

    key: str
    language: str
    name: str


@dataclass(frozen=True)
class Places:
    """``municipalities`` are official codes, ``areas`` keys such as ``maakunta:01``."""

    municipalities: frozenset[str]
    areas: frozenset[str]
    names: tuple[PlaceName, ...] = field(repr=False)

    @cached_property
    def by_key(self) -> dict[str, dict[str, str]]:
        """Names as ``{key: {language: name}}``."""
        names: dict[str, dict[str, str]] = {}
        for place in self.names:
            names.setdefault(place.key, {})[place.language] = place.name
        return names


_lock = threading.Lock()
_loaded: Places | None = None
_read_at = 0.0


def current_places() -> Places:
    """Return all places, from memory or with two small queries."""
    loaded = _loaded
    if loaded is None or not loaded.municipalities or _age() > MAX_AGE_SECONDS:
        return _reload()
    return loaded


def has_municipality(code: str) -> bool:
    return code in current_places().municipalities or code in _reload_if_old().municipalities


def has_area(key: str) -> bool:
    return key in current_places().areas or key in _reload_if_old().areas


def _reload_if_old() -> Places:
    loaded = current_places()
    return loaded if _age() < _MIN_AGE_SECONDS else _reload()


def _age() -> float:
    return time.monotonic() - _read_at


def _reload() -> Places:
    """Read places again. Without a change the object stays the same: other caches compare it by identity."""
    global _loaded, _read_at
    with _lock:
        read = _read()
        _read_at = time.monotonic()
        if read != _loaded:
            _loaded = read
        return _loaded or read


def _read() -> Places:
    from regions.models import Area, Municipality

    names: list[PlaceName] = []
    columns = ("name_fi", "name_sv", "name_en")
    municipalities = list(Municipality.objects.order_by("code").values("code", *columns))
    areas = list(Area.objects.order_by("kind", "code").values("kind", "code", *columns))
    for row in municipalities:
        names += _names(f"municipality:{row['code']}", row)
    for row in areas:
        names += _names(f"area:{row['kind']}:{row['code']}", row)
    return Places(
        municipalities=frozenset(row["code"] for row in municipalities),
        areas=frozenset(f"{row['kind']}:{row['code']}" for row in areas),
        names=tuple(names),
    )


def _names(key: str, row: dict[str, str]) -> list[PlaceName]:
    return [PlaceName(key, code, name) for code in ("fi", "sv", "en") if (name := row[f"name_{code}"])]
