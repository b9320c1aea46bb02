"""View model of an activity's page: everything public about it, in the order in which readers ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from faces.activity.next_step import NextStep, next_step
from faces.parts import activity_facts, schedule_wording
from faces.parts.activity_facts import Fact, Notice
from faces.parts.breadcrumb_trails import activity_crumbs
from faces.parts.contacts import Contact, make_contacts
from faces.parts.localized_text import Text, document_mark, field_text, is_machine_translated, reference_name
from faces.parts.mixed_html import described_html
from faces.parts.place import Place, make_place
from faces.parts.sharing import Share, make_share, report_url
from faces.parts.viewpoint import Viewpoint
from listings.addresses import calendar_path, organisation_path
from listings.enums import ListingStatus
from listings.rich_text import plain_text
from regions.breadcrumbs import Crumb
from regions.models import Portal
from search.models import ListingDocument

#: Coming times that the page lists.
_TIMES_LISTED = 6


@dataclass(frozen=True)
class Organiser:
    name: Text
    url: str


@dataclass(frozen=True)
class ActivityView:
    """``description`` is HTML that was cleaned before it went into the document.

    ``calendar_url`` is empty where no time is coming. A preview has no address, so it has no ``share`` and an empty
    ``report_url``.
    """

    id: str
    crumbs: tuple[Crumb, ...]
    title: Text
    summary: Text
    description: SafeString
    description_language: Text
    description_mark: str
    """Where the language of the description has not been named above it."""
    picture_words: Text
    """What the picture shows; empty where it is decoration."""
    mark: str
    machine_translated: bool
    notice: Notice | None
    action: NextStep | None
    facts: tuple[Fact, ...]
    place: Place | None
    dates: tuple[schedule_wording.DateLine, ...]
    calendar_url: str
    contacts: tuple[Contact, ...]
    organiser: Organiser
    co_organisers: tuple[Organiser, ...]
    checked: str
    tags: tuple[str, ...]
    share: Share | None
    report_url: str


def make_activity(document: ListingDocument, viewpoint: Viewpoint, portal: Portal | None) -> ActivityView:
    """Without a query; also for an unsaved document, such as a preview's, which is on no ``portal``."""
    schedule = schedule_wording.schedule_of(document.facts)
    takes_place = document.status_on(viewpoint.today) == ListingStatus.ACTIVE
    dates = schedule_wording.date_lines(schedule, viewpoint, _TIMES_LISTED) if takes_place else ()
    cancelled = schedule_wording.cancelled_next(schedule, viewpoint)
    title, summary = field_text(document, "title", viewpoint), _lead(document, viewpoint)
    description = field_text(document, "description", viewpoint)
    return ActivityView(
        id=str(document.pk),
        crumbs=activity_crumbs(document, viewpoint),
        title=title,
        summary=summary,
        description=described_html(description),
        description_language=description,
        description_mark="" if description.mark == summary.mark else description.mark,
        picture_words=field_text(document, "image_alt", viewpoint),
        mark=document_mark(document, title, viewpoint),
        machine_translated=is_machine_translated(document, viewpoint),
        notice=activity_facts.notice(document, viewpoint, cancelled.date if cancelled else None),
        action=next_step(document, viewpoint),
        facts=_facts(document, viewpoint),
        place=make_place(document, viewpoint),
        dates=dates,
        calendar_url=calendar_path(viewpoint.language, document.pk) if dates and portal else "",
        contacts=make_contacts(document, viewpoint),
        organiser=_organiser(document.facts["organisation"], viewpoint),
        co_organisers=tuple(_organiser(item, viewpoint) for item in document.facts["co_organisers"]),
        checked=schedule_wording.checked_on(document.confirmed_on, viewpoint),
        tags=tuple(document.facts["tags"]),
        share=make_share(document, viewpoint, portal) if portal else None,
        report_url=report_url(document, viewpoint, portal) if portal else "",
    )


def _lead(document: ListingDocument, viewpoint: Viewpoint) -> Text:
    """The summary, unless it is only the beginning of the description."""
    summary = field_text(document, "summary", viewpoint)
    description = field_text(document, "description", viewpoint)
    repeated = summary.value.rstrip("….") in plain_text(description.value)
    return viewpoint.text("") if repeated else summary


def _facts(document: ListingDocument, viewpoint: Viewpoint) -> tuple[Fact, ...]:
    return activity_facts.drop_missing(
        _when(document, viewpoint),
        _where(document, viewpoint),
        activity_facts.audience(document, viewpoint),
        activity_facts.level(document, viewpoint, with_language=True),
        activity_facts.languages(document, viewpoint),
        activity_facts.price(document, viewpoint, with_details=True),
        activity_facts.children(document, viewpoint),
        activity_facts.themes(document, viewpoint),
    )


def _when(document: ListingDocument, viewpoint: Viewpoint) -> Fact:
    words = schedule_wording.schedule_words(schedule_wording.schedule_of(document.facts), viewpoint)
    details = field_text(document, "schedule_details", viewpoint)
    values = tuple(text for text in (viewpoint.text(words), details) if text)
    return Fact("calendar-days", _("When"), values or (viewpoint.text(_("Ask the organiser")),))


def _where(document: ListingDocument, viewpoint: Viewpoint) -> Fact:
    """In short: the page shows the whole address elsewhere. Where it is hidden, the fact says how to get it."""
    place = activity_facts.place(document, viewpoint)
    values = list(place.values)
    if document.facts["address_hidden"]:
        values.append(viewpoint.text(_("You get the address when you sign up or ask.")))
    return Fact(place.icon, place.term, tuple(values))


def _organiser(reference: dict[str, Any], viewpoint: Viewpoint) -> Organiser:
    name = reference_name(reference, viewpoint)
    return Organiser(name, organisation_path(viewpoint.language, reference["id"]))
