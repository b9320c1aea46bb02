"""The words of a query that nothing of what the portal shows has.

A word is there if a listing has it in any form, or a word that says the same, or if it names a concept or a place. A
compound counts as the words that it is made of. Words that name a filter, generic words, those of everyday phrases,
those with a digit and those of one or two letters count neither as there nor as missing. A word of which listings have
so many pieces that it is caught as a misspelling is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.analysis import Kind, QueryWord, Term
from search.analysis.components import components
from search.analysis.folding import fold
from search.analysis.stemming import primary_subtag
from search.engines.columns.scores import share_of_pieces
from search.engines.columns.view import View
from search.expansion import Alternative, InterpretedQuery, QueryPhrase
from search.spelling.dictionaries import WITH_DICTIONARY

#: Letters of the shortest word that counts.
_SHORTEST: Final = 3


@dataclass(frozen=True)
class MissingWords:
    """``words``: the missing words as typed. ``missing``: how many words are, of ``counted`` that count."""

    words: tuple[str, ...] = ()
    missing: int = 0
    counted: int = 0
    is_sure: bool = True

    @property
    def are_all(self) -> bool:
        """Whether no word is there that says what is looked for."""
        return 0 < self.counted == self.missing

    @property
    def prevail(self) -> bool:
        """Whether half of the words are missing, or more: what the others find is not what is looked for."""
        if not self.is_sure:
            return self.are_all
        return 0 < self.counted <= 2 * self.missing


def missing_words(view: View, reading: InterpretedQuery) -> MissingWords:
    """Return what is missing of a query's words; nothing where they have an everyday phrase, which is understood."""
    if any(not phrase.words for phrase in reading.phrases):
        return MissingWords()
    judged = [
        (phrase.surface, are_there)
        for phrase in reading.phrases
        if not (phrase.optional or phrase.filters)
        for are_there in _judged(view, phrase)
    ]
    is_sure = primary_subtag(view.query.text_language) in WITH_DICTIONARY
    lacking = [surface for surface, are_there in judged if not all(are_there)]
    counted = [is_there for _surface, are_there in judged for is_there in are_there]
    return MissingWords(tuple(dict.fromkeys(lacking)), counted.count(False), len(counted), is_sure)


def _judged(view: View, phrase: QueryPhrase) -> Iterator[tuple[bool, ...]]:
    """Yield for each word of a phrase whether it is there, or whether each of its components is."""
    for word, same in zip(phrase.words, phrase.equivalents_by_word, strict=True):
        if not _counts(word):
            continue
        parts = components(word)
        if word.surface in phrase.named or _is_there(view, word, (*phrase.equivalents, *same)):
            yield (True,) * max(1, len(parts))
        else:
            has_part = (part in phrase.named or _any_has(view, [Term.of(Kind.PART, part)]) for part in parts)
            yield tuple(has_part) or (False,)


def _counts(word: QueryWord) -> bool:
    return len(word.surface) >= _SHORTEST and word.surface.replace("-", "").replace("'", "").isalpha()


def _is_there(view: View, word: QueryWord, same: Sequence[Alternative]) -> bool:
    if _any_has(view, _terms_of_whole(word)):
        return True
    says_the_same = any(all(_any_has(view, [term]) for term in alternative) for alternative in same)
    return says_the_same or bool((share_of_pieces(view, word) > 0).any())


def _terms_of_whole(word: QueryWord) -> list[Term]:
    """Return the terms of a word that aren't those of its components; without dots a compound has both."""
    whole = {fold(spelling) for spelling in (word.surface, *word.dotted)}
    whole |= {fold(term.text[2:]) for term in word.terms if term.kind is not Kind.FOLDED}
    return [term for term in word.terms if term.kind is not Kind.FOLDED or not word.parts or term.text[2:] in whole]


def _any_has(view: View, terms: Sequence[Term]) -> bool:
    return bool((view.columns.terms.having_any([term.text for term in terms]) & view.shown).any())
