"""From the words of a query to what they mean: concepts, places and days, in any language."""

from search.expansion.interpret import (
    MAX_WORDS,
    ReadQuery,
    Slot,
    district_candidates,
    read_query,
    without_interpretation,
)
from search.expansion.same_words import Alternative
from search.expansion.table import Meaning, PhraseTable, phrase_table


def warm_up() -> None:
    """Build what the first query would wait for, which takes some seconds; for the start of a server."""
    from listings.concepts import current_concepts
    from search.places import current_places

    read_query("kielikahvila", "fi", phrase_table(current_concepts(), current_places()))


__all__ = [
    "MAX_WORDS",
    "Alternative",
    "Meaning",
    "PhraseTable",
    "ReadQuery",
    "Slot",
    "district_candidates",
    "phrase_table",
    "read_query",
    "warm_up",
    "without_interpretation",
]
