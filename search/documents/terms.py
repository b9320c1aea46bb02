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

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, Final

from listings.rich_text import plain_text
from search.analysis import Kind, analyse_text

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
    return list(best.items())[:MAX_TERMS]
