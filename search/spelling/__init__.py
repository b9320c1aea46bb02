"""Spelling: a word that nothing knows is taken for the known word that it is a misspelling of."""

from search.spelling.correction import CorrectedWord, Correction, correct
from search.spelling.dictionaries import load_dictionaries
from search.spelling.index_words import index_words
from search.spelling.named_words import named_words

__all__ = ["CorrectedWord", "Correction", "correct", "index_words", "load_dictionaries", "named_words"]
