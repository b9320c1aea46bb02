"""Spelling: a word that nothing knows is taken for the known word that it is a misspelling of."""

from search.spelling.correction import CorrectedWord, Correction, correct
from search.spelling.dictionaries import load_dictionaries
from search.spelling.index_words import index_words
from search.spelling.named_words import named_words


def warm_up() -> None:
    """Load dictionaries, names and the words of the index when a server starts; it takes some seconds."""
    from django.utils import timezone

    from listings.concepts import current_concepts
    from search.places import current_places

    load_dictionaries()
    named_words(current_concepts(), current_places())
    index_words.catch_up(timezone.localdate())


__all__ = ["CorrectedWord", "Correction", "correct", "index_words", "named_words", "warm_up"]
