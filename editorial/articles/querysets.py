"""Every filter over articles. Each public face starts at ``shown_in``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.db.models import Case, IntegerField, Q, Value, When
from wagtail.query import PageQuerySet

#: After the reader's own language: English, which more newcomers read than any other, then the portal's in its order.
SECOND_LANGUAGE = "en"


def languages_for(language: str, portal_languages: Sequence[str]) -> list[str]:
    """In which languages a reader is offered an article, the best first."""
    return list(dict.fromkeys([language, *[SECOND_LANGUAGE][: SECOND_LANGUAGE in portal_languages], *portal_languages]))


class ArticlePageQuerySet(PageQuerySet):
    def shown_in(self, homes: Iterable[Any]) -> Self:
        """Live articles below these homes (anything with ``path``), which are those of one portal."""
        below = Q(pk=None)
        for home in homes:
            below |= Q(path__startswith=home.path)
        return self.filter(below, live=True).select_related("locale")

    def best(self, languages: Sequence[str]) -> Self:
        """Of each family the version in the first of these languages that it has, the newest first."""
        rank = Case(
            *(When(locale__language_code=code, then=Value(place)) for place, code in enumerate(languages)),
            default=Value(len(languages)),
            output_field=IntegerField(),
        )
        chosen = (
            self.select_related(None)
            .annotate(rank=rank)
            .order_by("translation_key", "rank", "pk")
            .distinct("translation_key")
            .values("pk")
        )
        return self.model.objects.filter(pk__in=chosen).select_related("locale").newest_first()

    def newest_first(self) -> Self:
        return self.order_by("-date", "-first_published_at", "-pk")
