"""Parts of the sitemap: the news index, the statements, and each article in its languages."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from editorial.articles.addresses import NEWS
from editorial.articles.pages import ArticlePage
from editorial.articles.statements import TEXT_LANGUAGES
from editorial.enums import StatementKind
from regions.metadata import Alternate
from regions.models import Portal
from regions.sitemap import SitemapPage, small_part


def service_pages(portal: Portal, now: datetime.datetime) -> Sequence[SitemapPage]:
    """A statement is canonical only in the languages of its text."""
    pages = [_fixed(portal, NEWS, portal.languages)]
    pages += [
        _fixed(portal, kind, [code for code in portal.languages if code in TEXT_LANGUAGES]) for kind in StatementKind
    ]
    return [page for page in pages if page.addresses]


def _fixed(portal: Portal, name: str, languages: Sequence[str]) -> SitemapPage:
    """Empty where the portal has no such page."""
    paths = {code: portal.page_path(name, code) for code in languages}
    return SitemapPage(tuple(Alternate(code, f"{portal.root_url}{path}") for code, path in paths.items() if path))


def articles(portal: Portal, now: datetime.datetime) -> Sequence[SitemapPage]:
    """Two queries. A portal has hundreds of articles at most."""
    families: dict[Any, list[Any]] = {}
    for article in ArticlePage.objects.of_portal(portal).public().defer("body").order_by("pk"):
        families.setdefault(article.translation_key, []).append(article)
    return [_family(portal, versions) for versions in families.values()]


def _family(portal: Portal, versions: Sequence[Any]) -> SitemapPage:
    addresses = (Alternate(version.language, f"{portal.root_url}{version.public_path}") for version in versions)
    published = [version.last_published_at for version in versions if version.last_published_at]
    return SitemapPage(tuple(addresses), max(published, default=None))


PARTS = (small_part("service", 110, service_pages), small_part("articles", 200, articles))
