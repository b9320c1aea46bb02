"""Reads the concept vocabularies of `data/concepts.json` into plain values and reports every fault in them.

Uses no database, so that the command that stores concepts, the tests and tools outside Django read the same values. The
form of the file is described in `data/README.md`; the codes come from docs/needs.md, C4.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from listings.enums import Vocabulary

CONCEPTS_FILE: Final = Path(__file__).resolve().parent / "data" / "concepts.json"

VOCABULARIES: Final = tuple(Vocabulary.values)
COMPLETE_LANGUAGES: Final = ("fi", "sv", "en")
SECTIONS: Final = ("activity", "professional")


class ConceptDataError(ValueError):
    """The file doesn't have the required form; `faults` lists every fault as "place: what is wrong"."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class ConceptText:
    """A concept in one language: synonyms mean the concept, related words only hint at it."""

    language: str
    label: str
    help: str
    synonyms: tuple[str, ...]
    related: tuple[str, ...]
    reviewed: bool


@dataclass(frozen=True, slots=True)
class ConceptRecord:
    """One meaning. `broader` is a code of the same vocabulary; `section` is None where it suits both sections."""

    vocabulary: str
    code: str
    broader: str | None
    section: str | None
    ptv_class: str | None
    ptv_target_group: str | None
    icon: str | None
    autonym: str
    texts: Mapping[str, ConceptText]


@dataclass(frozen=True, slots=True)
class VocabularyRecord:
    """A named list of concepts in the order in which they are shown."""

    code: str
    labels: Mapping[str, str]
    concepts: tuple[ConceptRecord, ...]


def read_concepts(path: Path = CONCEPTS_FILE) -> tuple[VocabularyRecord, ...]:
    """Return the vocabularies of a file, in the order of the file.

    Raises ConceptDataError with every fault and its place, OSError for an unreadable file.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ConceptDataError([f"{path.name}: not JSON in UTF-8: {error}"]) from error
    return parse_concepts(document)


def parse_concepts(document: object) -> tuple[VocabularyRecord, ...]:
    """Return the vocabularies of a parsed document. Raises ConceptDataError as `read_concepts` does."""
    faults = list(find_faults(document))
    if faults:
        raise ConceptDataError(faults)
    vocabularies = cast("dict[str, Any]", document)["vocabularies"]
    return tuple(_vocabulary(entry) for entry in vocabularies)


def find_faults(document: object) -> Iterator[str]:
    """Return every fault as "place: what is wrong". Inside a part of the wrong type nothing more is checked."""
    vocabularies = document.get("vocabularies") if isinstance(document, dict) else None
    if not isinstance(vocabularies, list):
        yield "vocabularies: must be a list"
        return
    seen: set[str] = set()
    for position, entry in enumerate(vocabularies):
        if not isinstance(entry, dict) or not _is_text(entry.get("code")):
            yield f"vocabularies[{position}]: must be an object with a code"
            continue
        code = entry["code"]
        if code not in VOCABULARIES:
            yield f"{code}: unknown vocabulary"
        if code in seen:
            yield f"{code}: vocabulary given twice"
        seen.add(code)
        yield from _vocabulary_faults(code, entry)
    for code in VOCABULARIES:
        if code not in seen:
            yield f"{code}: vocabulary missing"


def _vocabulary_faults(place: str, entry: dict[str, object]) -> Iterator[str]:
    names = entry.get("labels")
    for language in COMPLETE_LANGUAGES:
        if not isinstance(names, dict) or not _is_text(names.get(language)):
            yield f"{place}: no label in {language}"
    concepts = entry.get("concepts")
    if not isinstance(concepts, list) or not concepts:
        yield f"{place}: concepts must be a list with at least one concept"
        return
    codes = [concept.get("code") if isinstance(concept, dict) else None for concept in concepts]
    seen: set[object] = set()
    for position, (code, concept) in enumerate(zip(codes, concepts, strict=True)):
        if not _is_text(code):
            yield f"{place}[{position}]: must be an object with a code"
            continue
        if code in seen:
            yield f"{place}/{code}: code given twice"
        seen.add(code)
        yield from _concept_faults(f"{place}/{code}", concept, codes)
    yield from _cycle_faults(place, concepts)


def _concept_faults(place: str, concept: dict[str, object], codes: list[object]) -> Iterator[str]:
    broader = concept.get("broader")
    if broader is not None and broader not in codes:
        yield f"{place}: unknown broader {broader!r}"
    if concept.get("section") is not None and concept["section"] not in SECTIONS:
        yield f"{place}: unknown section {concept['section']!r}"
    for key in ("ptv_class", "ptv_target_group", "icon", "autonym"):
        if concept.get(key) is not None and not _is_text(concept[key]):
            yield f"{place}: {key} must be text or null"
    labels = concept.get("labels")
    if not isinstance(labels, dict):
        yield f"{place}: labels must be an object by language"
        return
    for language in COMPLETE_LANGUAGES:
        if language not in labels:
            yield f"{place}: no label in {language}"
    for language, text in labels.items():
        yield from _text_faults(f"{place}/{language}", text)


def _text_faults(place: str, text: object) -> Iterator[str]:
    if not isinstance(text, dict) or not _is_text(text.get("label")):
        yield f"{place}: no label"
        return
    if not isinstance(text.get("help", ""), str):
        yield f"{place}: help must be text"
    if not isinstance(text.get("reviewed"), bool):
        yield f"{place}: reviewed must be true or false"
    seen = {fold_phrase(text["label"])}
    for key in ("synonyms", "related"):
        phrases = text.get(key, [])
        if not isinstance(phrases, list) or not all(_is_text(phrase) for phrase in phrases):
            yield f"{place}: {key} must be a list of texts"
            continue
        for phrase in phrases:
            folded = fold_phrase(phrase)
            if folded in seen:
                yield f"{place}: {phrase!r} given twice"
            seen.add(folded)


def _cycle_faults(place: str, concepts: list[object]) -> Iterator[str]:
    """Check that no concept is its own broader concept, directly or through others."""
    broader = {
        concept["code"]: concept["broader"]
        for concept in concepts
        if isinstance(concept, dict) and _is_text(concept.get("code")) and _is_text(concept.get("broader"))
    }
    for start in broader:
        code, steps = broader[start], 0
        while code in broader and code != start and steps <= len(broader):
            code, steps = broader[code], steps + 1
        if code == start:
            yield f"{place}/{start}: broader leads back to itself"


def fold_phrase(phrase: str) -> str:
    """Return the phrase in the form in which phrases are compared: without case and with single spaces."""
    return " ".join(phrase.casefold().split())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _vocabulary(entry: dict[str, Any]) -> VocabularyRecord:
    code = entry["code"]
    return VocabularyRecord(code, entry["labels"], tuple(_concept(code, concept) for concept in entry["concepts"]))


def _concept(vocabulary: str, entry: dict[str, Any]) -> ConceptRecord:
    return ConceptRecord(
        vocabulary=vocabulary,
        code=entry["code"],
        broader=entry.get("broader"),
        section=entry.get("section"),
        ptv_class=entry.get("ptv_class"),
        ptv_target_group=entry.get("ptv_target_group"),
        icon=entry.get("icon"),
        autonym=entry.get("autonym") or "",
        texts={language: _text(language, text) for language, text in entry["labels"].items()},
    )


def _text(language: str, entry: dict[str, Any]) -> ConceptText:
    return ConceptText(
        language=language,
        label=entry["label"],
        help=entry.get("help", ""),
        synonyms=tuple(entry.get("synonyms", [])),
        related=tuple(entry.get("related", [])),
        reviewed=entry["reviewed"],
    )
