"""Every filter over articles. Each public face starts at ``of_portal``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject, Substr
from wagtail.query import PageQuerySet

from regions.models import Portal, PortalHomePage


def languages_for(language: str, portal_languages: Sequence[str]) -> list[str]:
    """Languages in which a reader is offered an article, the best first: their own, then the portal's in its order."""
    return list(dict.fromkeys([language, *portal_languages]))


class ArticlePageQuerySet(PageQuerySet):
    def of_portal(self, portal: Portal) -> Self:
        """Live articles of a portal in all its languages. One query at once, for the portal's homes."""
        homes = PortalHomePage.objects.filter(portal=portal).home_paths()
        below = Q(pk=None)
        for code, home in homes.items():
            if code in portal.languages:
                below |= Q(path__startswith=home.path)
        return self.filter(below, live=True).select_related("locale")

    def originals(self) -> Self:
        """Live articles that aren't translations of others, the first of each family.

        With ``portal_id`` and ``portal_languages`` of the home above each.
        """
        homes = PortalHomePage.objects.fronts().filter(path=Substr(OuterRef("path"), 1, 2 * self.model.steplen))
        written = self.filter(live=True, text_state__original__isnull=True).annotate(
            portal_id=Subquery(homes.values("portal")), portal_languages=Subquery(homes.values("portal__languages"))
        )
        first = written.order_by("translation_key", "pk").distinct("translation_key")
        return first.select_related("locale").filter(portal_id__isnull=False)

    def best_version(self, slug: str, languages: Sequence[str]) -> Any:
        """Of the family that has this slug, the version in the first of these languages that it has; or None.

        Only for the articles of one portal. Two queries.
        """
        version = self.filter(slug=slug).best(languages).first()
        if version is None:
            return None
        return min(
            self.filter(translation_key=version.translation_key),
            key=lambda article: languages.index(article.language),
        )

    def best(self, languages: Sequence[str]) -> Self:
        """One version of each family, in the first of these languages that it has; the newest first.

        ``original_said``: what a list needs of the public original of a translation, as JSON; None of an original.
        """
        rank = Case(
            *(When(locale__language_code=code, then=Value(place)) for place, code in enumerate(languages)),
            default=Value(len(languages)),
            output_field=IntegerField(),
        )
        best_ids = (
            self.select_related(None)
            .annotate(rank=rank)
            .order_by("translation_key", "rank", "pk")
            .distinct("translation_key")
            .values("pk")
        )
        originals = self.model.objects.filter(
            translation_key=OuterRef("translation_key"),
            locale__language_code=KeyTextTransform("original", OuterRef("text_state")),
            live=True,
        ).values(
            said=JSONObject(
                title="title",
                summary="summary",
                language="locale__language_code",
                text_state="text_state",
            )
        )
        best = self.model.objects.filter(pk__in=best_ids).annotate(original_said=Subquery(originals[:1]))
        return best.select_related("locale").newest_first()

    def newest_first(self) -> Self:
        return self.order_by("-date", "-first_published_at", "-pk")
