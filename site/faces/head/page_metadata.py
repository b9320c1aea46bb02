"""The heads of the read model's pages (``regions.metadata``): pure functions of documents, portals and a viewpoint.

A document's canonical address is its home portal's (DESIGN, "One address form"). A list is canonical on the portal that
answers, without filters. Of a sensitive activity (need E12) a head says nothing: the title that a browser keeps in its
history on a shared phone and what others see of a shared link are neutral, and search engines don't list it, since they
would keep its text and show it long after. Whoever opens the page reads everything on it.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from faces.head import structured_data
from faces.parts.breadcrumb_trails import activity_crumbs, organisations_crumbs
from faces.parts.canonical_urls import alternates, canonical_url
from faces.parts.document_pictures import Picture
from faces.parts.feed_urls import CALENDAR, CALENDAR_TYPE, RSS, RSS_TYPE, feed_url
from faces.parts.localized_text import field_text
from faces.parts.schedule_wording import schedule_of
from faces.parts.viewpoint import Viewpoint
from listings.addresses import activity_path, calendar_path, finder_path, organisation_path, organisations_path
from listings.schedule import ScheduleKind
from regions.breadcrumbs import Crumb, breadcrumb_list
from regions.metadata import Alternate, Feed, PageMetadata, SharePicture, service_words, unlisted
from regions.models import Portal
from search.models import Document, ListingDocument, OrganisationDocument
from search.query import SearchQuery

#: Characters of a title that searchers see (search engines cut at about sixty).
_TYPED_SHOWN = 60


def of_finder(query: SearchQuery) -> PageMetadata:
    """The finder. With filters it is no page of its own for search engines, but its links are followed."""
    portal, language = query.portal, query.language
    title = _("Find activities")
    if query.q:
        typed = query.q if len(query.q) <= _TYPED_SHOWN else query.q[: _TYPED_SHOWN - 1] + "…"
        title = f"“{typed}” – {title}"
    address, asked = f"{portal.root_url}{finder_path(language)}", query.querystring()
    return PageMetadata(
        title=title,
        description=service_words(),
        canonical=address,
        share_url=f"{address}?{asked}" if asked else "",
        alternates=tuple(Alternate(code, f"{portal.root_url}{finder_path(code)}") for code in portal.languages),
        is_indexed=not asked,
        feeds=(
            Feed(RSS_TYPE, feed_url(query, RSS), _("New activities of this search (RSS)")),
            Feed(CALENDAR_TYPE, feed_url(query, CALENDAR), _("Calendar of this search")),
        ),
    )


def of_organisations(portal: Portal, language: str, typed: str, page: int) -> PageMetadata:
    """The list of organisations; ``typed`` are the words that names are looked for by."""
    return PageMetadata(
        title=_("Organisations"),
        description=service_words(),
        canonical=f"{portal.root_url}{organisations_path(language)}",
        alternates=tuple(Alternate(code, f"{portal.root_url}{organisations_path(code)}") for code in portal.languages),
        is_indexed=not typed and page == 1,
    )


def of_activity(
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
    head = _of_document(document, viewpoint, portal, home, picture, kind="article")
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


def of_organisation(
    document: OrganisationDocument, viewpoint: Viewpoint, portal: Portal, home: Portal, picture: Picture | None
) -> PageMetadata:
    head = _of_document(document, viewpoint, portal, home, picture, kind="profile")
    data = structured_data.organization(document, viewpoint, head.canonical, _picture_url(head))
    own = Crumb(head.title, organisation_path(viewpoint.language, document.pk))
    crumbs = breadcrumb_list([*organisations_crumbs(viewpoint.language), own], portal.root_url)
    return replace(head, structured_data=(data, crumbs))


def of_preview(document: Document, viewpoint: Viewpoint) -> PageMetadata:
    """A draft has no address and nothing to share."""
    return unlisted(field_text(document, "title", viewpoint.language).value)


def of_refusal() -> PageMetadata:
    """A question that can't be read."""
    return unlisted(_("Check your search"))


def neutral_title() -> str:
    """What stands for the title of a sensitive activity wherever people other than its reader may see it."""
    return _("Activity")


def _of_document(
    document: Document, viewpoint: Viewpoint, portal: Portal, home: Portal, picture: Picture | None, *, kind: str
) -> PageMetadata:
    language = viewpoint.language
    title = field_text(document, "title", language).value
    return PageMetadata(
        title=title,
        description=field_text(document, "summary", language).value or title,
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
    """The document's own picture; storage says a path on the portal's host or a whole address."""
    if picture is None:
        return None
    url = picture.url if "://" in picture.url else f"{portal.root_url}{picture.url}"
    words = field_text(document, "image_alt", viewpoint.language).value
    return SharePicture(url, picture.width, picture.height, words)
