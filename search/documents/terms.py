"""Terms of a document, from its texts: what engines match and weigh.

A document has a term once, with the weight of the best place it occurs in:

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

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import filterfalse
from operator import itemgetter
from typing import Any, Final

from listings.rich_text import plain_text
from search.analysis import term_texts

#: Places in a text that weigh, best first.
WEIGHTS: Final = "ABCD"
#: Of a longer text the descriptions' last terms are dropped.
MAX_TERMS: Final = 40_000

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
    return list(best.items())[:MAX_TERMS]


def _terms_of(text: str, language: str, *, pieces: bool) -> Sequence[str]:
    return term_texts(plain_text(text), language, pieces=pieces)


@lru_cache(maxsize=8192)
def _terms_of_name(text: str, language: str) -> Sequence[str]:
    """Return the terms of a name. Those of an organisation, a town or a place stand in many documents."""
    return tuple(_terms_of(text, language, pieces=True))
