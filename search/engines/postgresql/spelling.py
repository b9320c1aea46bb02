"""What somebody may have meant who found nothing: each unknown word's nearest word that the pool or a label has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from search.analysis import QueryWord, analyse_query
from search.analysis.tokens import Token, tokenise
from search.documents.terms import quote_lexeme
from search.engines.postgresql.filters import visible
from search.expansion import MAX_WORDS, PhraseTable
from search.query import SearchQuery

SHORTEST: Final = 4
_SAMPLE: Final = 300


def did_you_mean(query: SearchQuery, table: PhraseTable) -> str | None:
    """Return the query with its misspelled words mended, or None. One statement at most.

    As many words are looked at as a query is read of: each is compared with every phrase.

    Words come from titles that share a beginning or a piece with a word of the query, and from the labels' phrases.
    """
    tokens = tokenise(query.q)
    words = analyse_query(query.q, query.text_language)[:MAX_WORDS]
    wanted = [word for word in words if not word.is_stop and len(word.surface) >= SHORTEST]
    if not wanted:
        return None
    known = _title_words(query, wanted)
    changed = {word.surface: near for word in wanted if (near := _nearest(word.surface, known, table.meanings))}
    if not changed:
        return None
    return " ".join(changed.get(token.raw, token.raw) for token in tokens)


def _title_words(query: SearchQuery, wanted: Iterable[QueryWord]) -> Counter[str]:
    """Words of titles that have something in common with the query, with how often they occur."""
    parts = []
    for word in wanted:
        parts.append(f"{quote_lexeme('e_' + word.surface[:3])}:*A")
        parts += [f"{quote_lexeme(term.text)}:A" for term in word.ngrams]
    condition = RawSQL(
        '"search_listingdocument"."vector" @@ %s::tsquery', (" | ".join(parts),), output_field=BooleanField()
    )
    rows = visible(query).filter(condition).order_by("pk").values_list("texts", flat=True)[:_SAMPLE]
    tokens: Iterable[Token] = (token for texts in rows for text in texts.values() for token in tokenise(text["title"]))
    return Counter(token.raw for token in tokens)


def _nearest(word: str, titles: Counter[str], phrases: Iterable[str]) -> str | None:
    """Return the nearest known word: one change in a short word, two in a long one; titles before labels."""
    allowed = 1 if len(word) < 8 else 2
    if word in titles:
        return None
    best: tuple[int, int, str] | None = None
    for candidates in (titles, phrases):
        for candidate in candidates:
            if abs(len(candidate) - len(word)) > allowed or candidate[:1] != word[:1]:
                continue
            distance = _distance(word, candidate, allowed)
            if 0 < distance <= allowed:
                best = min(best or (99, 0, ""), (distance, -titles[candidate], candidate))
        if best:
            return best[2]
    return None


def _distance(first: str, second: str, limit: int) -> int:
    """Return the edit distance with neighbours swapped as one change, or more than ``limit`` if it is more."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, char in enumerate(first, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == second[j - 2] and first[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
