"""The list of a portal's news and the page of an article, in the visitor's language."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from editorial.articles.addresses import article_path
from editorial.articles.article_texts import ArticleStanding
from editorial.articles.block_views import activity_ids, cards_of
from editorial.articles.metadata import article_metadata, news_metadata
from editorial.articles.presentation import list_query, make_article, make_news, make_paging, make_teaser
from editorial.articles.querysets import ArticlePageQuerySet, languages_for
from editorial.articles.shown_body import make_shown_blocks, shown_body
from editorial.enums import ArticleKind
from faces.parts.viewpoint import viewpoint_of
from regions.block_views import read_references
from regions.models import Portal, PortalHomePage
from regions.pictures import pictures_by_id
from regions.portal_request import PortalRequest

PAGE_SIZE = 12
#: Articles that an article's page offers.
MORE = 3


def show_news(request: PortalRequest, page: Any, articles: ArticlePageQuerySet) -> HttpResponse:
    """The portal's articles, each in its best language. An unknown kind is ignored."""
    portal, language = _portal_and_language(request)
    kind = _kind(request.GET.get("kind", ""))
    if kind is not None:
        articles = articles.filter(kind=kind)
    try:
        paginated = Paginator(articles.best(languages_for(language, portal.languages)), PAGE_SIZE).page(
            request.GET.get("page") or "1"
        )
    except (PageNotAnInteger, EmptyPage):
        raise Http404 from None
    page.query = list_query(kind, paginated.number)
    on_this_page = list(paginated.object_list)
    pictures = pictures_by_id({article.picture_id for article in on_this_page if article.picture_id})
    context = {
        "page": page,
        "view": make_news(page.lead, kind, on_this_page, language, pictures),
        "paging": make_paging(paginated, request.GET),
        "metadata": news_metadata(page, portal, language, paginated.number, is_whole=kind is None),
    }
    return TemplateResponse(request, "editorial/news.html", context)


def show_article_page(request: PortalRequest, page: Any, articles: ArticlePageQuerySet) -> HttpResponse:
    """An article, or a draft of it in a preview, at any of the portal's languages.

    ``articles``: those of the portal.
    """
    portal, language = _portal_and_language(request)
    viewpoint = viewpoint_of(request)
    versions = {version.language: version for version in articles.filter(translation_key=page.translation_key)}
    page.paths_by_language = _paths(page, versions, portal)
    standing = ArticleStanding.of(page, versions)
    body = shown_body(page, standing)
    blocks = [block for block, _article in body]
    references = read_references(blocks, PortalHomePage.objects.page_addresses, pictures=[page.picture_id])
    cards = cards_of(activity_ids(blocks), portal, viewpoint)
    picture = references.pictures.get(page.picture_id) if page.picture_id else None
    view = make_article(page, viewpoint, picture, make_shown_blocks(body, page, language, references, cards), standing)
    others = articles.exclude(translation_key=page.translation_key).best(languages_for(language, portal.languages))
    context = {
        "page": page,
        "view": view,
        "more": [make_teaser(article, language, {}) for article in others[:MORE]],
        "metadata": article_metadata(page, view, versions, portal, is_preview=getattr(request, "is_preview", False)),
    }
    return TemplateResponse(request, "editorial/article.html", context)


def _paths(page: Any, versions: dict[str, Any], portal: Portal) -> dict[str, str]:
    """The article in each of the portal's languages: its version there, or the one that is shown in its place."""
    return {code: article_path(code, versions.get(code, page).slug) for code in portal.languages}


def _portal_and_language(request: PortalRequest) -> tuple[Portal, str]:
    portal = request.portal
    return portal, get_language() or portal.first_language


def _kind(value: str) -> ArticleKind | None:
    return ArticleKind(value) if value in ArticleKind.values else None
