"""A search as RSS 2.0: the newest change first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from faces.feeds.feed_texts import feed_title, listing_title, plain
from faces.parts import schedule_wording
from faces.parts.absolute_urls import RSS, activity_url, feed_url
from faces.parts.following import MAX_RSS_ITEMS, newest_words
from faces.parts.localized_text import field_text, reference_name
from faces.parts.place import address_line
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path
from regions.metadata import service_words
from search.models import ListingDocument
from search.query import SearchQuery


class _Feed(Rss201rev2Feed):
    """Django's feed, with the language of each item (Dublin Core)."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:language", item["language"])


def make_rss(query: SearchQuery, documents: Sequence[ListingDocument], viewpoint: Viewpoint) -> str:
    """``documents``: in order. An item's guid is the activity's id, the same on every portal and in every language."""
    portal, language = query.portal, query.language
    feed = _Feed(
        title=feed_title(query, viewpoint),
        link=f"{portal.root_url}{finder_path(language)}",
        description=f"{service_words()} {_extent_words(query)}",
        language=language,
        feed_url=feed_url(query, RSS),
    )
    for document in documents:
        title = listing_title(document, viewpoint)
        organisation = document.facts["organisation"]
        is_sensitive = document.facts["sensitive"]
        organiser = reference_name(organisation, viewpoint).value
        feed.add_item(
            title=title.value,
            link=activity_url(document, language, portal),
            description="" if is_sensitive else plain(_description(document, viewpoint)),
            author_name=None if is_sensitive else plain(organiser),
            pubdate=document.modified,
            unique_id=document.pk.urn,
            unique_id_is_permalink=False,
            categories=() if is_sensitive else _themes(document, viewpoint),
            language=title.language or language,
        )
    return str(feed.writeString("utf-8"))


def _extent_words(query: SearchQuery) -> str:
    """What of the search is in the feed: its readers see nothing else of the limit."""
    if query.sort in ("", "modified"):
        return newest_words()
    words = _("This feed has at most the first %(count)d activities in the order that was chosen.")
    return words % {"count": MAX_RSS_ITEMS}


def _description(document: ListingDocument, viewpoint: Viewpoint) -> str:
    """What it is, when, where; a line each."""
    lines = (
        field_text(document, "summary", viewpoint).value,
        schedule_wording.schedule_words(schedule_wording.schedule_of(document.facts), viewpoint),
        address_line(document, viewpoint),
    )
    return "\n".join(line for line in lines if line)


def _themes(document: ListingDocument, viewpoint: Viewpoint) -> list[str]:
    return [viewpoint.label("theme", code).value for code in document.facts["themes"]]
