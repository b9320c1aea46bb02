"""View models of articles and of lists of them. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from editorial.articles.addresses import article_path, news_path
from editorial.articles.article_texts import ArticleStanding, change_of_original, is_outdated
from editorial.enums import ArticleKind
from faces.parts.localized_text import Change, Text, written_in
from faces.parts.paging import Paging
from faces.parts.viewpoint import Viewpoint
from listings.addresses import theme_path
from listings.schedule.wording import format_date
from listings.translated_texts.text_state import TextState
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
    summary_mark: str
    """Where it says something else than ``mark``."""
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
class ShownBlock:
    """A block in its language. ``mark``: of one that is the original's, in place of an outdated one."""

    block: BlockView
    language: Text
    mark: str = ""


@dataclass(frozen=True)
class ArticleView:
    kind: str
    title: Text
    summary: Text
    summary_mark: str
    date: str
    iso: str
    author: str
    mark: str
    picture: Picture | None
    picture_alt: Text
    body_mark: str
    blocks: tuple[ShownBlock, ...]
    theme: ThemeLink | None
    news_url: str
    crumbs: tuple[Crumb, ...]


def make_teaser(article: Any, language: str, pictures: Mapping[int, Picture]) -> Teaser:
    """``article``: of the query ``best``."""
    title, summary = teaser_text(article, "title", language), teaser_text(article, "summary", language)
    mark = title.mark or _mark(article, language)
    return Teaser(
        url=article_path(language, article.slug),
        kind=str(ArticleKind(article.kind).label),
        title=title,
        summary=summary,
        date=_day(article, language),
        iso=article.date.isoformat() if article.date else "",
        mark=mark,
        summary_mark="" if summary.mark == mark else summary.mark,
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


def list_query(kind: ArticleKind | None, number: int) -> str:
    """What an address of the list says: the kind to which it is narrowed, and the page, unless it is the first."""
    said = {"kind": kind.value if kind is not None else "", "page": number if number > 1 else ""}
    return urlencode({name: value for name, value in said.items() if value})


def make_article(
    article: Any,
    viewpoint: Viewpoint,
    picture: Picture | None,
    blocks: tuple[ShownBlock, ...],
    standing: ArticleStanding,
) -> ArticleView:
    language = viewpoint.language

    def text(name: str) -> Text:
        return _text(article, standing.original, name, standing.change(name), language)

    title, summary = text("title"), text("summary")
    mark = title.mark or _mark(article, language)
    body_change = standing.change("body")
    return ArticleView(
        kind=str(ArticleKind(article.kind).label),
        title=title,
        summary=summary,
        summary_mark="" if summary.mark == mark else summary.mark,
        body_mark=body_change.words(language) if body_change is not None else "",
        date=_day(article, language),
        iso=article.date.isoformat() if article.date else "",
        author=article.author or "",
        mark=mark,
        picture=picture,
        picture_alt=text("picture_alt"),
        blocks=blocks,
        theme=_theme(article, viewpoint),
        news_url=news_path(language),
        crumbs=(front_page(language), news_crumb(language)),
    )


def teaser_text(article: Any, name: str, language: str) -> Text:
    """A text of an article as lists show it: the original's, where that has changed since."""
    said = article.original_said
    if said is None:
        return Text(getattr(article, name) or "", article.language, language)
    original = SimpleNamespace(**said)
    state = TextState.from_json(original.text_state)
    changed = is_outdated(TextState.of(article), state, name, getattr(article, name) or "", getattr(original, name))
    change = change_of_original(state, name) if changed else None
    return _text(article, original, name, change, language)


def _text(article: Any, original: Any, name: str, change: Change | None, language: str) -> Text:
    if change is None:
        return Text(getattr(article, name) or "", article.language, language)
    is_left_over = original.language != language
    return Text(getattr(original, name) or "", original.language, language, is_left_over=is_left_over, change=change)


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
