"""The concept vocabularies are complete; a broken file is refused with all its faults (docs/needs.md, C4 and C12)."""

from __future__ import annotations

import copy
import csv
import json
from pathlib import Path
from typing import Any

import pytest

from listings.concept_data import CONCEPTS_FILE, ConceptDataError, VocabularyRecord, parse_concepts, read_concepts

CODES = {
    "section": "activity professional",
    "format": "group drop_in course event event_series support volunteering pro_event pro_training",
    "theme": (
        "language literacy homework family youth peer friendship meeting advice society work digital health wellbeing"
        " crisis disability sport nature crafts food culture music volunteer legal housing mentoring entrepreneurship"
        " parenting citizenship mental network trauma plain_language language_aware funding portal"
    ),
    "target_group": (
        "all women men parents parents_home families children youth girls young_adults seniors jobseekers"
        " highly_educated refugees literacy caregivers disability lgbtiq violence students undocumented deaf"
        " professionals volunteers"
    ),
    "required_level": "none A0 A1 A2 B1 B2",
    "mode": "in_person online hybrid phone",
    "price": "free paid donation",
    "sign_up": "none contact required",
    "children": "childcare children_welcome",
    "accessibility": "wheelchair accessible_toilet induction_loop quiet_space sign_interpretation",
    "organisation_type": (
        "association migrant_association foundation sports_club youth_organisation parish liberal_adult_education"
        " school municipality state_authority library volunteer_group network"
    ),
    "weekday": "1 2 3 4 5 6 7",
    "contact_role": "office group_leader coordinator teacher sign_up other",
    "listing_status": "active paused cancelled",
}
BROADER = {
    "legal": "advice",
    "housing": "advice",
    "mentoring": "work",
    "entrepreneurship": "work",
    "parenting": "family",
    "citizenship": "society",
    "mental": "wellbeing",
}
#: Languages of the interface, and those of them whose texts wait for a native speaker.
LANGUAGES = ["fi", "sv", "en", "ru", "ar", "uk", "so", "fa", "et"]
UNREVIEWED = ["ru", "ar", "uk", "so", "fa", "et"]
PROFESSIONAL_THEMES = {"network", "trauma", "plain_language", "language_aware", "funding", "portal"}
NEWCOMERS_LANGUAGES = (
    "fi sv en ru uk ar so fa prs ku ckb et tr vi zh th es fr pt sq bn ur hi ti am sw tl my de pl ro bg sr bs hr ne se"
    " rmf fse fss"
)


@pytest.fixture(scope="module")
def vocabularies() -> dict[str, VocabularyRecord]:
    return {vocabulary.code: vocabulary for vocabulary in read_concepts()}


@pytest.fixture
def document() -> dict[str, Any]:
    """Return the committed file as parsed JSON, to be changed by the test."""
    parsed: dict[str, Any] = json.loads(CONCEPTS_FILE.read_text(encoding="utf-8"))
    return parsed


def test_every_vocabulary_has_its_codes_listed_here(vocabularies: dict[str, VocabularyRecord]) -> None:
    """Languages are too many to list; `test_activity_languages_cover_those_that_newcomers_speak` names some."""
    assert set(vocabularies) == {*CODES, "activity_language"}


@pytest.mark.parametrize("vocabulary", CODES)
def test_vocabulary_has_exactly_the_codes_that_listings_carry(
    vocabularies: dict[str, VocabularyRecord], vocabulary: str
) -> None:
    codes = [concept.code for concept in vocabularies[vocabulary].concepts]
    assert sorted(codes) == sorted(CODES[vocabulary].split())


def test_activity_languages_cover_those_that_newcomers_speak(vocabularies: dict[str, VocabularyRecord]) -> None:
    codes = {concept.code for concept in vocabularies["activity_language"].concepts}
    assert set(NEWCOMERS_LANGUAGES.split()) <= codes


def test_activity_languages_name_themselves(vocabularies: dict[str, VocabularyRecord]) -> None:
    assert [c.code for c in vocabularies["activity_language"].concepts if not c.autonym] == []


def test_narrower_themes_have_their_broader_theme(vocabularies: dict[str, VocabularyRecord]) -> None:
    assert {c.code: c.broader for c in vocabularies["theme"].concepts if c.broader} == BROADER


def test_professional_themes_belong_to_the_professional_section(vocabularies: dict[str, VocabularyRecord]) -> None:
    assert {c.code for c in vocabularies["theme"].concepts if c.section == "professional"} == PROFESSIONAL_THEMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_a_label(vocabularies: dict[str, VocabularyRecord], language: str) -> None:
    concepts = [concept for vocabulary in vocabularies.values() for concept in vocabulary.concepts]
    assert [(c.vocabulary, c.code) for c in concepts if language not in c.texts] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_vocabulary_has_a_name(vocabularies: dict[str, VocabularyRecord], language: str) -> None:
    assert [v.code for v in vocabularies.values() if not v.labels.get(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_concept_is_explained_in_every_language_or_in_none(
    vocabularies: dict[str, VocabularyRecord], language: str
) -> None:
    concepts = [concept for vocabulary in vocabularies.values() for concept in vocabulary.concepts]
    assert [(c.vocabulary, c.code) for c in concepts if bool(c.texts[language].help) != bool(c.texts["en"].help)] == []


@pytest.mark.parametrize("language", UNREVIEWED)
def test_label_that_no_native_speaker_has_read_is_unreviewed(
    vocabularies: dict[str, VocabularyRecord], language: str
) -> None:
    concepts = [concept for vocabulary in vocabularies.values() for concept in vocabulary.concepts]
    assert [(c.vocabulary, c.code) for c in concepts if c.texts[language].reviewed] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_a_vocabulary_differ_from_each_other(
    vocabularies: dict[str, VocabularyRecord], language: str
) -> None:
    for vocabulary in vocabularies.values():
        labels = [concept.texts[language].label for concept in vocabulary.concepts]
        assert len(set(labels)) == len(labels), vocabulary.code


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "ar"])
@pytest.mark.parametrize("vocabulary", ["theme", "target_group", "weekday", "activity_language"])
def test_searchable_concepts_have_synonyms(
    vocabularies: dict[str, VocabularyRecord], vocabulary: str, language: str
) -> None:
    assert [c.code for c in vocabularies[vocabulary].concepts if not c.texts[language].synonyms] == []


@pytest.mark.parametrize(
    ("attribute", "file"),
    [("ptv_class", "ptv_service_classes.csv"), ("ptv_target_group", "ptv_target_groups.csv")],
)
def test_ptv_codes_exist_in_the_catalogue(vocabularies: dict[str, VocabularyRecord], attribute: str, file: str) -> None:
    with (CONCEPTS_FILE.parent / file).open(encoding="utf-8", newline="") as rows:
        codes = {row["code"] for row in csv.DictReader(rows)}
    used = {getattr(c, attribute) for v in vocabularies.values() for c in v.concepts} - {None}
    assert used - codes == set()


def test_every_fault_is_named_with_its_place(document: dict[str, Any]) -> None:
    themes = next(v for v in document["vocabularies"] if v["code"] == "theme")
    first, second, third = themes["concepts"][:3]
    del first["labels"]["sv"]
    second["broader"] = "astrology"
    third["labels"]["fi"]["synonyms"] = ["läksyapu", "Läksyapu "]
    themes["concepts"].append(copy.deepcopy(themes["concepts"][3]))
    document["vocabularies"].append({**themes, "code": "mood", "concepts": themes["concepts"][3:4]})
    with pytest.raises(ConceptDataError) as caught:
        parse_concepts(document)
    assert set(caught.value.faults) == {
        f"theme/{first['code']}: no label in sv",
        f"theme/{second['code']}: unknown broader 'astrology'",
        f"theme/{third['code']}/fi: 'Läksyapu ' given twice",
        f"theme/{themes['concepts'][3]['code']}: code given twice",
        "mood: unknown vocabulary",
    }


def test_a_missing_vocabulary_is_a_fault(document: dict[str, Any]) -> None:
    document["vocabularies"] = [v for v in document["vocabularies"] if v["code"] != "price"]
    with pytest.raises(ConceptDataError, match="price: vocabulary missing"):
        parse_concepts(document)


def test_a_circle_of_broader_concepts_is_a_fault(document: dict[str, Any]) -> None:
    themes = {c["code"]: c for v in document["vocabularies"] if v["code"] == "theme" for c in v["concepts"]}
    themes["advice"]["broader"] = "legal"
    with pytest.raises(ConceptDataError) as caught:
        parse_concepts(document)
    assert set(caught.value.faults) == {
        "theme/advice: broader leads back to itself",
        "theme/legal: broader leads back to itself",
    }


@pytest.mark.parametrize("document", [None, [], {}, {"vocabularies": {}}, {"vocabularies": [None, {"code": 3}]}])
def test_a_document_of_another_form_is_refused(document: object) -> None:
    with pytest.raises(ConceptDataError):
        parse_concepts(document)


def test_a_file_that_is_not_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "concepts.json"
    path.write_text("vocabularies:", encoding="utf-8")
    with pytest.raises(ConceptDataError, match=r"concepts\.json: not JSON"):
        read_concepts(path)
