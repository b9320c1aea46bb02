"""Terms of a document's vector, from its texts: the PostgreSQL engine matches and weighs them.

A term stands once in a vector, with the weight of the best place it occurs in:

| weight | where |
|--------|-------|
| A | title |
| B | names: organisations, places, tags |
| C | summary, audience |
| D | description and the details of place, time, price, sign-up, accessibility |

Kinds of terms are kept apart by their prefix (see ``search.analysis``). How often a word occurs is not stored:
activities are described briefly, and a longer description is no better match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, Final

from listings.rich_text import plain_text
from search.analysis import Kind, analyse_text
from search.lexemes import quote_lexeme

#: Places in a text that weigh, best first.
WEIGHTS: Final = "ABCD"
#: PostgreSQL's limits: bytes of a lexeme, and of all lexemes of one vector (1 MB, with room for what it adds to each).
MAX_LEXEME_BYTES: Final = 2046
MAX_VECTOR_BYTES: Final = 700_000

_FIELDS: Final = {
    "title": "A",
    "summary": "C",
    "audience": "C",
    "description": "D",
    "place_details": "D",
    "schedule_details": "D",
    "price_details": "D",
    "sign_up_details": "D",
    "accessibility_details": "D",
}

#: Terms with the weight of their best place.
Terms = list[tuple[str, str]]


def document_terms(
    texts: Mapping[str, Mapping[str, Any]],
    names: Iterable[tuple[str, str]] = (),
) -> Terms:
    """Return the terms of a document, best first.

    ``texts``: text fields by language, as documents hold them (HTML allowed). ``names``: (text, language) of
    organisations, places and tags.
    """
    best: dict[str, str] = {}
    weighted = [
        (weight, str(fields.get(name) or ""), language)
        for language, fields in texts.items()
        for name, weight in _FIELDS.items()
    ]
    weighted += [("B", text, language) for text, language in names]
    for weight, text, language in sorted(weighted, key=itemgetter(0)):
        for term in analyse_text(plain_text(text), language):
            if term.kind is not Kind.NGRAM or weight != "D":
                best.setdefault(term.text, weight)
    return _within_limits(best)


def _within_limits(best: Mapping[str, str]) -> Terms:
    """Return the terms that PostgreSQL accepts; of a text that is too long the descriptions' last terms are dropped."""
    terms: Terms = []
    size = 0
    for lexeme, weight in _pieces_last(best):
        length = len(lexeme.encode()) + 8
        if length - 8 <= MAX_LEXEME_BYTES and size + length <= MAX_VECTOR_BYTES and "\0" not in lexeme:
            terms.append((lexeme, weight))
            size += length
    return terms


def _pieces_last(best: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield terms by weight, the pieces of words last within a weight, otherwise in the given order."""
    words: dict[str, list[str]] = {weight: [] for weight in WEIGHTS}
    pieces: dict[str, list[str]] = {weight: [] for weight in WEIGHTS}
    for lexeme, weight in best.items():
        (pieces if lexeme.startswith("n_") else words)[weight].append(lexeme)
    for weight in WEIGHTS:
        for lexeme in (*words[weight], *pieces[weight]):
            yield lexeme, weight


def to_tsvector_literal(terms: Iterable[tuple[str, str]]) -> str:
    """Return a ``tsvector`` literal; a weight needs a position, and every term has the first one."""
    return " ".join(f"{quote_lexeme(lexeme)}:1{weight}" for lexeme, weight in terms)
