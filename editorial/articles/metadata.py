"""Metadata of editorial pages for search engines and shared links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from editorial.articles.addresses import news_path
from editorial.articles.presentation import ArticleView, front_page, news_crumb
from editorial.enums import ArticleKind
from regions.breadcrumbs import Crumb, breadcrumb_list
from regions.metadata import Alternate, PageMetadata, SharePicture, unlisted
from regions.models import Portal


def news_metadata(page: Any, portal: Portal, language: str, number: int, *, is_whole: bool) -> PageMetadata:
    """The canonical address of a list of one kind is the whole list. Each page of the whole list is its own."""
    root = portal.root_url
    query = f"?page={number}" if is_whole and number > 1 else ""
    address = f"{root}{news_path(language)}"
    return PageMetadata(
        title=_("News"),
        description=page.lead or _("News, guidance and stories of %(portal)s.") % {"portal": portal.title},
        canonical=address + query,
        alternates=() if query else tuple(Alternate(code, f"{root}{news_path(code)}") for code in portal.languages),
        structured_data=(breadcrumb_list([front_page(language), news_crumb(language)], root),),
    )


def article_metadata(
    page: Any, view: ArticleView, versions: Mapping[str, Any], portal: Portal, *, is_preview: bool
) -> PageMetadata:
    """The canonical address is that of the article's own language; its alternates are its live versions."""
    if is_preview:
        return unlisted(page.title)
    root = portal.root_url
    canonical = f"{root}{page.public_path}"
    return PageMetadata(
        title=view.title.value,
        description=view.summary.value,
        canonical=canonical,
        alternates=tuple(
            Alternate(code, f"{root}{versions[code].public_path}") for code in portal.languages if code in versions
        ),
        kind="article",
        picture=_share_picture(view, root),
        structured_data=(
            _article(page, view, canonical, portal),
            breadcrumb_list([*view.crumbs, Crumb(view.title.value, page.public_path)], root),
        ),
    )


def statement_metadata(
    title: str, description: str, path: str, paths: Mapping[str, str], crumbs: Sequence[Crumb], portal: Portal
) -> PageMetadata:
    """``path``: the canonical page; ``paths``: the pages by language, for the languages of the texts."""
    root = portal.root_url
    return PageMetadata(
        title=title,
        description=description,
        canonical=f"{root}{path}",
        alternates=tuple(Alternate(code, f"{root}{other}") for code, other in paths.items()),
        structured_data=(breadcrumb_list([*crumbs, Crumb(title, path)], root),),
    )


def _article(page: Any, view: ArticleView, canonical: str, portal: Portal) -> dict[str, Any]:
    """schema.org's NewsArticle, or Article for guidance and stories, without empty values."""
    publisher = {"@type": "Organization", "name": portal.contact_name or portal.title, "url": portal.root_url}
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if page.kind == ArticleKind.NEWS else "Article",
        "headline": view.title.value[:110],
        "description": view.summary.value,
        "inLanguage": view.title.language,
        "url": canonical,
        "mainEntityOfPage": canonical,
        "datePublished": view.iso,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else view.iso,
        "image": _absolute(view.picture.url, portal.root_url) if view.picture else "",
        "author": {"@type": "Person", "name": page.author} if page.author else publisher,
        "publisher": publisher,
    }
    return {name: value for name, value in data.items() if value}


def _share_picture(view: ArticleView, root: str) -> SharePicture | None:
    if view.picture is None:
        return None
    picture = view.picture
    return SharePicture(_absolute(picture.url, root), picture.width, picture.height, view.picture_alt.value)


def _absolute(url: str, root: str) -> str:
    return url if url.startswith(("http://", "https://")) else f"{root}{url}"
