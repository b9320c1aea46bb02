"""Which public translations no longer say all that their originals say.

This is the one place that is asked. It says what readers get: of activities and organisations their documents, of
articles the comparison that their pages make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from editorial.articles.article_texts import ArticleStanding
from editorial.articles.pages import ArticlePage
from search.documents.unsaid_texts import unsaid_texts

#: A text and a language.
TextKey = tuple[UUID, str]


def outdated_texts(keys: Collection[TextKey]) -> set[TextKey]:
    """Return those at which a reader meets a mark, or a text in the original. Three statements."""
    if not keys:
        return set()
    ids, languages = {key for key, _code in keys}, {code for _key, code in keys}
    return (unsaid_texts(ids, languages) | _unsaid_articles(ids)) & {*keys}


def _unsaid_articles(ids: Collection[UUID]) -> set[TextKey]:
    families: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for page in ArticlePage.objects.filter(translation_key__in=ids, live=True).select_related("locale"):
        families[page.translation_key][page.language] = page
    return {
        (key, language)
        for key, versions in families.items()
        for language, page in versions.items()
        if not _says_all(page, ArticleStanding.of(page, versions))
    }


def _says_all(page: Any, standing: ArticleStanding) -> bool:
    if standing.by_text is None:
        return True
    is_outdated = any(one.is_outdated for one in standing.by_text.values())
    return not is_outdated and all(
        getattr(page, name) or not getattr(standing.original, name) for name in page.text_fields
    )
