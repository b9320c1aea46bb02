"""From the words of a query to what they mean: concepts, places and days, in any language."""

from search.expansion.reading import ReadQuery, Slot, district_candidates, read_query, without_interpretation
from search.expansion.same_words import Alternative
from search.expansion.table import Meaning, PhraseTable, phrase_table

__all__ = [
    "Alternative",
    "Meaning",
    "PhraseTable",
    "ReadQuery",
    "Slot",
    "district_candidates",
    "phrase_table",
    "read_query",
    "without_interpretation",
]
