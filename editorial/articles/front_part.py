"""The newest articles, for a portal's front page and for a theme's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.articles.addresses import NEWS
from editorial.articles.pages import ArticlePage
from editorial.articles.presentation import Teaser, make_teaser
from editorial.articles.querysets import languages_for
from faces.theme.theme_parts import ThemePart
from regions.front_page import FrontPart
from regions.pictures import pictures_by_id
from regions.portal_request import PortalRequest

#: Articles that a front page and a theme's page offer.
MORE = 3


@dataclass(frozen=True)
class NewsPart:
    """``news_url`` leads to all articles; empty for articles about one theme."""

    articles: list[Teaser]
    news_url: str


def newest(request: PortalRequest, **conditions: Any) -> list[Teaser]:
    """The newest articles for this visitor, each in its best language. At most four queries."""
    portal = request.portal
    language = get_language() or portal.first_language
    order = languages_for(language, portal.languages)
    articles = list(ArticlePage.objects.of_portal(portal).filter(**conditions).best(order)[:MORE])
    pictures = pictures_by_id({article.picture_id for article in articles if article.picture_id})
    return [make_teaser(article, language, pictures) for article in articles]


def on_front_page(request: PortalRequest) -> NewsPart:
    portal = request.portal
    return NewsPart(newest(request), portal.page_path(NEWS, get_language() or portal.first_language))


def about_theme(request: PortalRequest, code: str) -> NewsPart:
    """``code``: the theme's concept code."""
    return NewsPart(newest(request, theme__code=code), "")


FRONT = FrontPart("editorial.news", 400, "editorial/front_news.html", on_front_page, _("News"))
THEME = ThemePart("editorial.articles", 200, "editorial/theme_articles.html", about_theme)
