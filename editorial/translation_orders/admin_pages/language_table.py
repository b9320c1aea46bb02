"""A portal's texts by language: how many are translated, outdated, waiting and missing; and terms without a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from editorial.translation_orders.text_coverage import Coverage, PortalCoverage
from listings.models import Concept, ConceptLabel
from regions.languages import direction, own_name
from regions.models import Portal


@dataclass(frozen=True)
class LanguageRow:
    """``counts``: public texts that aren't written in the language, by state.

    ``labels_missing``: terms of the vocabularies without a label.
    """

    code: str
    counts: Mapping[Coverage, int]
    labels_missing: int

    @property
    def name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def in_order(self) -> list[tuple[Coverage, int]]:
        """The states in the order of the table."""
        return [(state, self.counts.get(state, 0)) for state in COLUMNS]


COLUMNS = (Coverage.TRANSLATED, Coverage.OUTDATED, Coverage.WAITING, Coverage.MISSING)


def language_rows(portal: Portal) -> list[LanguageRow]:
    """Return the portal's languages in its order. A constant number of statements."""
    coverage = PortalCoverage(portal)
    counts: dict[str, Counter[Coverage]] = {code: Counter() for code in coverage.codes}
    for text in coverage.texts():
        counts[text.code][text.state] += 1
    labels = _missing_labels(coverage.codes)
    return [LanguageRow(code, counts[code], labels[code]) for code in coverage.codes]


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
