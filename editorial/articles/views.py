"""The list of a portal's news and the page of an article, in the visitor's language."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from editorial.articles.addresses import article_path
from editorial.articles.metadata import of_article, of_news
from editorial.articles.pages import ArticlePage
from editorial.articles.presentation import Teaser, make_article, make_news, make_paging, make_teaser
from editorial.articles.querysets import languages_for
from editorial.articles.shown import activity_ids, cards_of, show_article
from editorial.enums import ArticleKind
from faces.parts.viewpoint import viewpoint_of
from regions.models import Portal, PortalHomePage
from regions.pictures import pictures_by_id
from regions.portal_request import PortalRequest
from regions.shown_blocks import gather

PAGE_SIZE = 12
#: Articles that an article's page, a front page and a theme's page offer.
MORE = 3


def portal_articles(portal: Portal) -> Any:
    """All live articles of a portal, in all its languages. One query now, for its homes."""
    homes = PortalHomePage.objects.filter(portal=portal).home_paths()
    return ArticlePage.objects.shown_in([home for code, home in homes.items() if code in portal.languages])


def newest(request: PortalRequest, **only: Any) -> list[Teaser]:
    """The newest articles for this visitor, each in its best language. At most four queries."""
    portal, language = _portal_and_language(request)
    articles = portal_articles(portal).filter(**only).best(languages_for(language, portal.languages))[:MORE]
    found = list(articles)
    pictures = pictures_by_id({article.picture_id for article in found if article.picture_id})
    return [make_teaser(article, language, pictures) for article in found]


def show_news(request: PortalRequest, page: Any) -> HttpResponse:
    """The portal's articles, each in its best language. A kind that isn't one is left out of account."""
    portal, language = _portal_and_language(request)
    kind = _kind(request.GET.get("kind", ""))
    articles = portal_articles(portal)
    if kind is not None:
        articles = articles.filter(kind=kind)
    try:
        found = Paginator(articles.best(languages_for(language, portal.languages)), PAGE_SIZE).page(
            request.GET.get("page") or "1"
        )
    except (PageNotAnInteger, EmptyPage):
        raise Http404 from None
    shown = list(found.object_list)
    pictures = pictures_by_id({article.picture_id for article in shown if article.picture_id})
    context = {
        "page": page,
        "view": make_news(page.lead, kind, shown, language, pictures),
        "paging": make_paging(found, request.GET),
        "metadata": of_news(page, portal, language, found.number, is_whole=kind is None),
    }
    return TemplateResponse(request, "editorial/news.html", context)


def article_elsewhere(request: PortalRequest, slug: str) -> Any:
    """A live article of this portal that has no version at this address: in the visitor's best language; or None."""
    portal, language = _portal_and_language(request)
    order = languages_for(language, portal.languages)
    named = portal_articles(portal).filter(slug=slug).best(order).first()
    if named is None:
        return None
    family = portal_articles(portal).filter(translation_key=named.translation_key)
    return min(family, key=lambda version: order.index(version.language))


def show_article_page(request: PortalRequest, page: Any) -> HttpResponse:
    """An article, or a draft of it in a preview, at any of the portal's languages."""
    portal, language = _portal_and_language(request)
    viewpoint = viewpoint_of(request)
    gathered = gather(page.body, pictures=[page.picture_id])
    cards = cards_of(activity_ids(page.body), portal, viewpoint)
    articles = portal_articles(portal)
    versions = {version.language: version for version in articles.filter(translation_key=page.translation_key)}
    page.paths_by_language = _paths(page, versions, portal)
    picture = gathered.pictures.get(page.picture_id) if page.picture_id else None
    view = make_article(page, viewpoint, picture, show_article(page.body, gathered, cards))
    others = articles.exclude(translation_key=page.translation_key).best(languages_for(language, portal.languages))
    context = {
        "page": page,
        "view": view,
        "more": [make_teaser(article, language, {}) for article in others[:MORE]],
        "metadata": of_article(page, view, versions, portal, is_preview=getattr(request, "is_preview", False)),
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
