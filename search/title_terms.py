"""Terms of titles as text: they complete a title while somebody types, and find an organisation by its name.

Apart from ``search.documents``, because querysets of the read model need them too, and documents are built below those.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from search.analysis.folding import fold, fold_accents
from search.analysis.ngrams import ngrams
from search.analysis.tokens import tokenise, unify_arabic

#: Letters of a word's beginning among the pieces of a title.
_BEGINNING: Final = 3
#: Beginnings of terms: words as they are written, without dots and accents, and pieces of words.
_EXACT, _FOLDED, _PIECE = "e_", "f_", "n_"

#: A word as its exact and its folded term.
TypedWord = tuple[str, str]


def title_terms(terms: Iterable[tuple[str, str]]) -> str:
    """Return the exact and folded terms of a document's titles, each between spaces; empty where there are none.

    ``terms``: with the places in the text (see ``search.documents.terms``).
    """
    chosen = sorted({term for term, place in terms if place == "A" and term.startswith((_EXACT, _FOLDED))})
    return f" {' '.join(chosen)} " if chosen else ""


def title_pieces(terms: Iterable[tuple[str, str]]) -> list[str]:
    """Return beginnings of the words of a document's titles, and their pieces: what alike titles share."""
    of_titles = [term for term, place in terms if place == "A"]
    beginnings = {term[: len(_EXACT) + _BEGINNING] for term in of_titles if term.startswith((_EXACT, _FOLDED))}
    return sorted(beginnings | {term for term in of_titles if term.startswith(_PIECE)})


def typed_words(text: str) -> list[TypedWord]:
    """Return the words of a text as terms, in the spelling of the analysis: in everyday Arabic spelling."""
    return [_terms_of(token.text) for token in tokenise(text)]


def typed_pieces(words: Sequence[str]) -> list[str]:
    """Return the pieces that titles alike to these words may have."""
    pieces: list[str] = []
    for word in words:
        exact, folded = _terms_of(word)
        pieces += [exact[: len(_EXACT) + _BEGINNING], folded[: len(_FOLDED) + _BEGINNING]]
        pieces += [f"{_PIECE}{piece}" for piece in ngrams(folded.removeprefix(_FOLDED))[:40]]
    return list(dict.fromkeys(pieces))


def _terms_of(word: str) -> TypedWord:
    return f"{_EXACT}{unify_arabic(fold_accents(word))}", f"{_FOLDED}{unify_arabic(fold(word))}"
