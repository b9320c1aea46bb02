"""Reading a query: which words are looked for, which of them mean a concept, and which narrow the search.

The longest phrases are matched first. What a phrase means either *filters* (a place, a weekday, free of charge, online,
childcare) or *lifts* (themes, target groups, languages …): a listing about it is as good as one that has the word. A
phrase with a lifting meaning beside a filtering one only lifts. Words in quotation marks are words and nothing else:
that is how a visitor takes an interpretation back (see ``without_interpretation``).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from search.analysis import Kind, QueryWord, analyse_query, phrase_keys
from search.analysis.tokens import tokenise
from search.expansion.place_names import NOT_A_DISTRICT
from search.expansion.same_words import Alternative, same_words
from search.expansion.table import PLACE_WEIGHT, Meaning, PhraseTable

MAX_WORDS: Final = 16
MAX_PHRASE: Final = 5
MAX_FILTERS: Final = 3
#: A concept that only a part of a compound names ("ompelu" in "ompelukerhossa"), against one that the word names.
PART_OF_COMPOUND: Final = 0.6
#: What a shorter phrase inside a recognised one means, against the whole.
INNER_PHRASE: Final = 0.6

_QUOTED: Final = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that is looked for: some words, and the codes of documents that are about what they mean.

    ``optional``: lifts, but nothing has to match it. ``filters``: the meanings narrow the search instead of matching;
    more than one are alternatives. ``surface``: the words as typed. ``same``: what says the same as the phrase in other
    words, ``same_by_word``: as each of its words.
    """

    surface: str
    words: tuple[QueryWord, ...]
    meanings: tuple[Meaning, ...] = ()
    filters: bool = False
    optional: bool = False
    same: tuple[Alternative, ...] = ()
    same_by_word: tuple[tuple[Alternative, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A query as read. ``slots`` are looked for or lift, ``filters`` narrow."""

    slots: tuple[Slot, ...]
    filters: tuple[Slot, ...]

    @property
    def required(self) -> tuple[Slot, ...]:
        """The slots of which a document has to match at least one."""
        return tuple(slot for slot in self.slots if not slot.optional)


def read_query(text: str, language: str, table: PhraseTable, districts: Collection[str] = ()) -> ReadQuery:
    """Return what a query says on a page in ``language``; ``districts`` are those of the candidates that there are."""
    words = _words(text, language)
    slots = [_slot(words, language, *phrase) for phrase in _phrases(words, language, table, districts)]
    filters = [slot for slot in slots if slot.filters][:MAX_FILTERS]
    wanted = [slot for slot in slots if slot not in filters and (slot.words or slot.meanings)]
    vague = [any(key in table.anything for key in phrase_keys(slot.surface, language)) for slot in wanted]
    if filters or not all(vague):
        wanted = [replace(slot, optional=one) for slot, one in zip(wanted, vague, strict=True)]
    return ReadQuery(tuple(replace(slot, filters=False) for slot in wanted), tuple(filters))


def district_candidates(text: str, language: str, table: PhraseTable) -> list[str]:
    """Return names, as listings write them, of parts of towns that the query may be about; the longest first.

    Capital letters say that a name is meant. Whether there is such a district is for the documents to say.
    """
    words = _words(text, language)
    runs = [words[start : start + length] for length in (2, 1) for start in range(len(words) - length + 1)]
    return list(dict.fromkeys(name for run in runs for name in _districts(run, language, table)))


def without_interpretation(text: str, words: str) -> str:
    """Return the query with these words quoted, which keeps them from being taken for anything but words."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda match: f'"{match.group()}"', text, count=1)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as analysed, as typed, and whether it is in quotation marks."""

    word: QueryWord
    typed: str
    literal: bool


_Phrase = tuple[int, int, tuple[Meaning, ...]]


def _words(text: str, language: str) -> list[_Word]:
    plain: list[str] = []
    literal: list[bool] = []
    for place, segment in enumerate(_QUOTED.split(text)):
        plain.append(segment)
        literal += [place % 2 == 1] * len(tokenise(segment))
    joined = " ".join(plain)
    words = analyse_query(joined, language)
    typed = _as_typed(joined, words)
    return [_Word(*one) for one in zip(words, typed, literal, strict=False)][:MAX_WORDS]


def _as_typed(text: str, words: list[QueryWord]) -> list[str]:
    """Return each word in the letters in which it was typed, or as analysed where it can't be found again."""
    surfaces, position, lowered = [], 0, text.lower()
    for word in words:
        found = lowered.find(word.surface, position) if len(lowered) == len(text) else -1
        if found < 0:
            surfaces.append(word.surface)
            continue
        position = found + len(word.surface)
        surfaces.append(text[found:position])
    return surfaces


def _slot(words: list[_Word], language: str, start: int, end: int, meanings: tuple[Meaning, ...]) -> Slot:
    run = tuple(one.word for one in words[start:end] if not one.word.is_stop)
    filters = bool(meanings) and all(meaning.filters for meaning in meanings)
    surface = " ".join(one.typed for one in words[start:end])
    if filters or words[start].literal:
        return Slot(surface, run, meanings, filters, same_by_word=((),) * len(run))
    by_word = tuple(same_words(word.surface, language) for word in run)
    same = same_words(surface, language) if end - start > 1 else ()
    return Slot(surface, run, meanings, filters, same=same, same_by_word=by_word)


def _phrases(words: list[_Word], language: str, table: PhraseTable, districts: Collection[str]) -> list[_Phrase]:
    """Return runs of words that cover the query, longest known phrases first, as (start, end, meanings)."""
    taken = [one.literal for one in words]
    found: list[_Phrase] = [(place, place + 1, ()) for place, quoted in enumerate(taken) if quoted]
    for length in range(min(MAX_PHRASE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            if any(taken[start:end]):
                continue
            meanings = _meanings(words[start:end], language, table, districts)
            if length > 1 and meanings and not all(meaning.filters for meaning in meanings):
                meanings = _with_inner(meanings, words[start:end], language, table)
            if meanings or length == 1:
                found.append((start, end, meanings))
                taken[start:end] = [True] * length
    return sorted(found)


def _meanings(run: list[_Word], language: str, table: PhraseTable, districts: Collection[str]) -> tuple[Meaning, ...]:
    if here := [name for name in _districts(run, language, table) if name in districts]:
        return (Meaning(f"district:{here[0]}", PLACE_WEIGHT),)
    if len(run) > 1 and run[-1].word.is_stop:
        return ()
    keys = phrase_keys(" ".join(one.word.surface for one in run), language)
    if len(run) > 1 and run[0].word.is_stop:
        keys = keys[:1]  # "in Arabic" is a phrase as it stands; otherwise the words after the first are one
    found = {code: weight for code, weight in table.find(keys).items() if not code.startswith("district:")}
    if not found and len(run) == 1 and not run[0].word.is_stop:
        found = _of_parts(run[0].word, table)
    return tuple(Meaning(code, weight) for code, weight in sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _with_inner(
    meanings: tuple[Meaning, ...], run: list[_Word], language: str, table: PhraseTable
) -> tuple[Meaning, ...]:
    """Add what shorter phrases inside a phrase mean ("mothers" of "mothers at home"), with less weight."""
    found = {meaning.code: meaning.weight for meaning in meanings}
    for length in range(1, len(run)):
        for start in range(len(run) - length + 1):
            for inner in _meanings(run[start : start + length], language, table, ()):
                if not inner.filters:
                    found[inner.code] = max(found.get(inner.code, 0.0), inner.weight * INNER_PHRASE)
    return tuple(Meaning(code, weight) for code, weight in sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _of_parts(word: QueryWord, table: PhraseTable) -> dict[str, float]:
    """What the word's sources and the parts of a compound mean, with less weight; filters need the whole word."""
    found: dict[str, float] = {}
    sources = [term.text[2:] for term in word.terms if term.kind is Kind.PART]
    parts = [term.text[2:] for term in word.parts if term.kind is Kind.PART]
    for names, share in ((sources, 1.0), (parts, PART_OF_COMPOUND)):
        for name in names:
            for code, weight in table.meanings.get(name, {}).items():
                if not Meaning(code, weight).filters:
                    found[code] = max(found.get(code, 0.0), weight * share)
    return found


def _districts(run: list[_Word], language: str, table: PhraseTable) -> list[str]:
    """Names, as listings write them, of the parts of town that the run may be: in its basic form, as it was typed
    (a Finnish name is no Swedish word: "Tapiola" would become "Tapiol"), or translated.
    """
    basic_form = _district(run)
    if not basic_form:
        return []
    as_typed = " ".join(one.typed for one in run)
    keys = phrase_keys(" ".join(one.word.surface for one in run), language)
    translated = [code.partition(":")[2] for code in table.find(keys) if code.startswith("district:")]
    return list(dict.fromkeys([basic_form, as_typed, *translated]))


def _district(run: list[_Word]) -> str:
    """The name of a part of town that the run may be, as listings write it, or nothing."""
    if len(run) > 2 or not run[0].typed[:1].isupper() or any(one.literal or one.word.is_stop for one in run):
        return ""
    word = run[-1].word
    lemma = next((term.text[2:] for term in word.terms if term.kind is Kind.LEMMA), word.surface)
    if lemma in NOT_A_DISTRICT:
        return ""
    last = lemma if len(run) > 1 and run[-1].typed[:1].islower() else lemma[:1].upper() + lemma[1:]
    return " ".join([*(one.typed for one in run[:-1]), last])
