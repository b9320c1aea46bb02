"""Lexemes as they stand in literals of PostgreSQL's ``tsvector`` and ``tsquery``.

Apart from ``search.documents``, because querysets of the read model need them too, and documents are built below those.
"""

from __future__ import annotations

from functools import lru_cache

from search.analysis.folding import fold, fold_accents
from search.analysis.tokens import tokenise, unify_arabic


@lru_cache(maxsize=65536)
def quote_lexeme(lexeme: str) -> str:
    """Return a lexeme as it stands in a ``tsvector`` or ``tsquery`` literal, whatever characters it has."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def title_prefix_terms(text: str, *, only_last: bool = False) -> str:
    """Return a ``tsquery`` for titles that have every word of the text, each as the beginning of one of theirs.

    Words are compared in the spelling of the analysis: with or without accents, in everyday Arabic spelling.
    ``only_last``: words before the last are whole. Empty where the text has no word.
    """
    words = [token.text for token in tokenise(text)]
    parts = []
    for place, word in enumerate(words, start=1):
        label = ":A" if only_last and place < len(words) else ":*A"
        terms = (f"e_{unify_arabic(fold_accents(word))}", f"f_{unify_arabic(fold(word))}")
        parts.append("(" + " | ".join(f"{quote_lexeme(term)}{label}" for term in terms) + ")")
    return " & ".join(parts)
