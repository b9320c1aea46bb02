"""An activity's own page (LOOK, "Activity page"): everything public about it, in the reader's order of questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from faces.activity.next_step import Action, next_step
from faces.parts import facts as fact_words
from faces.parts import schedule_wording
from faces.parts.breadcrumb_trails import activity_crumbs
from faces.parts.contacts import Contact, contacts_of
from faces.parts.facts import Fact, Notice
from faces.parts.localized_text import Text, field_text, is_machine_translated, language_mark, reference_name
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
TIMES_LISTED = 6


@dataclass(frozen=True)
class Organiser:
    name: Text
    url: str


@dataclass(frozen=True)
class ActivityView:
    """Everything that the page shows. ``description`` is clean HTML, cleaned before it went into the document.

    ``calendar_url`` is empty where there is no time to note. ``share`` and ``report_url`` are none for a preview, which
    has no address.
    """

    id: str
    crumbs: tuple[Crumb, ...]
    title: Text
    summary: Text
    description: SafeString
    description_language: Text
    picture_words: Text
    """What the picture shows; empty where it only adorns."""
    mark: str
    machine_translated: bool
    notice: Notice | None
    action: Action | None
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
    """No queries; good for an unsaved document too, such as a preview's, which is on no ``portal``."""
    schedule = schedule_wording.schedule_of(document.facts)
    takes_place = document.status == ListingStatus.ACTIVE
    dates = schedule_wording.date_lines(schedule, viewpoint, TIMES_LISTED) if takes_place else ()
    cancelled = schedule_wording.cancelled_next(schedule, viewpoint)
    description = field_text(document, "description", viewpoint.language)
    return ActivityView(
        id=str(document.pk),
        crumbs=activity_crumbs(document, viewpoint),
        title=field_text(document, "title", viewpoint.language),
        summary=_lead(document, viewpoint),
        description=mark_safe(description.value),  # noqa: S308  (cleaned when the document was built)
        description_language=description,
        picture_words=field_text(document, "image_alt", viewpoint.language),
        mark=language_mark(document, viewpoint.language, viewpoint.language_names(list(document.texts))),
        machine_translated=is_machine_translated(document, viewpoint.language),
        notice=fact_words.notice(document, viewpoint, cancelled.date if cancelled else None),
        action=next_step(document, viewpoint),
        facts=_facts(document, viewpoint),
        place=make_place(document, viewpoint),
        dates=dates,
        calendar_url=calendar_path(viewpoint.language, document.pk) if dates and portal else "",
        contacts=contacts_of(document, viewpoint),
        organiser=_organiser(document.facts["organisation"], viewpoint),
        co_organisers=tuple(_organiser(item, viewpoint) for item in document.facts["co_organisers"]),
        checked=schedule_wording.checked_on(document.confirmed_on, viewpoint),
        tags=tuple(document.facts["tags"]),
        share=make_share(document, viewpoint, portal) if portal else None,
        report_url=report_url(document, viewpoint, portal) if portal else "",
    )


def _lead(document: ListingDocument, viewpoint: Viewpoint) -> Text:
    """The summary, unless it is only the beginning of the description."""
    summary = field_text(document, "summary", viewpoint.language)
    description = field_text(document, "description", viewpoint.language)
    repeated = summary.value.rstrip("….") in plain_text(description.value)
    return viewpoint.text("") if repeated else summary


def _facts(document: ListingDocument, viewpoint: Viewpoint) -> tuple[Fact, ...]:
    return fact_words.known(
        _when(document, viewpoint),
        _where(document, viewpoint),
        fact_words.audience(document, viewpoint),
        fact_words.level(document, viewpoint, with_language=True),
        fact_words.languages(document, viewpoint),
        fact_words.price(document, viewpoint, with_details=True),
        fact_words.children(document, viewpoint),
        fact_words.themes(document, viewpoint),
    )


def _when(document: ListingDocument, viewpoint: Viewpoint) -> Fact:
    words = schedule_wording.schedule_words(schedule_wording.schedule_of(document.facts), viewpoint)
    details = field_text(document, "schedule_details", viewpoint.language)
    values = tuple(text for text in (viewpoint.text(words), details) if text)
    return Fact("calendar-days", _("When"), values or (viewpoint.text(_("Ask the organiser")),))


def _where(document: ListingDocument, viewpoint: Viewpoint) -> Fact:
    """In short; the whole address has a place of its own on the page. Who may not know it is told how to get it."""
    short = fact_words.place(document, viewpoint)
    values = list(short.values)
    if document.facts["address_hidden"]:
        values.append(viewpoint.text(_("You get the address when you sign up or ask.")))
    return Fact(short.icon, short.term, tuple(values))


def _organiser(reference: dict[str, Any], viewpoint: Viewpoint) -> Organiser:
    name = reference_name(reference["names"], reference["source_language"], viewpoint.language)
    return Organiser(name, organisation_path(viewpoint.language, reference["id"]))
