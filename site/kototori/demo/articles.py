"""Articles of the demo's portals: invented, in plain language. Loading them again changes nothing."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from editorial.articles.article_texts import note_translated
from editorial.articles.pages import ArticlePage, NewsIndexPage
from kototori.demo.article_texts import DEMO_ARTICLES
from kototori.demo.article_types import DemoArticle, Version
from listings.addresses import activity_path
from listings.models import Concept, Listing
from regions.models import Portal, PortalHomePage


def load_demo_articles() -> int:
    """Publish the articles that are missing; return the number of new pages. Portals that aren't open get none."""
    portals = {portal.slug: portal for portal in Portal.objects.filter(slug__in=DEMO_ARTICLES)}
    return sum(
        _load(article, portals[slug])
        for slug, articles in DEMO_ARTICLES.items()
        if slug in portals
        for article in articles
    )


def clear_demo_articles() -> int:
    """Delete the articles; return the number of deleted pages."""
    count = 0
    for portal in Portal.objects.filter(slug__in=DEMO_ARTICLES):
        slugs = [article.slug for article in DEMO_ARTICLES[portal.slug]]
        for home in PortalHomePage.objects.filter(portal=portal):
            for page in ArticlePage.objects.filter(path__startswith=home.path, slug__in=slugs):
                page.delete()
                count += 1
    return count


@transaction.atomic
def _load(article: DemoArticle, portal: Portal) -> int:
    indexes = _indexes(portal)
    pages = {
        language: page
        for language, index in indexes.items()
        for page in ArticlePage.objects.child_of(index).filter(slug=article.slug)
    }
    key = next((page.translation_key for page in pages.values()), None)
    count = 0
    for version in article.versions:
        if version.language in indexes and version.language not in pages:
            original = pages.get(article.versions[0].language)
            pages[version.language] = page = _add(article, version, indexes[version.language], key, original)
            key = page.translation_key
            count += 1
    return count


def _indexes(portal: Portal) -> dict[str, NewsIndexPage]:
    """Return the portal's news indexes by language."""
    homes = PortalHomePage.objects.filter(portal=portal).home_paths()
    indexes = {
        language: NewsIndexPage.objects.filter(path__startswith=home.path).first() for language, home in homes.items()
    }
    return {language: index for language, index in indexes.items() if index is not None}


def _add(article: DemoArticle, version: Version, index: NewsIndexPage, key: Any, original: Any) -> ArticlePage:
    page = ArticlePage(
        title=version.title,
        slug=article.slug,
        locale=Locale.objects.get(language_code=version.language),
        kind=article.kind,
        summary=version.summary,
        date=timezone.localdate() - datetime.timedelta(days=article.days_ago),
        author=article.author,
        theme=Concept.objects.filter(vocabulary="theme", code=article.theme).first(),
        live=False,
        **({"translation_key": key} if key else {}),
    )
    body = [_with_addresses(kind, value, version.language) for kind, value in version.body]
    page.body = ArticlePage.body.field.stream_block.normalize([block for block in body if block is not None])
    if original is not None:
        note_translated(page, original)
    index.add_child(instance=page)
    page.save_revision(changed=False).publish()
    return page


def _with_addresses(kind: str, value: Any, language: str) -> tuple[str, Any] | None:
    """Replace the ids of activities by addresses; None where the pool isn't loaded."""
    if kind != "activities":
        return kind, value
    listings = Listing.objects.filter(source_id__in=value["ids"]).order_by("source_id")
    addresses = [activity_path(language, listing.pk) for listing in listings]
    return (kind, {"heading": value["heading"], "addresses": addresses}) if addresses else None
