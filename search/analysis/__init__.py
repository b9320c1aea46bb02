"""Text analysis for search: the same in Python at index and at query time, whichever engine stores the terms."""

from search.analysis.analyse import ANALYSIS_VERSION, Kind, QueryWord, Term, analyse_query, analyse_text, term_texts
from search.analysis.phrases import phrase_keys

__all__ = [
    "ANALYSIS_VERSION",
    "Kind",
    "QueryWord",
    "Term",
    "analyse_query",
    "analyse_text",
    "phrase_keys",
    "term_texts",
]
