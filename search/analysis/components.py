"""The words that a word of a query is made of."""

from __future__ import annotations

from search.analysis import finnish
from search.analysis.analyse import QueryWord


def components(word: QueryWord) -> tuple[str, ...]:
    """Return the dictionary forms of what a compound is made of, in reading order; nothing for another word."""
    parts = tuple(term.text[2:] for term in word.parts)
    spelling = word.dotted[0] if word.dotted else word.surface
    segments = tuple(lemma for _form, lemma in finnish.readings(spelling)[0].segments)
    if len(segments) > 1 and set(segments) <= set(parts):
        return segments
    return parts if len(parts) > 1 else ()
