"""Words of texts and of terms, so that inflected ones meet. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.analysis.tokens import Token, tokenise
from search.analysis.word_forms import analyse_word

_SENTENCE_ENDS = (".", "!", "?", ":", "…")


@dataclass(frozen=True)
class Word:
    """``forms``: the word as written, and its dictionary forms or stem. ``is_name``: a capital within a sentence."""

    forms: frozenset[str]
    is_name: bool


@lru_cache(maxsize=4096)
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """Return the words of a text in reading order. Remembered: a text is asked about each time something is kept."""
    found = []
    is_beginning = True
    for chunk in text.split():
        letter = next((one for one in chunk if one.isalpha()), "")
        is_name = letter.isupper() and not is_beginning
        found += [Word(_forms(token, language), is_name) for token in tokenise(chunk)]
        is_beginning = chunk.endswith(_SENTENCE_ENDS) or (is_beginning and not letter)
    return tuple(found)


@lru_cache(maxsize=4096)
def term_words(term: str, language: str) -> tuple[frozenset[str], ...]:
    """Return for each word of a term the forms by which it is found.

    A Finnish word is found in all its forms where the term has its dictionary form. A term that isn't one ("kaikille")
    is found as it is written.
    """
    if language == "fi":
        return tuple(frozenset({analyse_word(token, language).text}) for token in tokenise(term))
    return tuple(_forms(token, language) for token in tokenise(term))


def _forms(token: Token, language: str) -> frozenset[str]:
    word = analyse_word(token, language)
    return frozenset((word.text, *word.lemmas))
