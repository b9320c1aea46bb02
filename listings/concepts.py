"""Concepts by code with their labels, kept in the memory of the process and read again after a change.

The models stand above this module, since ``Concept.__str__`` needs a label. So they are looked up by name.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps

from regions import versions

#: Where a label is missing in a language: English, which more newcomers read, then Finnish.
FALLBACK_LANGUAGES = ("en", "fi")


@dataclass(frozen=True)
class Label:
    """A concept's name in one language, with the other words that people type for it."""

    language: str
    label: str
    help: str
    synonyms: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True)
class ConceptInfo:
    """A concept as pages, answers and the query expansion need it; ``key`` is ``vocabulary:code``."""

    vocabulary: str
    code: str
    broader: str | None
    section: str
    icon: str
    position: int
    ptv_class: str
    labels: dict[str, Label]

    @property
    def key(self) -> str:
        return f"{self.vocabulary}:{self.code}"

    def label(self, language: str) -> str:
        """Return the name in a language, or in the first fallback language that has one, or the code."""
        for candidate in (language, *FALLBACK_LANGUAGES):
            if candidate in self.labels:
                return self.labels[candidate].label
        return self.code


@dataclass(frozen=True)
class Concepts:
    """All concepts at one version of the vocabularies."""

    version: int
    by_key: dict[str, ConceptInfo] = field(repr=False)

    @cached_property
    def by_vocabulary(self) -> dict[str, list[ConceptInfo]]:
        """Concepts in their order, by vocabulary."""
        grouped: dict[str, list[ConceptInfo]] = {}
        for concept in self.by_key.values():
            grouped.setdefault(concept.vocabulary, []).append(concept)
        return grouped

    @cached_property
    def narrower(self) -> dict[str, tuple[str, ...]]:
        """Codes directly below each concept, by its key."""
        below: dict[str, tuple[str, ...]] = {}
        for concept in self.by_key.values():
            if concept.broader:
                above = f"{concept.vocabulary}:{concept.broader}"
                below[above] = (*below.get(above, ()), concept.code)
        return below

    def codes(self, vocabulary: str) -> frozenset[str]:
        return frozenset(concept.code for concept in self.by_vocabulary.get(vocabulary, ()))

    def label(self, vocabulary: str, code: str, language: str) -> str:
        concept = self.by_key.get(f"{vocabulary}:{code}")
        return concept.label(language) if concept else code


_lock = threading.Lock()
_loaded: Concepts | None = None
_checked_at = 0.0

#: Seconds for which ``recent_concepts`` doesn't check the version.
_RECENT = 2.0


def current_concepts() -> Concepts:
    """Return all concepts as they are now. One small query, and two more after a change.

    A trigger counts the changes (``VocabularyVersion``).
    """
    global _loaded, _checked_at
    version = _version()
    concepts = _loaded
    if concepts is None or concepts.version != version:
        with _lock:
            concepts = _read(version)
            _loaded = concepts
    _checked_at = time.monotonic()
    return concepts


def _version() -> int:
    """Return the number of changes of the vocabularies; a visitor's request has read it already."""
    number = versions.of_request("listings.vocabulary")
    if number is not None:
        return int(number or 0)
    return apps.get_model("listings", "VocabularyVersion").objects.values_list("number", flat=True).first() or 0


def recent_concepts() -> Concepts:
    """Return all concepts as they were within the last seconds, mostly without a query.

    For labels in forms with many choices.
    """
    concepts = _loaded
    if concepts is None or time.monotonic() - _checked_at > _RECENT:
        return current_concepts()
    return concepts


def _read(version: int) -> Concepts:
    labels: dict[int, dict[str, Label]] = {}
    for row in apps.get_model("listings", "ConceptLabel").objects.all():
        labels.setdefault(row.concept_id, {})[row.language] = Label(
            row.language, row.label, row.help, tuple(row.synonyms), tuple(row.related)
        )
    concepts = apps.get_model("listings", "Concept").objects.select_related("broader")
    infos = (_info(concept, labels.get(concept.pk, {})) for concept in concepts)
    return Concepts(version, {info.key: info for info in infos})


def _info(concept: Any, labels: dict[str, Label]) -> ConceptInfo:
    return ConceptInfo(
        vocabulary=concept.vocabulary,
        code=concept.code,
        broader=concept.broader.code if concept.broader else None,
        section=concept.section,
        icon=concept.icon,
        position=concept.position,
        ptv_class=concept.ptv_class,
        labels=labels,
    )
