"""The one thing that the activity's page tells a reader to do next: sign up, get in touch, or just come."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.parts import activity_facts, schedule_wording
from faces.parts.contacts import ContactLink, contact_links, make_contacts
from faces.parts.localized_text import Text, field_text
from faces.parts.viewpoint import Viewpoint
from listings.enums import ListingStatus, Mode, SignUpType
from listings.schedule.wording import format_occurrence
from search.models import ListingDocument


@dataclass(frozen=True)
class NextStep:
    """``help`` explains it. ``closed``: it is too late to do anything, and ``help`` says why."""

    title: str
    help: tuple[Text, ...]
    links: tuple[ContactLink, ...]
    icon: str = "footprints"
    closed: bool = False


def next_step(document: ListingDocument, viewpoint: Viewpoint) -> NextStep | None:
    """Depends on the kind of sign-up; None while the activity is cancelled or on a break."""
    if document.status_on(viewpoint.today) != ListingStatus.ACTIVE:
        return None
    kind = document.facts["sign_up"]["type"]
    if kind == SignUpType.REQUIRED:
        return _sign_up(document, viewpoint)
    details = field_text(document, "sign_up_details", viewpoint)
    if kind == SignUpType.CONTACT:
        links = _sign_up_links(document) or _first_contact_links(document, viewpoint)
        help_text = viewpoint.text(_("Call or write before you come for the first time."))
        return NextStep(_("Get in touch first"), _without_empty(help_text, details), links, icon="message-circle")
    title, icon = _just_come(document)
    return NextStep(
        title,
        _without_empty(_next_time_text(document, viewpoint), details),
        _joining_links(document, viewpoint),
        icon=icon,
    )


def _just_come(document: ListingDocument) -> tuple[str, str]:
    titles = {Mode.ONLINE: (_("Join online"), "monitor"), Mode.PHONE: (_("Just call"), "phone")}
    return titles.get(document.facts["mode"], (_("Just come"), "footprints"))


def _joining_links(document: ListingDocument, viewpoint: Viewpoint) -> tuple[ContactLink, ...]:
    """Links for joining without a sign-up: the online meeting, or the phone number of what is held by phone."""
    if document.facts["mode"] != Mode.PHONE:
        return _online_links(document)
    links = _sign_up_links(document) or _first_contact_links(document, viewpoint)
    return tuple(link for link in links if link.icon == "phone")


def _next_time_text(document: ListingDocument, viewpoint: Viewpoint) -> Text:
    next_time = schedule_wording.next_time(schedule_wording.schedule_of(document.facts), viewpoint)
    if next_time is None:
        return viewpoint.text(_("No sign-up needed."))
    words = format_occurrence(next_time, viewpoint.language)
    return viewpoint.text(_("No sign-up needed. Next time: %(time)s.") % {"time": words.rstrip(".")})


def _sign_up(document: ListingDocument, viewpoint: Viewpoint) -> NextStep:
    fact = document.facts["sign_up"]
    deadline = activity_facts.deadline_words(document, viewpoint)
    if activity_facts.sign_up_is_over(document, viewpoint):
        closed = viewpoint.text(_("The last day to sign up was %(date)s") % {"date": deadline})
        return NextStep(_("Sign-up has closed"), (closed,), (), icon="clipboard-x", closed=True)
    help_texts = [field_text(document, "sign_up_details", viewpoint)]
    if deadline:
        help_texts.insert(0, viewpoint.text(_("Sign up by %(date)s") % {"date": deadline}))
    if fact.get("seats"):
        help_texts.append(viewpoint.text(_("Places: %(number)d") % {"number": fact["seats"]}))
    links = _sign_up_links(document) or _first_contact_links(document, viewpoint)
    return NextStep(_("Sign up"), _without_empty(*help_texts), links, icon="clipboard-pen")


def _sign_up_links(document: ListingDocument) -> tuple[ContactLink, ...]:
    fact = document.facts["sign_up"]
    form = (ContactLink("clipboard-pen", _("Open the sign-up form"), fact["url"], ""),) if fact.get("url") else ()
    return (*form, *contact_links(fact.get("phone") or "", fact.get("email") or ""))


def _online_links(document: ListingDocument) -> tuple[ContactLink, ...]:
    url = document.facts.get("online_url")
    if not url or document.facts["mode"] not in (Mode.ONLINE, Mode.HYBRID):
        return ()
    return (ContactLink("monitor", _("Open the online meeting"), url, ""),)


def _first_contact_links(document: ListingDocument, viewpoint: Viewpoint) -> tuple[ContactLink, ...]:
    contacts = make_contacts(document, viewpoint)
    return contacts[0].links if contacts else ()


def _without_empty(*texts: Text) -> tuple[Text, ...]:
    return tuple(text for text in texts if text)
