"""A portal's texts by language: how many are translated, outdated, waiting and missing; and labels that are missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from editorial.translation_orders.waiting_translations import PortalTexts, WorkState
from listings.models import Concept, ConceptLabel
from regions.languages import content_languages, direction, own_name
from regions.models import Portal

#: The column of each state; what has no state is translated, or being written by its organisation.
_COLUMNS = {
    WorkState.CHANGED: "outdated",
    WorkState.NEW: "waiting",
    WorkState.RETURNED: "waiting",
    WorkState.IN_REVIEW: "waiting",
    WorkState.MISSING: "missing",
}


@dataclass(frozen=True)
class LanguageRow:
    """``total``: public texts that aren't written in the language. ``waiting``: ordered, being written, or in review.

    ``outdated``: public, and the original has changed. ``labels_missing``: terms of the vocabularies without a label.
    """

    code: str
    total: int
    translated: int
    outdated: int
    waiting: int
    missing: int
    labels_missing: int

    @property
    def name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)


def language_rows(portal: Portal) -> list[LanguageRow]:
    """Return the portal's languages in its order. A constant number of statements."""
    written = content_languages()
    codes = [code for code in portal.languages if code in written]
    texts = PortalTexts({portal.pk: codes})
    counts: Counter[tuple[str, str]] = Counter()
    states = {(work.key, work.code): work.state for work in texts.works()}
    for original, code in texts.pairs():
        key = (original.key, code)
        version = texts.versions.get(key)
        finished = "translated" if version is not None and version.is_live else "waiting"
        counts[code, _COLUMNS.get(states[key], finished) if key in states else finished] += 1
    labels = _missing_labels(codes)
    columns = ("translated", "outdated", "waiting", "missing")
    return [
        LanguageRow(
            code=code,
            total=sum(counts[code, column] for column in columns),
            **{column: counts[code, column] for column in columns},
            labels_missing=labels[code],
        )
        for code in codes
    ]


def _missing_labels(codes: list[str]) -> dict[str, int]:
    """The number of current concepts without a label, by language. Two statements."""
    current = Concept.objects.current()
    total = current.count()
    labels = ConceptLabel.objects.filter(concept__in=current, language__in=codes).exclude(label="")
    found = Counter(labels.values_list("language", flat=True))
    return {code: total - found[code] for code in codes}


def missing_labels(code: str) -> list[Concept]:
    """Return the current concepts that have no label in a language."""
    labels = ConceptLabel.objects.filter(language=code).exclude(label="")
    return list(Concept.objects.current().exclude(labels__in=labels).order_by("vocabulary", "position", "code"))
