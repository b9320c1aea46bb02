"""Table of the phrases that have a meaning: all names of concepts and places in all languages, by key.

Keys come from ``search.analysis.phrase_keys``, so that inflected forms, words written apart and hyphens match. The
table is built once per version of the vocabularies and of the places, and shared by all threads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from listings.concepts import Concepts, Label
from search.analysis import phrase_keys
from search.analysis.folding import fold
from search.analysis.tokens import tokenise, unify_arabic
from search.analysis.word_forms import analyse_word
from search.expansion.everyday_phrases import EverydayPhrase, EverydayPhrases, Need, everyday_phrase, phrases_of_file
from search.expansion.generic_words import GENERIC_WORDS
from search.expansion.names_cache import NamesCache
from search.expansion.place_names import district_names, municipality_names
from search.expansion.transliteration import TRANSLITERATED, in_letters_of
from search.places import Places
from search.query import PARAMETERS

PLACE_WEIGHT: Final = 1.0
#: Weight of a word that only hints at a concept; its names have 1.
RELATED: Final = 0.4
#: Weight of a word from which a name is derived ("uida" of "uinti"); the name itself has 1.
DERIVED: Final = 0.6

#: Words from which on a name is also found with other words between its own.
LONG_NAME: Final = 4

#: Letters of the shortest name that is also known in Cyrillic or Arabic letters by rule.
SHORTEST_TRANSLITERATED: Final = 4

#: Share of a phrase's weights that it keeps where it is typed without dots and accents.
UNDOTTED: Final = 0.9

#: Meanings that leave documents out; all others only lift.
FILTERING_VOCABULARIES: Final = frozenset({"municipality", "area", "district", "weekday"})
FILTERING_CODES: Final = frozenset({"price:free", "mode:online", "mode:hybrid", "children:childcare"})
#: Short words keep it as a part of their stem: a label that has it is known without, too.
_ARABIC_ARTICLE: Final = "\u0627\u0644"
#: Official areas that people know by name; the others are named after towns or after offices.
_AREA_KINDS: Final = ("area:maakunta:", "area:hyvinvointialue:")
_ALTERNATIVES: Final = re.compile(r"\s+(?:tai|ja|eller|och|or|and|или|и|أو)\s+|\s*[,;/]\s*")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for: a document's code, and how surely and strongly (0–1)."""

    code: str
    weight: float

    @property
    def parameter(self) -> str:
        return self.code.partition(":")[0]

    @property
    def value(self) -> str:
        return self.code.partition(":")[2]

    @property
    def filters(self) -> bool:
        return self.parameter in FILTERING_VOCABULARIES or self.code in FILTERING_CODES


@dataclass(frozen=True)
class PhraseTable:
    """Weights of codes by phrase key, and the keys of generic words, which say nothing of what is looked for.

    ``undotted``: the same by the keys without dots and accents, of keys that have some, with less weight.
    ``everyday``: phrases that are found with other words between theirs.
    """

    meanings: dict[str, dict[str, float]] = field(repr=False)
    generic_keys: frozenset[str] = field(repr=False)
    undotted: dict[str, dict[str, float]] = field(repr=False, default_factory=dict)
    everyday: EverydayPhrases = field(repr=False, default_factory=lambda: EverydayPhrases(()))

    def find(self, keys: Iterable[str]) -> dict[str, float]:
        """Return weights by code of the first known key; ``keys`` come surest first."""
        for key in keys:
            if weights := self.meanings.get(key):
                return weights
        return {}

    def find_undotted(self, keys: Iterable[str]) -> dict[str, float]:
        """Return weights by code of the first phrase that has the same letters apart from dots and accents."""
        for key in keys:
            if weights := self.undotted.get(fold(key)):
                return weights
        return {}


def phrase_table(concepts: Concepts, places: Places) -> PhraseTable:
    """Return the table for these vocabularies and places: some seconds the first time, then from memory."""
    return _tables.get(concepts, places)


def _build(concepts: Concepts, places: Places) -> PhraseTable:
    meanings: dict[str, dict[str, float]] = {}
    for code, weight, text, language in _concept_phrases(concepts):
        _add(meanings, _label_keys(text, language), code, weight)
        if language == "fi" and code.startswith("theme:"):
            _add(meanings, _sources(text, language), code, weight * DERIVED)
    for code, text, language in _place_phrases(places):
        # A stem of a foreign name is too easily another word ("kid" of Kides, the Swedish Kitee).
        keys = phrase_keys(text, language)
        _add(meanings, keys[:1] if language in ("sv", "en", "ar", "fa") else keys, code, PLACE_WEIGHT)
    generic = {
        key for language, words in GENERIC_WORDS.items() for word in words for key in _label_keys(word, language)
    }
    everyday = EverydayPhrases((*phrases_of_file(), *_long_names(concepts)))
    return PhraseTable(meanings, frozenset(generic | set(map(fold, generic))), _without_dots(meanings), everyday)


_tables: Final = NamesCache(_build)


def _long_names(concepts: Concepts) -> Iterator[EverydayPhrase]:
    """Yield the names of many words, which people hardly type word by word, such as a coordinator's own."""
    for code, weight, text, language in _concept_phrases(concepts):
        is_long = len(text.split()) >= LONG_NAME and not Meaning(code, weight).filters
        if is_long and (phrase := everyday_phrase(text.replace("|", " "), language, Need(({code: weight},)))):
            yield phrase


def _without_dots(meanings: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    undotted: dict[str, dict[str, float]] = {}
    for key, weights in meanings.items():
        if (folded := fold(key)) != key and folded.isascii():
            for code, weight in weights.items():
                _add(undotted, [folded], code, weight * UNDOTTED)
    return undotted


def _label_keys(text: str, language: str) -> tuple[str, ...]:
    """Return a label's phrase keys: as ``phrase_keys``, which tries every language, but in the label's own only."""
    if language == "fi":
        return phrase_keys(text, language)
    tokens = tokenise(text)
    words = [analyse_word(token, language) for token in tokens]
    if not words:
        return ()
    before = "".join(word.text for word in words[:-1])
    keys = ["".join(token.text for token in tokens), before + words[-1].lemmas[0]]
    keys.append("".join(word.lemmas[0] for word in words))
    if language == "ar" and len(tokens) == 1 and len(bare := tokens[0].text.removeprefix(_ARABIC_ARTICLE)) > 2:
        keys.append(unify_arabic(bare))
    return tuple(dict.fromkeys(keys))


def _add(meanings: dict[str, dict[str, float]], keys: Iterable[str], code: str, weight: float) -> None:
    for key in keys:
        weights = meanings.setdefault(key, {})
        weights[code] = max(weight, weights.get(code, 0.0))


def _sources(text: str, language: str) -> list[str]:
    """Keys of the verbs that a single word is derived from: "uinti" is also "uida"."""
    tokens = tokenise(text)
    return list(analyse_word(tokens[0], language).derived) if len(tokens) == 1 else []


def _concept_phrases(concepts: Concepts) -> Iterator[tuple[str, float, str, str]]:
    weights = {parameter.vocabulary: parameter.lifts for parameter in PARAMETERS if parameter.lifts}
    for key, concept in concepts.by_key.items():
        weight = weights.get(concept.vocabulary)
        if weight is None:
            continue
        for label in concept.labels.values():
            for text, share in _names(label):
                yield key, weight * share, text, label.language


def _names(label: Label) -> Iterator[tuple[str, float]]:
    yield label.label, 1.0
    for part in _ALTERNATIVES.split(label.label):
        yield part, 0.9
    for synonym in label.synonyms:
        yield synonym, 1.0
    for word in label.related:
        yield word, RELATED


def _place_phrases(places: Places) -> Iterator[tuple[str, str, str]]:
    """Yield (code, name, language)."""
    towns = {place.name.casefold() for place in places.names if place.key.startswith("municipality:")}
    for place in places.names:
        is_town = place.key.startswith("municipality:")
        if is_town and place.language == "fi":
            yield from _transliterated(place.key, place.name)
        if is_town or (place.key.startswith(_AREA_KINDS) and place.name.casefold() not in towns):
            yield place.key, place.name, place.language
    for code, names in municipality_names().items():
        if code in places.municipalities:
            for language, spellings in names.items():
                for spelling in spellings:
                    yield f"municipality:{code}", spelling, language
    for district, names in district_names().items():
        yield from _transliterated(f"district:{district}", district)
        for language, spellings in names.items():
            for spelling in spellings:
                yield f"district:{district}", spelling, language


def _transliterated(code: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield a name in other letters; a short one is too easily another word."""
    for language in TRANSLITERATED:
        for spelling in in_letters_of(name, language):
            if len(spelling) >= SHORTEST_TRANSLITERATED:
                yield code, spelling, language
