"""Meanings of the words of a query: concepts, places and days, in any language."""

from search.expansion.equivalent_words import Alternative
from search.expansion.interpret import (
    InterpretedQuery,
    QueryPhrase,
    district_candidates,
    interpret_query,
    without_interpretation,
)
from search.expansion.table import Meaning, PhraseTable, phrase_table
from search.expansion.typed_words import MAX_WORDS


def warm_up() -> None:
    """Build the phrase table and load the morphology when a server starts: the first query would wait seconds."""
    from listings.concepts import current_concepts
    from search.places import current_places

    interpret_query("kielikahvila", "fi", phrase_table(current_concepts(), current_places()))


__all__ = [
    "MAX_WORDS",
    "Alternative",
    "InterpretedQuery",
    "Meaning",
    "PhraseTable",
    "QueryPhrase",
    "district_candidates",
    "interpret_query",
    "phrase_table",
    "warm_up",
    "without_interpretation",
]
