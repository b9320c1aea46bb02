"""An activity's own page (LOOK, "Activity page"): everything public about it, in the reader's order of questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from listings.addresses import organisation_path
from listings.enums import ListingStatus, Mode, SignUpType
from listings.rich_text import plain_text
from listings.schedule.wording import format_occurrence
from search.models import ListingDocument
from search.presentation import facts as fact_words
from search.presentation import times
from search.presentation.contacts import contacts_on
from search.presentation.facts import Fact, Notice
from search.presentation.texts import Text, field_text, is_machine_translated, language_mark, reference_name
from search.presentation.viewpoint import Viewpoint

#: Coming times that the page lists.
TIMES_LISTED = 6


@dataclass(frozen=True)
class Way:
    """A way to reach somebody or something: an icon, words, where it leads, and the address where it is short."""

    icon: str
    words: str
    url: str
    address: str


@dataclass(frozen=True)
class Action:
    """The one thing to do next. ``closed``: there is nothing to do any more, and ``help`` says why."""

    title: str
    help: tuple[Text, ...]
    ways: tuple[Way, ...]
    closed: bool = False


@dataclass(frozen=True)
class Contact:
    role: Text
    name: Text
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Organiser:
    name: Text
    url: str


@dataclass(frozen=True)
class ActivityView:
    """Everything that the page shows. ``description`` is clean HTML, cleaned before it went into the document."""

    id: str
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
    dates: tuple[times.DateLine, ...]
    contacts: tuple[Contact, ...]
    organiser: Organiser
    co_organisers: tuple[Organiser, ...]
    directions_url: str
    checked: str
    tags: tuple[str, ...]


def make_activity(document: ListingDocument, viewpoint: Viewpoint) -> ActivityView:
    """No queries; good for an unsaved document too, such as a preview's."""
    schedule = times.schedule_of(document.facts)
    takes_place = document.status == ListingStatus.ACTIVE
    dates = times.date_lines(schedule, viewpoint, TIMES_LISTED) if takes_place else ()
    cancelled = times.cancelled_next(schedule, viewpoint)
    description = field_text(document, "description", viewpoint.language)
    return ActivityView(
        id=str(document.pk),
        title=field_text(document, "title", viewpoint.language),
        summary=_lead(document, viewpoint),
        description=mark_safe(description.value),
        description_language=description,
        picture_words=field_text(document, "image_alt", viewpoint.language),
        mark=language_mark(document, viewpoint.language, viewpoint.language_names(list(document.texts))),
        machine_translated=is_machine_translated(document, viewpoint.language),
        notice=fact_words.notice(document, viewpoint, cancelled.date if cancelled else None),
        action=_action(document, viewpoint),
        facts=_facts(document, viewpoint),
        dates=dates,
        contacts=_contacts(document, viewpoint),
        organiser=_organiser(document.facts["organisation"], viewpoint),
        co_organisers=tuple(_organiser(item, viewpoint) for item in document.facts["co_organisers"]),
        directions_url=_directions(document),
        checked=times.checked_on(document.confirmed_on, viewpoint),
        tags=tuple(document.facts["tags"]),
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
        fact_words.accessibility(document, viewpoint),
        fact_words.themes(document, viewpoint),
    )


def _when(document: ListingDocument, viewpoint: Viewpoint) -> Fact:
    words = times.schedule_words(times.schedule_of(document.facts), viewpoint)
    details = field_text(document, "schedule_details", viewpoint.language)
    values = tuple(text for text in (viewpoint.text(words), details) if text)
    return Fact("calendar-days", _("When"), values or (viewpoint.text(_("Ask the organiser")),))


def _where(document: ListingDocument, viewpoint: Viewpoint) -> Fact:
    """The place with everything that helps to find it. What is hidden is not in the document at all."""
    short = fact_words.place(document, viewpoint)
    facts = document.facts
    values = list(short.values)
    venue = facts.get("venue")
    if venue and facts["mode"] not in (Mode.ONLINE, Mode.PHONE):
        values[1:1] = [viewpoint.name(text) for text in (_street(venue), facts.get("district") or "") if text]
        if venue.get("floor"):
            values.append(viewpoint.text(_("floor %(floor)s") % {"floor": venue["floor"]}))
    values.append(field_text(document, "place_details", viewpoint.language))
    if facts["address_hidden"]:
        values.append(viewpoint.text(_("You get the address when you sign up or ask.")))
    return Fact(short.icon, short.term, tuple(text for text in values if text))


def _street(venue: dict[str, Any]) -> str:
    return " ".join(part for part in (venue["street"],) if part)


def _directions(document: ListingDocument) -> str:
    """A map at the place, opened only when somebody follows the link; nothing for a hidden address."""
    facts = document.facts
    if document.lat is None or document.lon is None or facts["address_hidden"] or not facts["position_known"]:
        return ""
    if facts["mode"] in (Mode.ONLINE, Mode.PHONE):
        return ""
    point = f"{document.lat:.5f}%2C{document.lon:.5f}"
    return f"https://www.openstreetmap.org/directions?to={point}"


def _action(document: ListingDocument, viewpoint: Viewpoint) -> Action | None:
    """What to do, by the way in; nothing for what is cancelled or on a break."""
    if document.status != ListingStatus.ACTIVE:
        return None
    kind = document.facts["sign_up"]["type"]
    if kind == SignUpType.REQUIRED:
        return _sign_up(document, viewpoint)
    details = field_text(document, "sign_up_details", viewpoint.language)
    if kind == SignUpType.CONTACT:
        ways = _sign_up_ways(document) or _first_contact_ways(document, viewpoint)
        help_text = viewpoint.text(_("Call or write before you come for the first time."))
        return Action(_("Get in touch first"), _said(help_text, details), ways)
    return Action(_just_come(document), _said(_next_words(document, viewpoint), details), _online_way(document))


def _just_come(document: ListingDocument) -> str:
    titles = {Mode.ONLINE: _("Join online"), Mode.PHONE: _("Just call")}
    return titles.get(document.facts["mode"], _("Just come"))


def _next_words(document: ListingDocument, viewpoint: Viewpoint) -> Text:
    coming = times.next_time(times.schedule_of(document.facts), viewpoint)
    if coming is None:
        return viewpoint.text(_("No sign-up needed."))
    words = format_occurrence(coming, viewpoint.language)
    return viewpoint.text(_("No sign-up needed. Next time: %(time)s.") % {"time": words.rstrip(".")})


def _sign_up(document: ListingDocument, viewpoint: Viewpoint) -> Action:
    fact = document.facts["sign_up"]
    deadline = fact_words.deadline_words(document, viewpoint)
    if fact_words.sign_up_is_over(document, viewpoint):
        closed = viewpoint.text(_("The last day to sign up was %(date)s") % {"date": deadline})
        return Action(_("Sign-up has closed"), (closed,), (), closed=True)
    help_texts = [field_text(document, "sign_up_details", viewpoint.language)]
    if deadline:
        help_texts.insert(0, viewpoint.text(_("Sign up by %(date)s") % {"date": deadline}))
    if fact.get("seats"):
        help_texts.append(viewpoint.text(_("Places: %(number)d") % {"number": fact["seats"]}))
    ways = _sign_up_ways(document) or _first_contact_ways(document, viewpoint)
    return Action(_("Sign up"), _said(*help_texts), ways)


def _sign_up_ways(document: ListingDocument) -> tuple[Way, ...]:
    fact = document.facts["sign_up"]
    form = (Way("clipboard-pen", _("Open the sign-up form"), fact["url"], ""),) if fact.get("url") else ()
    return (*form, *ways_to(fact.get("phone") or "", fact.get("email") or ""))


def _online_way(document: ListingDocument) -> tuple[Way, ...]:
    url = document.facts.get("online_url")
    if not url or document.facts["mode"] not in (Mode.ONLINE, Mode.HYBRID):
        return ()
    return (Way("monitor", _("Open the online meeting"), url, ""),)


def _first_contact_ways(document: ListingDocument, viewpoint: Viewpoint) -> tuple[Way, ...]:
    contacts = _contacts(document, viewpoint)
    return contacts[0].ways if contacts else ()


def ways_to(phone: str, email: str) -> tuple[Way, ...]:
    """Phone first: many write less easily than they speak."""
    ways = []
    if phone:
        digits = "".join(character for character in phone if character in "+0123456789")
        ways.append(Way("phone", _("Call"), f"tel:{digits}", phone))
    if email:
        ways.append(Way("mail", _("Write an e-mail"), f"mailto:{quote(email, safe='@')}", email))
    return tuple(ways)


def _contacts(document: ListingDocument, viewpoint: Viewpoint) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            role=viewpoint.label("contact_role", item["role"]),
            name=viewpoint.name(item.get("name") or ""),
            ways=ways_to(item.get("phone") or "", item.get("email") or ""),
        )
        for item in contacts_on(document, viewpoint.today)
    )


def _organiser(reference: dict[str, Any], viewpoint: Viewpoint) -> Organiser:
    name = reference_name(reference["names"], reference["source_language"], viewpoint.language)
    return Organiser(name, organisation_path(viewpoint.language, reference["id"]))


def _said(*texts: Text) -> tuple[Text, ...]:
    return tuple(text for text in texts if text)
