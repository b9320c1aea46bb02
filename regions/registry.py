"""The registry class for everything that higher apps add to lower ones, in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class AlreadyRegisteredError(ValueError):
    """Two apps chose the same name for different entries."""


class Registry(Generic[Entry]):
    """Entries by name, in order. The same entry again changes nothing; another one under a taken name raises."""

    def __init__(self, kind: str) -> None:
        """``kind``: the noun for error messages, such as ``"portal part"``."""
        self._kind = kind
        self._entries: dict[str, tuple[int, Entry]] = {}

    def register(self, name: str, entry: Entry, *, order: int = 0) -> None:
        """Add an entry. Raises ``AlreadyRegisteredError`` where another one has the name."""
        if self._entries.get(name, (order, entry)) != (order, entry):
            raise AlreadyRegisteredError(f"Another {self._kind} is registered as {name!r}: choose another name.")
        self._entries[name] = (order, entry)

    def get(self, name: str) -> Entry | None:
        """Return the entry of this name, or None."""
        return self._entries[name][1] if name in self._entries else None

    def items(self) -> list[tuple[str, Entry]]:
        """Return names and entries: a lower ``order`` first, then in the order of registration."""
        ordered = sorted(self._entries.items(), key=lambda item: item[1][0])
        return [(name, entry) for name, (_order, entry) in ordered]

    def names(self) -> list[str]:
        return [name for name, _entry in self.items()]

    def entries(self) -> list[Entry]:
        return [entry for _name, entry in self.items()]

    @contextmanager
    def replaced(self, name: str, entry: Entry, *, order: int = 0) -> Iterator[None]:
        """Give the name another entry within the block, or a first one. For tests."""
        before = dict(self._entries)
        self._entries[name] = (order, entry)
        try:
            yield
        finally:
            self._entries = before
