"""The newest articles, for a portal's front page and for a theme's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.articles.addresses import NEWS
from editorial.articles.presentation import Teaser
from editorial.articles.views import newest
from faces.theme.theme_parts import ThemePart
from regions.front_page import FrontPart
from regions.portal_request import PortalRequest


@dataclass(frozen=True)
class NewsPart:
    """``news_url`` leads to all articles; empty for articles about one theme."""

    articles: list[Teaser]
    news_url: str


def on_front_page(request: PortalRequest) -> NewsPart:
    portal = request.portal
    return NewsPart(newest(request), portal.page_path(NEWS, get_language() or portal.first_language))


def about_theme(request: PortalRequest, code: str) -> NewsPart:
    """``code``: the theme's concept code."""
    return NewsPart(newest(request, theme__code=code), "")


FRONT = FrontPart("editorial.news", 400, "editorial/front_news.html", on_front_page, _("News"))
THEME = ThemePart("editorial.articles", 200, "editorial/theme_articles.html", about_theme)
