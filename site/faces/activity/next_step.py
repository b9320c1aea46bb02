"""The one thing to do next (LOOK, "Activity page"): sign up, get in touch, or just come."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.parts import facts as fact_words
from faces.parts import schedule_wording
from faces.parts.contact_links import Way, ways_to
from faces.parts.contacts import contacts_of
from faces.parts.localized_text import Text, field_text
from faces.parts.viewpoint import Viewpoint
from listings.enums import ListingStatus, Mode, SignUpType
from listings.schedule.wording import format_occurrence
from search.models import ListingDocument


@dataclass(frozen=True)
class Action:
    """``help`` says more about it. ``closed``: there is nothing to do any more, and ``help`` says why."""

    title: str
    help: tuple[Text, ...]
    ways: tuple[Way, ...]
    icon: str = "footprints"
    closed: bool = False


def next_step(document: ListingDocument, viewpoint: Viewpoint) -> Action | None:
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
        return Action(_("Get in touch first"), _said(help_text, details), ways, icon="message-circle")
    title, icon = _just_come(document)
    return Action(title, _said(_next_words(document, viewpoint), details), _ways_in(document, viewpoint), icon=icon)


def _just_come(document: ListingDocument) -> tuple[str, str]:
    titles = {Mode.ONLINE: (_("Join online"), "monitor"), Mode.PHONE: (_("Just call"), "phone")}
    return titles.get(document.facts["mode"], (_("Just come"), "footprints"))


def _ways_in(document: ListingDocument, viewpoint: Viewpoint) -> tuple[Way, ...]:
    """How to take part where no sign-up is needed: what is held by phone begins with a call."""
    if document.facts["mode"] != Mode.PHONE:
        return _online_way(document)
    ways = _sign_up_ways(document) or _first_contact_ways(document, viewpoint)
    return tuple(way for way in ways if way.icon == "phone")


def _next_words(document: ListingDocument, viewpoint: Viewpoint) -> Text:
    coming = schedule_wording.next_time(schedule_wording.schedule_of(document.facts), viewpoint)
    if coming is None:
        return viewpoint.text(_("No sign-up needed."))
    words = format_occurrence(coming, viewpoint.language)
    return viewpoint.text(_("No sign-up needed. Next time: %(time)s.") % {"time": words.rstrip(".")})


def _sign_up(document: ListingDocument, viewpoint: Viewpoint) -> Action:
    fact = document.facts["sign_up"]
    deadline = fact_words.deadline_words(document, viewpoint)
    if fact_words.sign_up_is_over(document, viewpoint):
        closed = viewpoint.text(_("The last day to sign up was %(date)s") % {"date": deadline})
        return Action(_("Sign-up has closed"), (closed,), (), icon="clipboard-x", closed=True)
    help_texts = [field_text(document, "sign_up_details", viewpoint.language)]
    if deadline:
        help_texts.insert(0, viewpoint.text(_("Sign up by %(date)s") % {"date": deadline}))
    if fact.get("seats"):
        help_texts.append(viewpoint.text(_("Places: %(number)d") % {"number": fact["seats"]}))
    ways = _sign_up_ways(document) or _first_contact_ways(document, viewpoint)
    return Action(_("Sign up"), _said(*help_texts), ways, icon="clipboard-pen")


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
    contacts = contacts_of(document, viewpoint)
    return contacts[0].ways if contacts else ()


def _said(*texts: Text) -> tuple[Text, ...]:
    return tuple(text for text in texts if text)
