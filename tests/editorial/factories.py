"""Articles for tests, made through pages and revisions as coordinators make them."""

from __future__ import annotations

from typing import Any

from editorial.articles.pages import ArticlePage, NewsIndexPage
from regions.models import Portal
from tests.search.factories import locale


def news_of(portal: Portal, language: str = "fi") -> NewsIndexPage:
    home = portal.homes.get(locale__language_code=language)
    return NewsIndexPage.objects.child_of(home).get()


def draft_article(
    portal: Portal, title: str = "Kielikahvilan ohjeet", language: str = "fi", *blocks: tuple[str, Any], **values: Any
) -> ArticlePage:
    """An article that nobody has published; ``blocks`` are pairs (kind, value)."""
    page = ArticlePage(
        title=title,
        locale=locale(language),
        live=False,
        **({"summary": "Näin pääset mukaan.", "kind": "guidance"} | values),
    )
    page.body = ArticlePage.body.field.stream_block.normalize(list(blocks or (("text", "<p>Tule mukaan.</p>"),)))
    news_of(portal, language).add_child(instance=page)
    page.save_revision()
    return page


def make_article(
    portal: Portal, title: str = "Kielikahvilan ohjeet", language: str = "fi", *blocks: tuple[str, Any], **values: Any
) -> ArticlePage:
    page = draft_article(portal, title, language, *blocks, **values)
    page.get_latest_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)
