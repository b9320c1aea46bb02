"""Contacts of an activity or an organisation, and the links by which people reach them.

A person's name may be shown only as long as the consent lasts. Pages and the API ask here who is still shown.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from search.models import ListingDocument


@dataclass(frozen=True)
class ContactLink:
    """``url``: a ``tel``, ``mailto`` or web address. ``address``: the number or address as people read it, or empty."""

    icon: str
    words: str
    url: str
    address: str


@dataclass(frozen=True)
class Contact:
    role: Text
    name: Text
    links: tuple[ContactLink, ...]


def contact_links(phone: str, email: str) -> tuple[ContactLink, ...]:
    """Phone first: many write less easily than they speak."""
    links = []
    if phone:
        digits = "".join(character for character in phone if character in "+0123456789")
        links.append(ContactLink("phone", _("Call"), f"tel:{digits}", phone))
    if email:
        links.append(ContactLink("mail", _("Write an e-mail"), mailto_url(email), email))
    return tuple(links)


def mailto_url(email: str, subject: str = "", text: str = "") -> str:
    """A ``mailto`` address with everything percent-encoded (RFC 6068, 5); without an e-mail the writer chooses one."""
    fields = [("subject", subject), ("body", text.replace("\r\n", "\n").replace("\n", "\r\n"))]
    encoded = urlencode([(name, value) for name, value in fields if value], quote_via=quote, safe="")
    return f"mailto:{quote(email, safe='@')}" + (f"?{encoded}" if encoded else "")


def contacts_shown_on(document: ListingDocument, day: datetime.date) -> list[dict[str, Any]]:
    """Contacts whose time has not run out on this day. Persons without consent aren't in the document."""
    today = day.isoformat()
    return [item for item in document.facts["contacts"] if not item.get("until") or item["until"] >= today]


def make_contacts(document: ListingDocument, viewpoint: Viewpoint) -> tuple[Contact, ...]:
    """Those who may be shown today, as a page shows them."""
    return tuple(
        Contact(
            role=viewpoint.label("contact_role", item["role"]),
            name=viewpoint.name(item.get("name") or ""),
            links=contact_links(item.get("phone") or "", item.get("email") or ""),
        )
        for item in contacts_shown_on(document, viewpoint.today)
    )


def first_email(document: ListingDocument, day: datetime.date) -> str:
    """The first e-mail address among the contacts shown on this day, or nothing."""
    return next((item["email"] for item in contacts_shown_on(document, day) if item.get("email")), "")
