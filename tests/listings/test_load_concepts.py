"""Loading vocabularies from a file, repeatedly, without losing what people have edited."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.actions.load_concepts import load_concepts
from listings.concept_data import CONCEPTS_FILE, ConceptDataError
from listings.concepts import current_concepts
from listings.models import Concept, ConceptLabel

pytestmark = pytest.mark.django_db


def _file_with_label(folder: Path, label: str) -> Path:
    """Write the project's file with another Finnish label for the theme language."""
    document = json.loads(CONCEPTS_FILE.read_text(encoding="utf-8"))
    themes = next(entry for entry in document["vocabularies"] if entry["code"] == "theme")
    next(entry for entry in themes["concepts"] if entry["code"] == "language")["labels"]["fi"]["label"] = label
    path = folder / "concepts.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _label() -> ConceptLabel:
    return ConceptLabel.objects.get(concept__vocabulary="theme", concept__code="language", language="fi")


def test_loading_again_changes_nothing() -> None:
    load_concepts()
    again = load_concepts()
    assert [(report.made, report.changed) for report in again.values()] == [(0, 0), (0, 0)]


def test_a_narrower_concept_points_to_its_broader_one() -> None:
    load_concepts()
    assert Concept.objects.filter(vocabulary="theme", code="legal", broader__code="advice").exists()


def test_a_new_text_in_the_file_replaces_the_old_one(tmp_path: Path) -> None:
    load_concepts()
    load_concepts(_file_with_label(tmp_path, "Kieli yhdessä"))
    assert _label().label == "Kieli yhdessä"


def test_an_edited_label_stays_when_the_file_changes(tmp_path: Path) -> None:
    load_concepts()
    ConceptLabel.objects.filter(pk=_label().pk).update(label="Suomea yhdessä")
    report = load_concepts(_file_with_label(tmp_path, "Kieli yhdessä"))["labels"]
    assert (_label().label, report.kept) == ("Suomea yhdessä", 1)


def test_a_label_that_somebody_reviewed_stays(tmp_path: Path) -> None:
    load_concepts()
    russian = ConceptLabel.objects.filter(language="ru", reviewed=False).first()
    assert russian is not None
    ConceptLabel.objects.filter(pk=russian.pk).update(reviewed=True)
    load_concepts()
    russian.refresh_from_db()
    assert russian.reviewed


def test_reset_takes_the_file_for_edited_labels_too() -> None:
    load_concepts()
    before = _label().label
    ConceptLabel.objects.filter(pk=_label().pk).update(label="Suomea yhdessä")
    load_concepts(reset=True)
    assert _label().label == before


def test_invalid_concept_file_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "concepts.json"
    path.write_text('{"vocabularies": []}', encoding="utf-8")
    before = Concept.objects.count()
    with pytest.raises(ConceptDataError):
        load_concepts(path)
    assert Concept.objects.count() == before


def test_bulk_edit_of_labels_changes_the_concepts_in_memory_at_once() -> None:
    load_concepts()
    current_concepts()
    ConceptLabel.objects.filter(pk=_label().pk).update(label="Suomea yhdessä")
    assert current_concepts().label("theme", "language", "fi") == "Suomea yhdessä"


def test_the_number_of_queries_does_not_grow_with_the_vocabularies() -> None:
    with CaptureQueriesContext(connection) as queries:
        load_concepts()
    assert len(queries) <= 8
