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

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import filterfalse
from operator import itemgetter
from typing import Any, Final

from listings.rich_text import plain_text
from search.analysis import term_texts
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
    weighted = [
        (weight, _terms_of(str(fields[name]), language, pieces=weight != "D"))
        for language, fields in texts.items()
        for name, weight in _FIELDS.items()
        if fields.get(name)
    ]
    weighted += [("B", _terms_of_name(text, language)) for text, language in names]
    best: dict[str, str] = {}
    for weight, terms in sorted(weighted, key=itemgetter(0)):
        best.update(dict.fromkeys(filterfalse(best.__contains__, terms), weight))
    return _within_limits(best)


def _terms_of(text: str, language: str, *, pieces: bool) -> Sequence[str]:
    return term_texts(plain_text(text), language, pieces=pieces)


@lru_cache(maxsize=8192)
def _terms_of_name(text: str, language: str) -> Sequence[str]:
    """Return the terms of a name. Those of an organisation, a town or a place stand in many documents."""
    return tuple(_terms_of(text, language, pieces=True))


def _within_limits(best: Mapping[str, str]) -> Terms:
    """Return the terms that PostgreSQL accepts; of a text that is too long the descriptions' last terms are dropped."""
    if not _may_exceed_limits(best):
        return list(_pieces_last(best))
    terms: Terms = []
    size = 0
    for lexeme, weight in _pieces_last(best):
        length = len(lexeme.encode()) + 8
        if length - 8 <= MAX_LEXEME_BYTES and size + length <= MAX_VECTOR_BYTES and "\0" not in lexeme:
            terms.append((lexeme, weight))
            size += length
    return terms


def _may_exceed_limits(lexemes: Collection[str]) -> bool:
    """Return whether some might be too much for PostgreSQL; a letter has four bytes at most."""
    together = "".join(lexemes)
    longest, total = max(map(len, lexemes), default=0), 4 * len(together) + 8 * len(lexemes)
    return 4 * longest > MAX_LEXEME_BYTES or total > MAX_VECTOR_BYTES or "\0" in together


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
