"""The words of a query that nothing of what the portal shows has.

A word is there if a listing has it in any form, or a word that says the same, or if it names a concept or a place. A
compound counts as the words that it is made of, or as one where none of them is there. Words that name a filter,
generic words, those of everyday phrases, those with a digit and those of one or two letters don't count.

What no dictionary has is a riddle: a name, a form or a slip. It is missing, too, but doesn't outweigh words that are
there. Where the page's language has no dictionary, all words are riddles. A word of which listings have so many pieces
that it is caught as a misspelling is there.
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
from search.spelling.dictionaries import WITH_DICTIONARY, is_compound, is_word

#: Letters of the shortest word that counts.
_SHORTEST: Final = 3


@dataclass(frozen=True)
class MissingWords:
    """``words``: what is missing, as typed. ``there``: how many words are there.

    ``known``, ``riddles``: how many are missing that a dictionary has, and that none has.
    """

    words: tuple[str, ...] = ()
    there: int = 0
    known: int = 0
    riddles: int = 0

    @property
    def are_all(self) -> bool:
        """Whether no word is there that says what is looked for."""
        return bool(self.words) and not self.there

    @property
    def prevail(self) -> bool:
        """Whether as many words are missing as are there: what these find is not what is looked for."""
        return self.are_all or 0 < self.there <= self.known


def missing_words(view: View, reading: InterpretedQuery) -> MissingWords:
    """Return what is missing of a query's words; nothing where they have an everyday phrase, which is understood."""
    if any(not phrase.words for phrase in reading.phrases):
        return MissingWords()
    looked_for = [phrase for phrase in reading.phrases if not (phrase.optional or phrase.filters)]
    judged = [word for phrase in looked_for for word in _judged(view, phrase)]
    return MissingWords(
        words=tuple(dict.fromkeys(words for word in judged for words in word.words)),
        there=sum(word.there for word in judged),
        known=sum(word.known for word in judged),
        riddles=sum(word.riddles for word in judged),
    )


def _judged(view: View, phrase: QueryPhrase) -> Iterator[MissingWords]:
    """Yield for each word of a phrase how many of its components are there and missing."""
    for word, same in zip(phrase.words, phrase.equivalents_by_word, strict=True):
        if not _counts(word):
            continue
        parts = components(word)
        if word.surface in phrase.named or _is_there(view, word, (*phrase.equivalents, *same)):
            yield MissingWords(there=max(1, len(parts)))
            continue
        there = sum(part in phrase.named or _any_has(view, [Term.of(Kind.PART, part)]) for part in parts)
        if _is_known(word, view.query.text_language):
            yield MissingWords((phrase.surface,), there, known=len(parts) - there if there else 1)
        else:
            yield MissingWords((phrase.surface,), there, riddles=1)


def _is_known(word: QueryWord, language: str) -> bool:
    has_dictionary = primary_subtag(language) in WITH_DICTIONARY
    return has_dictionary and (is_word(word.surface, language) or is_compound(word.surface, language))


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
