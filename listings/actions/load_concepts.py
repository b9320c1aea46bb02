"""Loading the concept vocabularies of `data/concepts.json` into the tables.

The fields of a concept (broader, section, PTV codes, icon, order) come from the file. A label comes from the file until
somebody edits it; an edited label stays, unless ``reset``. Concepts that the file doesn't name stay.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from listings.concept_data import CONCEPTS_FILE, ConceptRecord, ConceptText, read_concepts
from listings.models import Concept, ConceptLabel
from regions.actions.load_municipalities import LoadReport

CONCEPT_FIELDS = ("section", "ptv_class", "ptv_target_group", "icon", "autonym", "position")
LABEL_FIELDS = ("label", "help", "synonyms", "related", "reviewed")

#: (vocabulary, code)
Key = tuple[str, str]


@dataclass
class ConceptReport(LoadReport):
    """Numbers of rows; ``kept`` counts labels that somebody had edited."""

    kept: int = 0

    def __str__(self) -> str:
        return f"{super().__str__()}, " + _("%(kept)d edited and kept") % {"kept": self.kept}


@transaction.atomic
def load_concepts(path: Path = CONCEPTS_FILE, *, reset: bool = False) -> dict[str, ConceptReport]:
    """Bring concepts and labels in line with a file, in a constant number of queries. Returns a report for each.

    Raises ``ConceptDataError`` with every fault of the file; then nothing has been written.
    """
    records = list(_with_positions(path))
    concepts = {(row.vocabulary, row.code): row for row in Concept.objects.select_for_update(of=("self",))}
    return {
        "concepts": _load_concepts(records, concepts),
        "labels": _load_labels([record for record, _place in records], concepts, reset=reset),
    }


def _with_positions(path: Path) -> Iterator[tuple[ConceptRecord, int]]:
    for vocabulary in read_concepts(path):
        for position, record in enumerate(vocabulary.concepts):
            yield record, position


def _load_concepts(records: list[tuple[ConceptRecord, int]], concepts: dict[Key, Concept]) -> ConceptReport:
    """Insert and update the concepts, and put all of them, with their keys, into ``concepts``."""
    report = ConceptReport()
    new, changed = [], []
    for record, position in records:
        row = concepts.get((record.vocabulary, record.code))
        if row is None:
            row = Concept(vocabulary=record.vocabulary, code=record.code)
            new.append(row)
        if _assign(row, _concept_values(record, position)) and row.pk is not None:
            changed.append(row)
    for row in Concept.objects.bulk_create(new):
        concepts[row.vocabulary, row.code] = row
    relinked = _point_to_broader([record for record, _position in records], concepts)
    updated = {row.pk: row for row in (*changed, *relinked)}
    if updated:
        Concept.objects.bulk_update(updated.values(), [*CONCEPT_FIELDS, "broader"])
    report.made = len(new)
    report.changed = len(updated.keys() - {row.pk for row in new})
    report.unchanged = len(records) - report.made - report.changed
    return report


def _concept_values(record: ConceptRecord, position: int) -> dict[str, Any]:
    return {
        "section": record.section or "",
        "ptv_class": record.ptv_class or "",
        "ptv_target_group": record.ptv_target_group or "",
        "icon": record.icon or "",
        "autonym": record.autonym,
        "position": position,
    }


def _point_to_broader(records: list[ConceptRecord], concepts: dict[Key, Concept]) -> list[Concept]:
    """Set ``broader`` on rows that have keys by now; return the rows that changed."""
    relinked = []
    for record in records:
        row = concepts[record.vocabulary, record.code]
        broader = concepts[record.vocabulary, record.broader] if record.broader else None
        if _assign(row, {"broader_id": broader.pk if broader else None}):
            relinked.append(row)
    return relinked


def _load_labels(records: list[ConceptRecord], concepts: dict[Key, Concept], *, reset: bool) -> ConceptReport:
    report = ConceptReport()
    rows = {(row.concept_id, row.language): row for row in ConceptLabel.objects.all()}
    new, changed = [], []
    for record in records:
        concept = concepts[record.vocabulary, record.code]
        for text in record.texts.values():
            row = rows.get((concept.pk, text.language))
            values = _label_values(text)
            if row is None:
                digest = digest_of(values)
                new.append(ConceptLabel(concept=concept, language=text.language, loaded_digest=digest, **values))
            elif _is_edited(row, values) and not reset:
                report.kept += 1
            elif _assign(row, {**values, "loaded_digest": digest_of(values)}):
                changed.append(row)
            else:
                report.unchanged += 1
    ConceptLabel.objects.bulk_create(new)
    if changed:
        ConceptLabel.objects.bulk_update(changed, [*LABEL_FIELDS, "loaded_digest"])
    report.made, report.changed = len(new), len(changed)
    return report


def _label_values(text: ConceptText) -> dict[str, Any]:
    return {
        "label": text.label,
        "help": text.help,
        "synonyms": list(text.synonyms),
        "related": list(text.related),
        "reviewed": text.reviewed,
    }


def _is_edited(row: ConceptLabel, values: dict[str, Any]) -> bool:
    """Whether the row differs both from the file and from the text with which it was loaded."""
    digest = digest_of({name: getattr(row, name) for name in LABEL_FIELDS})
    return digest not in (row.loaded_digest, digest_of(values))


def digest_of(values: dict[str, Any]) -> str:
    """Return 64 hexadecimal digits, the same for equal values in any order of keys."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _assign(row: Any, values: dict[str, Any]) -> bool:
    """Set the values; return whether any of them was different before."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return bool(changed)
