"""Suggestions while typing: concepts, listings and organisations with a word that begins with the prefix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from listings.concepts import Concepts
from search.analysis.tokens import tokenise
from search.documents.terms import quote_lexeme
from search.engines.base import Suggestion
from search.engines.postgresql.filters import visible
from search.models import OrganisationDocument
from search.query import SearchQuery

#: Vocabularies whose concepts are suggested.
_VOCABULARIES = ("theme", "target_group", "activity_language", "format")
MAX_PREFIX_LENGTH = 60


def suggestions(prefix: str, query: SearchQuery, concepts: Concepts, limit: int) -> list[Suggestion]:
    """Return at most ``limit`` suggestions: concepts first, then titles, then organisations. Two statements."""
    words = [token.text for token in tokenise(prefix[:MAX_PREFIX_LENGTH])]
    if not words:
        return []
    language = query.text_language
    result = list(_concepts(words, language, concepts))[: max(1, limit // 3)]
    result += _titles("listing", visible(query), words, language, limit)
    result += _titles("organisation", OrganisationDocument.objects.visible(query.portal), words, language, limit)
    return result[:limit]


def _concepts(words: list[str], language: str, concepts: Concepts) -> Iterator[Suggestion]:
    for vocabulary in _VOCABULARIES:
        for concept in concepts.by_vocabulary.get(vocabulary, []):
            label = concept.label(language)
            if _begins(label, words):
                yield Suggestion(vocabulary, concept.code, label, language)


def _titles(kind: str, documents: QuerySet[Any], words: list[str], language: str, limit: int) -> list[Suggestion]:
    """Return titles that have every word, the last of them as a beginning, in whichever language it is met."""
    parts = [f"{quote_lexeme('e_' + word)}:A" for word in words[:-1]]
    parts.append(f"{quote_lexeme('e_' + words[-1])}:*A")
    column = f'"{documents.model._meta.db_table}"."vector"'
    condition = RawSQL(f"{column} @@ %s::tsquery", (" & ".join(parts),), output_field=BooleanField())  # noqa: S611  (our text; input is a parameter)
    rows = documents.filter(condition).order_by("pk").values("id", "texts", "source_language")[:limit]
    return [_title(kind, row, words, language) for row in rows]


def _title(kind: str, row: dict[str, Any], words: list[str], language: str) -> Suggestion:
    titles = {code: text["title"] for code, text in row["texts"].items()}
    order = dict.fromkeys((language, row["source_language"], *titles))
    chosen = next(
        (code for code in order if code in titles and _begins(titles[code], words)),
        language if language in titles else row["source_language"],
    )
    return Suggestion(kind, str(row["id"]), titles[chosen], chosen)


def _begins(text: str, words: list[str]) -> bool:
    tokens = [token.text for token in tokenise(text)]
    return all(word in tokens for word in words[:-1]) and any(token.startswith(words[-1]) for token in tokens)
