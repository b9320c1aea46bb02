"""What is made of all names, kept in the process until the vocabularies or the places change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from listings.concepts import Concepts
from search.places import Places

Made = TypeVar("Made")


class NamesCache(Generic[Made]):
    """Keeps what ``make`` returns for the vocabularies and places of now; all threads share it."""

    def __init__(self, make: Callable[[Concepts, Places], Made]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._held: tuple[Concepts, Places, Made] | None = None

    def get(self, concepts: Concepts, places: Places) -> Made:
        """Return what was made of these; the first thread that asks makes it, and others wait."""
        held = self._held
        if held is None or held[0] is not concepts or held[1] is not places:
            with self._lock:
                held = self._held
                if held is None or held[0] is not concepts or held[1] is not places:
                    held = self._held = (concepts, places, self._make(concepts, places))
        return held[2]
