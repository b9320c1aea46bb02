"""Interpretation of a query: which words are looked for, which of them mean a concept, which narrow the search.

The longest phrases are matched first. A meaning either *filters* (a place, a weekday, free of charge, online,
childcare) or *lifts* (themes, target groups, languages …): a listing with its code then ranks like one that has the
word. A phrase with both kinds of meanings only lifts. Words in quotation marks have no meaning: that is how a visitor
takes an interpretation back (see ``without_interpretation``).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from search.analysis import Kind, QueryWord, analyse_query, phrase_keys
from search.analysis.tokens import tokenise
from search.expansion.equivalent_words import Alternative, equivalent_words
from search.expansion.place_names import NOT_A_DISTRICT
from search.expansion.table import PLACE_WEIGHT, Meaning, PhraseTable

MAX_WORDS: Final = 16
MAX_PHRASE: Final = 5
MAX_FILTERS: Final = 3
#: Weight of a concept that only a part of a compound names ("ompelu" in "ompelukerhossa").
PART_OF_COMPOUND: Final = 0.6
#: Weight of the meaning of a shorter phrase inside a recognised one.
INNER_PHRASE: Final = 0.6

_QUOTED: Final = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class QueryPhrase:
    """A phrase of a query: its words, and the codes that they mean.

    ``surface``: the words as typed. ``optional``: it ranks documents, but none has to match it. ``filters``: its
    meanings narrow the search; several are alternatives. ``equivalents``: other words that say the same as the phrase;
    ``equivalents_by_word``: as each of its words.
    """

    surface: str
    words: tuple[QueryWord, ...]
    meanings: tuple[Meaning, ...] = ()
    filters: bool = False
    optional: bool = False
    equivalents: tuple[Alternative, ...] = ()
    equivalents_by_word: tuple[tuple[Alternative, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class InterpretedQuery:
    """The phrases of a query: ``phrases`` are looked for or lift, ``filters`` narrow the search."""

    phrases: tuple[QueryPhrase, ...]
    filters: tuple[QueryPhrase, ...]

    @property
    def required(self) -> tuple[QueryPhrase, ...]:
        """The phrases of which a document has to match at least one."""
        return tuple(phrase for phrase in self.phrases if not phrase.optional)


def interpret_query(text: str, language: str, table: PhraseTable, districts: Collection[str] = ()) -> InterpretedQuery:
    """Return the phrases of a query on a page in ``language``.

    ``districts``: those of the ``district_candidates`` in which something takes place.
    """
    words = _words(text, language)
    phrases = [_phrase(words, language, *run) for run in _runs(words, language, table, districts)]
    filters = [phrase for phrase in phrases if phrase.filters][:MAX_FILTERS]
    others = [phrase for phrase in phrases if phrase not in filters and (phrase.words or phrase.meanings)]
    generic = [any(key in table.generic_keys for key in phrase_keys(phrase.surface, language)) for phrase in others]
    if filters or not all(generic):
        others = [replace(phrase, optional=optional) for phrase, optional in zip(others, generic, strict=True)]
    return InterpretedQuery(tuple(replace(phrase, filters=False) for phrase in others), tuple(filters))


def district_candidates(text: str, language: str, table: PhraseTable) -> list[str]:
    """Return names of parts of towns that the query may be about, as listings write them, the longest first.

    A capital letter marks a name. Whether there is such a district has to be looked up in the documents.
    """
    words = _words(text, language)
    runs = [words[start : start + length] for length in (2, 1) for start in range(len(words) - length + 1)]
    return list(dict.fromkeys(name for run in runs for name in _districts(run, language, table)))


def without_interpretation(text: str, words: str) -> str:
    """Return the query with these words in quotation marks, so that they are no longer given a meaning."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda match: f'"{match.group()}"', text, count=1)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as analysed, its ``surface`` as typed, and whether it stands in quotation marks."""

    word: QueryWord
    surface: str
    literal: bool


#: A run of words as (start, end, meanings); the end is exclusive.
_Run = tuple[int, int, tuple[Meaning, ...]]


def _words(text: str, language: str) -> list[_Word]:
    plain: list[str] = []
    literal: list[bool] = []
    for number, segment in enumerate(_QUOTED.split(text)):
        plain.append(segment)
        literal += [number % 2 == 1] * len(tokenise(segment))
    joined = " ".join(plain)
    words = analyse_query(joined, language)
    surfaces = _as_typed(joined, words)
    return [_Word(*columns) for columns in zip(words, surfaces, literal, strict=False)][:MAX_WORDS]


def _as_typed(text: str, words: list[QueryWord]) -> list[str]:
    """Return each word with the capital letters of ``text``, or as analysed where it is not in the text."""
    surfaces, position, lowered = [], 0, text.lower()
    for word in words:
        start = lowered.find(word.surface, position) if len(lowered) == len(text) else -1
        if start < 0:
            surfaces.append(word.surface)
            continue
        position = start + len(word.surface)
        surfaces.append(text[start:position])
    return surfaces


def _phrase(words: list[_Word], language: str, start: int, end: int, meanings: tuple[Meaning, ...]) -> QueryPhrase:
    run = tuple(part.word for part in words[start:end] if not part.word.is_stop)
    filters = bool(meanings) and all(meaning.filters for meaning in meanings)
    surface = " ".join(part.surface for part in words[start:end])
    if filters or words[start].literal:
        return QueryPhrase(surface, run, meanings, filters, equivalents_by_word=((),) * len(run))
    by_word = tuple(equivalent_words(word.surface, language) for word in run)
    equivalents = equivalent_words(surface, language) if end - start > 1 else ()
    return QueryPhrase(surface, run, meanings, filters, equivalents=equivalents, equivalents_by_word=by_word)


def _runs(words: list[_Word], language: str, table: PhraseTable, districts: Collection[str]) -> list[_Run]:
    """Return runs of words that cover the query; the longest known phrases are chosen first."""
    taken = [word.literal for word in words]
    runs: list[_Run] = [(position, position + 1, ()) for position, literal in enumerate(taken) if literal]
    for length in range(min(MAX_PHRASE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            if any(taken[start:end]):
                continue
            meanings = _meanings(words[start:end], language, table, districts)
            if length > 1 and meanings and not all(meaning.filters for meaning in meanings):
                meanings = _with_inner(meanings, words[start:end], language, table)
            if meanings or length == 1:
                runs.append((start, end, meanings))
                taken[start:end] = [True] * length
    return sorted(runs)


def _meanings(run: list[_Word], language: str, table: PhraseTable, districts: Collection[str]) -> tuple[Meaning, ...]:
    if names := [name for name in _districts(run, language, table) if name in districts]:
        return (Meaning(f"district:{names[0]}", PLACE_WEIGHT),)
    if len(run) > 1 and run[-1].word.is_stop:
        return ()
    keys = phrase_keys(" ".join(part.word.surface for part in run), language)
    if len(run) > 1 and run[0].word.is_stop:
        keys = keys[:1]  # "in Arabic" is a phrase as it stands; otherwise the words after the first are one
    weights = {code: weight for code, weight in table.find(keys).items() if not code.startswith("district:")}
    if not weights and len(run) == 1 and not run[0].word.is_stop:
        weights = _of_parts(run[0].word, table)
    return _surest_first(weights)


def _surest_first(weights: dict[str, float]) -> tuple[Meaning, ...]:
    return tuple(
        Meaning(code, weight) for code, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    )


def _with_inner(
    meanings: tuple[Meaning, ...], run: list[_Word], language: str, table: PhraseTable
) -> tuple[Meaning, ...]:
    """Add the meanings of shorter phrases inside a phrase ("mothers" of "mothers at home"), with less weight."""
    weights = {meaning.code: meaning.weight for meaning in meanings}
    for length in range(1, len(run)):
        for start in range(len(run) - length + 1):
            for inner in _meanings(run[start : start + length], language, table, ()):
                if not inner.filters:
                    weights[inner.code] = max(weights.get(inner.code, 0.0), inner.weight * INNER_PHRASE)
    return _surest_first(weights)


def _of_parts(word: QueryWord, table: PhraseTable) -> dict[str, float]:
    """Return meanings of the words a word is made of or derived from, with less weight; filters need the whole word."""
    weights: dict[str, float] = {}
    sources = [term.text[2:] for term in word.terms if term.kind is Kind.PART]
    parts = [term.text[2:] for term in word.parts if term.kind is Kind.PART]
    for names, share in ((sources, 1.0), (parts, PART_OF_COMPOUND)):
        for name in names:
            for code, weight in table.meanings.get(name, {}).items():
                if not Meaning(code, weight).filters:
                    weights[code] = max(weights.get(code, 0.0), weight * share)
    return weights


def _districts(run: list[_Word], language: str, table: PhraseTable) -> list[str]:
    """Return names of parts of town that the run may be, as listings write them.

    They are the run's basic form, the run as typed (the Swedish stem of "Tapiola" is "Tapiol"), and its translations.
    """
    basic_form = _district(run)
    if not basic_form:
        return []
    as_typed = " ".join(part.surface for part in run)
    keys = phrase_keys(" ".join(part.word.surface for part in run), language)
    translated = [code.partition(":")[2] for code in table.find(keys) if code.startswith("district:")]
    return list(dict.fromkeys([basic_form, as_typed, *translated]))


def _district(run: list[_Word]) -> str:
    """Return the basic form of a run that may be the name of a part of town, or an empty string."""
    if len(run) > 2 or not run[0].surface[:1].isupper() or any(part.literal or part.word.is_stop for part in run):
        return ""
    word = run[-1].word
    lemma = next((term.text[2:] for term in word.terms if term.kind is Kind.LEMMA), word.surface)
    if lemma in NOT_A_DISTRICT:
        return ""
    last = lemma if len(run) > 1 and run[-1].surface[:1].islower() else lemma[:1].upper() + lemma[1:]
    return " ".join([*(part.surface for part in run[:-1]), last])
