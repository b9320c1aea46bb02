"""Spelling suggestions for a query without results: for each unknown word the nearest word of a title or a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from rapidfuzz.distance import OSA

from search.analysis import QueryWord, analyse_query
from search.analysis.folding import fold
from search.analysis.tokens import Token, tokenise
from search.engines.postgresql.filters import visible
from search.expansion import MAX_WORDS, PhraseTable
from search.lexemes import quote_lexeme
from search.query import SearchQuery

#: Letters of the shortest word that is corrected.
SHORTEST: Final = 4
#: Titles that are looked at.
_SAMPLE: Final = 300


def did_you_mean(query: SearchQuery, table: PhraseTable) -> str | None:
    """Return the query with its misspelled words corrected, or None. One statement at most.

    Known words come from titles that share a beginning or a piece with a word of the query, and from the labels'
    phrases. Each word is compared with every phrase, so only the first ``MAX_WORDS`` of a query are looked at.
    """
    tokens = tokenise(query.q)
    words = analyse_query(query.q, query.text_language)[:MAX_WORDS]
    candidates = [word for word in words if not word.is_stop and len(word.surface) >= SHORTEST]
    if not candidates:
        return None
    titles = _title_words(query, candidates)
    corrections = {
        word.surface: nearest for word in candidates if (nearest := _nearest(word.surface, titles, table.meanings))
    }
    if not corrections:
        return None
    return " ".join(corrections.get(token.raw, token.raw) for token in tokens)


def _title_words(query: SearchQuery, words: Iterable[QueryWord]) -> Counter[str]:
    """Return words of titles that share a beginning or a piece with the query, and how often they occur."""
    parts = []
    for word in words:
        parts.append(f"{quote_lexeme('e_' + word.surface[:3])}:*A")
        parts.append(f"{quote_lexeme('f_' + fold(word.surface)[:3])}:*A")
        parts += [f"{quote_lexeme(term.text)}:A" for term in word.ngrams]
    condition = RawSQL(
        '"search_listingdocument"."vector" @@ %s::tsquery', (" | ".join(parts),), output_field=BooleanField()
    )
    rows = visible(query).filter(condition).order_by("pk").values_list("texts", flat=True)[:_SAMPLE]
    tokens: Iterable[Token] = (token for texts in rows for text in texts.values() for token in tokenise(text["title"]))
    return Counter(token.raw for token in tokens)


def _nearest(word: str, titles: Counter[str], phrases: Iterable[str]) -> str | None:
    """Return the nearest known word: one change in a short word, two in a long one; titles before labels.

    A change is a letter more, less or other, or two neighbours swapped (optimal string alignment); dots and accents
    are none. Of words as near, the one with the same dots is taken, then the one that occurs in more titles.
    """
    allowed = 1 if len(word) < 8 else 2
    if word in titles:
        return None
    folded = fold(word)
    for candidates in (titles, phrases):
        near = [
            (distance, OSA.distance(word, candidate), -titles[candidate], candidate)
            for candidate in candidates
            if candidate != word
            and (other := fold(candidate))[:1] == folded[:1]
            and (distance := OSA.distance(folded, other, score_cutoff=allowed)) <= allowed
        ]
        if near:
            return min(near)[3]
    return None
