"""Interpretation of a query: which words are looked for, which of them mean a concept, which narrow the search.

Everyday phrases ("I know nobody here") are found first, and their words then mean nothing by themselves. Of the names
of concepts and places the longest are matched first. A meaning either *filters* (a place, a weekday, free of charge,
online, childcare) or *lifts* (themes, target groups, languages …): a listing with its code then ranks like one that has
the word. A phrase with both kinds of meanings only lifts. Words in quotation marks have no meaning: that is how a
visitor takes an interpretation back (see ``without_interpretation``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from search.analysis import Kind, QueryWord, Term, phrase_keys
from search.analysis.stemming import without_and
from search.analysis.word_forms import word_languages
from search.expansion.district_names import district_names, existing_district
from search.expansion.equivalent_words import Alternative, equivalent_words
from search.expansion.everyday_phrases import FoundPhrase
from search.expansion.table import PLACE_WEIGHT, UNDOTTED, Meaning, PhraseTable
from search.expansion.typed_words import TypedWord, typed_words

MAX_PHRASE: Final = 5
MAX_FILTERS: Final = 3
#: Weight of a concept that only a part of a compound names ("ompelu" in "ompelukerhossa").
PART_OF_COMPOUND: Final = 0.6
#: Weight of the meaning of a shorter phrase inside a recognised one.
INNER_PHRASE: Final = 0.6
#: Letters of words that are short for a name without its dots.
SHORT: Final = 5

_PLACES: Final = ("municipality:", "area:", "district:")


@dataclass(frozen=True, slots=True)
class QueryPhrase:
    """A phrase of a query: its words, and the codes that they mean.

    ``surface``: the words as typed. ``optional``: it ranks documents, but none has to match it. ``filters``: its
    meanings narrow the search; several are alternatives. ``equivalents``: other words that say the same as the phrase;
    ``equivalents_by_word``: as each of its words. ``named``: those of its words that have a meaning; of a
    compound whose parts have one, these.
    """

    surface: str
    words: tuple[QueryWord, ...]
    meanings: tuple[Meaning, ...] = ()
    filters: bool = False
    optional: bool = False
    equivalents: tuple[Alternative, ...] = ()
    equivalents_by_word: tuple[tuple[Alternative, ...], ...] = ()
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class InterpretedQuery:
    """The phrases of a query: ``phrases`` are looked for or lift, ``filters`` narrow the search.

    ``language``: in which it is asked. Of documents that are as good, those that have it come first.
    """

    phrases: tuple[QueryPhrase, ...]
    filters: tuple[QueryPhrase, ...]
    language: str = ""

    @property
    def required(self) -> tuple[QueryPhrase, ...]:
        """The phrases of which a document has to match at least one."""
        return tuple(phrase for phrase in self.phrases if not phrase.optional)


def interpret_query(text: str, language: str, table: PhraseTable, districts: Collection[str] = ()) -> InterpretedQuery:
    """Return the phrases of a query on a page in ``language``.

    ``districts``: those of the ``district_candidates`` in which something takes place.
    """
    words = typed_words(text, language)
    said = _said(words, language, table, districts)
    in_said = {position for found in said for position in found.positions}
    runs = _runs(words, language, table, districts, in_said)
    phrases = [(_phrase(words, language, table, run), run[0] in in_said) for run in runs]
    filters = [phrase for phrase, _is_said in phrases if phrase.filters][:MAX_FILTERS]
    others = [
        (phrase, is_said) for phrase, is_said in phrases if phrase not in filters and (phrase.words or phrase.meanings)
    ]
    optional = [is_said or _is_generic(phrase, language, table) for phrase, is_said in others]
    needs = [need for found in said for need in _need_phrases(words, found)]
    if not (filters or needs) and all(optional):
        optional = [False] * len(others)
    worded = [
        replace(phrase, filters=False, optional=only_ranks)
        for (phrase, _is_said), only_ranks in zip(others, optional, strict=True)
    ]
    return InterpretedQuery((*needs, *worded), tuple(filters), _language_of(words, language))


def _language_of(words: list[TypedWord], language: str) -> str:
    """Return the language that a query is most likely in, by its first word that isn't a stop word."""
    first = next((part.word.surface for part in words if not part.word.is_stop), "")
    return word_languages(first, language)[0]


def _said(words: list[TypedWord], language: str, table: PhraseTable, districts: Collection[str]) -> list[FoundPhrase]:
    """Return the everyday phrases that a query has; words in quotation marks are in none."""
    spellings = [() if part.literal else (part.word.surface, *part.word.dotted) for part in words]
    names = [range(start, end) for start, end, _ in _runs(words, language, table, districts, ()) if end - start > 1]
    return table.everyday.find(spellings, language, names)


def _need_phrases(words: list[TypedWord], found: FoundPhrase) -> list[QueryPhrase]:
    """Return a phrase without words of its own for each group of meanings that a need has."""
    surface = " ".join(part.surface for part in words[found.positions[0] : found.positions[-1] + 1])
    first, *others = (QueryPhrase(surface, (), _surest_first(dict(group))) for group in found.need.meanings)
    return [replace(first, equivalents=found.need.words), *others]


def _is_generic(phrase: QueryPhrase, language: str, table: PhraseTable) -> bool:
    return any(key in table.generic_keys for key in phrase_keys(phrase.surface, language))


def district_candidates(text: str, language: str, table: PhraseTable) -> list[str]:
    """Return names of parts of towns that the query may be about, as listings write them, the longest first.

    A capital letter marks a name. Whether there is such a district has to be looked up in the documents.
    """
    words = typed_words(text, language)
    runs = [words[start : start + length] for length in (2, 1) for start in range(len(words) - length + 1)]
    return list(dict.fromkeys(name for run in runs for name in district_names(run, language, table)))


def without_interpretation(text: str, words: str) -> str:
    """Return the query with these words in quotation marks, so that they are no longer given a meaning."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda match: f'"{match.group()}"', text, count=1)


#: A run of words as (start, end, meanings); the end is exclusive.
_Run = tuple[int, int, tuple[Meaning, ...]]


def _phrase(words: list[TypedWord], language: str, table: PhraseTable, run_of_words: _Run) -> QueryPhrase:
    start, end, meanings = run_of_words
    run = tuple(part.word for part in words[start:end] if not part.word.is_stop)
    filters = bool(meanings) and all(meaning.filters for meaning in meanings)
    surface = " ".join(part.surface for part in words[start:end])
    if filters or words[start].literal:
        return QueryPhrase(surface, run, meanings, filters, equivalents_by_word=((),) * len(run))
    by_word = tuple(_equivalents(word, language) or _equivalents_of_parts(word, table) for word in run)
    equivalents = equivalent_words(surface, language, undotted=True) if end - start > 1 else ()
    named = _named(run, meanings, table)
    return QueryPhrase(
        surface, run, meanings, filters, equivalents=equivalents, equivalents_by_word=by_word, named=named
    )


def _named(run: tuple[QueryWord, ...], meanings: tuple[Meaning, ...], table: PhraseTable) -> frozenset[str]:
    if len(run) == 1 and meanings and meanings == _surest_first(_of_parts(run[0], table)):
        word = run[0]
        if not any(_is_name(term, table) for term in word.terms):
            return frozenset(term.text[2:] for term in word.parts if _is_name(term, table))
    return frozenset(word.surface for word in run) if meanings else frozenset()


def _is_name(term: Term, table: PhraseTable) -> bool:
    return term.kind is Kind.PART and term.text[2:] in table.meanings


def _equivalents(word: QueryWord, language: str) -> tuple[Alternative, ...]:
    """Return the equivalents of a word, else of the Finnish words that it may be without its dots."""
    if found := equivalent_words(word.surface, language, undotted=not (word.ordinary or word.dotted)):
        return found
    return tuple(dict.fromkeys(found for spelling in word.dotted for found in equivalent_words(spelling, language)))


def _equivalents_of_parts(word: QueryWord, table: PhraseTable) -> tuple[Alternative, ...]:
    """Return the equivalents of what a compound is about: of "äiti" in "äitikerhossa", whose "kerho" is a format."""
    parts = [term.text[2:] for term in word.parts if term.kind is Kind.PART]
    heads = {part for part in parts if any(code.startswith("format:") for code in table.meanings.get(part, {}))}
    if not heads:
        return ()
    subjects = [part for part in parts if part not in heads]
    return tuple(
        dict.fromkeys(found for part in subjects for code in ("fi", "sv") for found in equivalent_words(part, code))
    )


def _runs(
    words: list[TypedWord], language: str, table: PhraseTable, districts: Collection[str], alone: Collection[int]
) -> list[_Run]:
    """Return runs of words that cover the query; the longest known phrases are chosen first.

    Words in quotation marks and those at the positions ``alone`` are runs of their own, without a meaning.
    """
    taken = [word.literal or position in alone for position, word in enumerate(words)]
    runs: list[_Run] = [(position, position + 1, ()) for position, is_alone in enumerate(taken) if is_alone]
    for length in range(min(MAX_PHRASE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            if any(taken[start:end]):
                continue
            meanings = _meanings(words[start:end], language, table, districts)
            is_known = bool(meanings) or (length > 1 and _has_equivalents(words[start:end], language))
            if length > 1 and is_known and not (meanings and all(meaning.filters for meaning in meanings)):
                meanings = _with_inner(meanings, words[start:end], language, table)
            if is_known or length == 1:
                runs.append((start, end, meanings))
                taken[start:end] = [True] * length
    return sorted(runs)


def _has_equivalents(run: list[TypedWord], language: str) -> bool:
    """Return whether a run of words is a set phrase with words that say the same in other languages."""
    if run[0].word.is_stop or run[-1].word.is_stop:
        return False
    return bool(equivalent_words(" ".join(part.word.surface for part in run), language))


def _meanings(
    run: list[TypedWord], language: str, table: PhraseTable, districts: Collection[str]
) -> tuple[Meaning, ...]:
    if district := existing_district(run, language, table, districts):
        return (Meaning(f"district:{district}", PLACE_WEIGHT),)
    if run[-1].word.is_stop:
        return ()
    keys = phrase_keys(" ".join(part.word.surface for part in run), language)
    if len(run) > 1 and run[0].word.is_stop:
        keys = keys[:1]  # "in Arabic" is a phrase as it stands; otherwise the words after the first are one
    weights = _without_districts(table.find(keys) or _of_undotted(run, keys, language, table))
    if not weights and len(run) == 1 and not run[0].word.is_stop:
        bare = without_and(run[0].word.surface)
        weights = _without_districts(table.find(phrase_keys(bare, language))) or _of_parts(run[0].word, table)
    return _surest_first(weights)


def _without_districts(weights: dict[str, float]) -> dict[str, float]:
    return {code: weight for code, weight in weights.items() if not code.startswith("district:")}


def _of_undotted(run: list[TypedWord], keys: Sequence[str], language: str, table: PhraseTable) -> dict[str, float]:
    """Return meanings of words typed without dots: of the Finnish words that they may be, else of what has their key.

    A word that is one as it stands has none. The shorter a word, the more often it is another by chance: places of
    five letters and less need their capital letter, and nothing else of less than five is taken.
    """
    if len(run) == 1 and run[0].word.ordinary:
        return {}
    for spelling in _dotted_spellings(run):
        if weights := table.find(phrase_keys(spelling, language)):
            return {code: weight * UNDOTTED for code, weight in weights.items()}
    weights = table.find_undotted(keys)
    letters = sum(len(part.word.surface) for part in run)
    if letters > SHORT or not weights:
        return weights
    is_name = run[0].surface[:1].isupper()
    return {
        code: weight for code, weight in weights.items() if (is_name if code.startswith(_PLACES) else letters == SHORT)
    }


def _dotted_spellings(run: list[TypedWord]) -> list[str]:
    """Return the run with its words as Finnish has them with dots; nothing where no word changes."""
    if len(run) == 1:
        return list(run[0].word.dotted)
    if not any(part.word.dotted for part in run):
        return []
    return [" ".join(part.word.dotted[0] if part.word.dotted else part.word.surface for part in run)]


def _surest_first(weights: dict[str, float]) -> tuple[Meaning, ...]:
    return tuple(
        Meaning(code, weight) for code, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    )


def _with_inner(
    meanings: tuple[Meaning, ...], run: list[TypedWord], language: str, table: PhraseTable
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
