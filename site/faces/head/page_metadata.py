"""The heads of the read model's pages (``regions.metadata``): pure functions of documents, portals and a viewpoint.

A document's canonical address is on its home portal. A list is canonical on the portal that answers, without filters.
The head of a sensitive activity tells nothing about it (docs/needs.md, E12). Its title is neutral, since a browser
keeps titles in the history of a shared phone, and others see the title of a shared link. Search engines don't list it,
since they would keep its text and show it long after. The page itself shows everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from faces.head import structured_data
from faces.parts.absolute_urls import CALENDAR, CALENDAR_TYPE, RSS, RSS_TYPE, alternates, canonical_url, feed_url
from faces.parts.breadcrumb_trails import activity_crumbs, organisations_crumbs
from faces.parts.document_pictures import Picture
from faces.parts.localized_text import Text, field_text
from faces.parts.schedule_wording import schedule_of
from faces.parts.viewpoint import Viewpoint
from listings.addresses import (
    activity_path,
    calendar_path,
    finder_path,
    organisation_path,
    organisations_path,
    theme_path,
)
from listings.schedule import ScheduleKind
from regions.breadcrumbs import Crumb, breadcrumb_list
from regions.metadata import Alternate, Feed, PageMetadata, SharePicture, service_words, unlisted
from regions.models import Portal
from search.models import Document, ListingDocument, OrganisationDocument
from search.query import SearchQuery

#: Characters of the search's words that stand in a title (search engines cut titles at about sixty).
_MAX_QUERY_IN_TITLE = 60


def finder_metadata(query: SearchQuery, *, is_week: bool) -> PageMetadata:
    """With filters the finder isn't indexed, nor is the week of a calendar; their links are followed."""
    portal, language = query.portal, query.language
    title = _("Find activities")
    if query.q:
        words = query.q if len(query.q) <= _MAX_QUERY_IN_TITLE else query.q[: _MAX_QUERY_IN_TITLE - 1] + "…"
        title = f"“{words}” – {title}"
    address, querystring = f"{portal.root_url}{finder_path(language)}", query.querystring()
    return PageMetadata(
        title=title,
        description=service_words(),
        canonical=address,
        share_url=f"{address}?{querystring}" if querystring else "",
        alternates=tuple(Alternate(code, f"{portal.root_url}{finder_path(code)}") for code in portal.languages),
        is_indexed=not querystring and not is_week,
        feeds=(
            Feed(RSS_TYPE, feed_url(query, RSS), _("New activities of this search (RSS)")),
            Feed(CALENDAR_TYPE, feed_url(query, CALENDAR), _("Calendar of this search")),
        ),
    )


def organisations_metadata(portal: Portal, language: str, typed: str, page: int) -> PageMetadata:
    """The list of organisations; ``typed``: the words of the search for names."""
    return PageMetadata(
        title=_("Organisations"),
        description=service_words(),
        canonical=f"{portal.root_url}{organisations_path(language)}",
        alternates=tuple(Alternate(code, f"{portal.root_url}{organisations_path(code)}") for code in portal.languages),
        is_indexed=not typed and page == 1,
    )


def activity_metadata(
    document: ListingDocument, viewpoint: Viewpoint, portal: Portal, home: Portal, picture: Picture | None
) -> PageMetadata:
    """``portal`` answers, ``home`` has the canonical address."""
    if document.facts["sensitive"]:
        return PageMetadata(
            title=neutral_title(),
            description=service_words(),
            canonical=canonical_url(document, viewpoint.language, home),
            is_indexed=False,
            share_title=portal.title,
            feeds=_calendar(document, viewpoint, portal),
        )
    head = _document_metadata(document, viewpoint, portal, home, picture, kind="article")
    event = structured_data.event(document, viewpoint, portal, head.canonical, _picture_url(head))
    own = Crumb(head.title, activity_path(viewpoint.language, document.pk))
    crumbs = breadcrumb_list([*activity_crumbs(document, viewpoint), own], portal.root_url)
    return replace(
        head,
        structured_data=(event, crumbs) if event else (crumbs,),
        feeds=_calendar(document, viewpoint, portal),
    )


def _calendar(document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> tuple[Feed, ...]:
    """The activity's times, where there are any."""
    if schedule_of(document.facts).kind is ScheduleKind.BY_AGREEMENT:
        return ()
    url = f"{portal.root_url}{calendar_path(viewpoint.language, document.pk)}"
    return (Feed(CALENDAR_TYPE, url, _("Add to calendar")),)


def organisation_metadata(
    document: OrganisationDocument, viewpoint: Viewpoint, portal: Portal, home: Portal, picture: Picture | None
) -> PageMetadata:
    head = _document_metadata(document, viewpoint, portal, home, picture, kind="profile")
    data = structured_data.organization(document, viewpoint, head.canonical, _picture_url(head))
    own = Crumb(head.title, organisation_path(viewpoint.language, document.pk))
    crumbs = breadcrumb_list([*organisations_crumbs(viewpoint.language), own], portal.root_url)
    return replace(head, structured_data=(data, crumbs))


def theme_metadata(
    code: str, viewpoint: Viewpoint, portal: Portal, *, intro: Text, crumbs: Sequence[Crumb], is_empty: bool
) -> PageMetadata:
    """A theme without activities isn't indexed, but its links are followed. ``crumbs``: the way to the page."""
    root, label = portal.root_url, viewpoint.label("theme", code).value
    own = Crumb(label, theme_path(viewpoint.language, code))
    return PageMetadata(
        title=label,
        description=intro.value,
        canonical=f"{root}{own.url}",
        alternates=tuple(Alternate(language, f"{root}{theme_path(language, code)}") for language in portal.languages),
        is_indexed=not is_empty,
        structured_data=(breadcrumb_list([*crumbs, own], root),),
    )


def preview_metadata(document: Document, viewpoint: Viewpoint) -> PageMetadata:
    """A draft has no address and nothing to share."""
    return unlisted(field_text(document, "title", viewpoint).value)


def refused_metadata() -> PageMetadata:
    """The page for a query that can't be read."""
    return unlisted(_("Check your search"))


def neutral_title() -> str:
    """Stands for the title of a sensitive activity wherever people other than its reader may see it."""
    return _("Activity")


def _document_metadata(
    document: Document, viewpoint: Viewpoint, portal: Portal, home: Portal, picture: Picture | None, *, kind: str
) -> PageMetadata:
    language = viewpoint.language
    title = field_text(document, "title", viewpoint).value
    return PageMetadata(
        title=title,
        description=field_text(document, "summary", viewpoint).value or title,
        canonical=canonical_url(document, language, home),
        alternates=alternates(document, home),
        kind=kind,
        picture=_share_picture(document, viewpoint, portal, picture),
    )


def _picture_url(head: PageMetadata) -> str:
    return head.picture.url if head.picture else ""


def _share_picture(
    document: Document, viewpoint: Viewpoint, portal: Portal, picture: Picture | None
) -> SharePicture | None:
    """The document's picture. The storage gives a path on the portal's host or an absolute URL."""
    if picture is None:
        return None
    url = picture.url if "://" in picture.url else f"{portal.root_url}{picture.url}"
    words = field_text(document, "image_alt", viewpoint).value
    return SharePicture(url, picture.width, picture.height, words)
