"""View models of articles and of lists of them. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from editorial.articles.addresses import article_path, news_path
from editorial.enums import ArticleKind
from faces.parts.localized_text import Text, written_in
from faces.parts.paging import Paging
from faces.parts.viewpoint import Viewpoint
from listings.addresses import theme_path
from listings.schedule.wording import format_date
from regions.block_views import BlockView
from regions.breadcrumbs import Crumb
from regions.paths import home_path
from regions.pictures import Picture

#: Headings of the lists of one kind.
_PLURALS = {
    ArticleKind.NEWS: N_("News items"),
    ArticleKind.GUIDANCE: N_("Guidance"),
    ArticleKind.STORY: N_("Stories"),
}


@dataclass(frozen=True)
class Teaser:
    """An article in a list: in its own language, at an address in the reader's."""

    url: str
    kind: str
    title: Text
    summary: Text
    date: str
    iso: str
    mark: str
    picture: Picture | None


@dataclass(frozen=True)
class KindLink:
    """A way to narrow the list; ``is_current`` for the one that is chosen."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class NewsView:
    lead: str
    kinds: tuple[KindLink, ...]
    articles: tuple[Teaser, ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class ThemeLink:
    label: Text
    url: str


@dataclass(frozen=True)
class ArticleView:
    kind: str
    title: Text
    summary: Text
    date: str
    iso: str
    author: str
    mark: str
    picture: Picture | None
    picture_alt: Text
    blocks: tuple[BlockView, ...]
    theme: ThemeLink | None
    news_url: str
    crumbs: tuple[Crumb, ...]


def make_teaser(article: Any, language: str, pictures: Mapping[int, Picture]) -> Teaser:
    return Teaser(
        url=article_path(language, article.slug),
        kind=str(ArticleKind(article.kind).label),
        title=Text(article.title, article.language, language),
        summary=Text(article.summary, article.language, language),
        date=_day(article, language),
        iso=article.date.isoformat() if article.date else "",
        mark=_mark(article, language),
        picture=pictures.get(article.picture_id),
    )


def make_news(
    lead: str, kind: ArticleKind | None, articles: Iterable[Any], language: str, pictures: Mapping[int, Picture]
) -> NewsView:
    """``kind``: the one to which the list is narrowed."""
    news = news_path(language)
    all_kinds = KindLink(_("All"), news, kind is None)
    single_kinds = (
        KindLink(
            _(_PLURALS[choice]),
            f"{news}?{urlencode({'kind': choice.value})}",
            choice is kind,
        )
        for choice in ArticleKind
    )
    return NewsView(
        lead=lead,
        kinds=(all_kinds, *single_kinds),
        articles=tuple(make_teaser(article, language, pictures) for article in articles),
        crumbs=(front_page(language),),
    )


def make_paging(page: Page[Any], parameters: QueryDict) -> Paging:
    """Links to the pages around ``page``. Of the request's parameters they keep the kind."""
    pages = page.paginator.num_pages
    kind = parameters.get("kind", "")
    kept_parameters = [("kind", kind)] if kind in ArticleKind.values else []

    def url(number: int) -> str:
        return "?" + urlencode([*kept_parameters, ("page", str(number))])

    return Paging(
        words=_("Page %(page)d of %(pages)d") % {"page": page.number, "pages": pages} if pages > 1 else "",
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
    )


def make_article(
    article: Any, viewpoint: Viewpoint, picture: Picture | None, blocks: tuple[BlockView, ...]
) -> ArticleView:
    language = viewpoint.language

    def text(value: str | None) -> Text:
        return Text(value or "", article.language, language)

    return ArticleView(
        kind=str(ArticleKind(article.kind).label),
        title=text(article.title),
        summary=text(article.summary),
        date=_day(article, language),
        iso=article.date.isoformat() if article.date else "",
        author=article.author or "",
        mark=_mark(article, language),
        picture=picture,
        picture_alt=text(article.picture_alt),
        blocks=blocks,
        theme=_theme(article, viewpoint),
        news_url=news_path(language),
        crumbs=(front_page(language), news_crumb(language)),
    )


def front_page(language: str) -> Crumb:
    return Crumb(_("Front page"), home_path(language))


def news_crumb(language: str) -> Crumb:
    return Crumb(_("News"), news_path(language))


def _day(article: Any, language: str) -> str:
    return format_date(article.date, language, with_year=True) if article.date else ""


def _mark(article: Any, language: str) -> str:
    return "" if article.language == language else written_in(article.language)


def _theme(article: Any, viewpoint: Viewpoint) -> ThemeLink | None:
    if article.theme is None:
        return None
    code = article.theme.code
    return ThemeLink(viewpoint.label("theme", code), theme_path(viewpoint.language, code))
