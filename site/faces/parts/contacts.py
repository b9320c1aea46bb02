"""Contacts of an activity or an organisation, and the links by which people reach them.

A person's name may be shown only as long as the consent lasts. Pages and the API ask here who is still shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote, urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from faces.parts.bidi import ltr_html
from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from regions.written.phone_numbers import Telephone, telephone_pieces
from search.models import ListingDocument

#: What divides numbers of one text, and what isn't worth showing once each stands alone.
_DIVIDERS = ",;/|،؛"
_BETWEEN_NUMBERS = f"{_DIVIDERS} \t\n-–—"


@dataclass(frozen=True)
class ContactLink:
    """``url``: a ``tel``, ``mailto`` or web address; empty for a text in a phone's place that nobody can dial.

    ``address``: the number or address as people read it, or empty. ``before`` and ``after``: what is written beside the
    number, such as a name or opening hours.
    """

    icon: str
    words: str
    url: str
    address: str
    before: str = ""
    after: str = ""

    @property
    def address_html(self) -> SafeString:
        """The address as it reads on a page in any direction."""
        return ltr_html(self.address)


@dataclass(frozen=True)
class Contact:
    role: Text
    name: Text
    links: tuple[ContactLink, ...]


def contact_links(phone: str, email: str) -> tuple[ContactLink, ...]:
    """Phone first: many write less easily than they speak."""
    links = list(_phone_links(phone))
    if email:
        links.append(ContactLink("mail", _("Write an e-mail"), mailto_url(email), email))
    return tuple(links)


def _phone_links(phone: str) -> Iterator[ContactLink]:
    """A link for each number; the text alone where there is none."""
    pieces = telephone_pieces(phone.strip())
    numbers = [place for place, piece in enumerate(pieces) if isinstance(piece, Telephone)]
    if pieces and not numbers:
        yield ContactLink("phone", _("Phone"), "", phone.strip())
    before = _words(_text_at(pieces, numbers[0] - 1)) if numbers else ""
    goes_before = bool(before)
    for place in numbers:
        number = cast(Telephone, pieces[place])
        between = _text_at(pieces, place + 1)
        is_last = place == numbers[-1]
        after, next_before = (between, "") if is_last else _divided(between, goes_before=goes_before)
        yield ContactLink("phone", _("Call"), number.url, number.written, before=before, after=_words(after))
        before = _words(next_before)


def _text_at(pieces: Sequence[str | Telephone], place: int) -> str:
    piece = pieces[place] if 0 <= place < len(pieces) else ""
    return piece if isinstance(piece, str) else ""


def _words(text: str) -> str:
    """Without the signs that divide numbers, unless they belong to figures: "/ 4568" is the end of another number."""
    words = text.strip(_BETWEEN_NUMBERS)
    return text.strip() if words[:1].isdecimal() else words


def _divided(between: str, *, goes_before: bool) -> tuple[str, str]:
    """What belongs to the number before a text, and what to the number behind it.

    The last comma, semicolon or slash divides. Without one all of it goes with the number that such texts stand beside.
    """
    for place in range(len(between) - 1, -1, -1):
        if between[place] in _DIVIDERS:
            return between[:place], between[place + 1 :]
    return ("", between) if goes_before else (between, "")


def telephone_html(text: str) -> SafeString:
    """A text with telephone numbers as it is written, each number a link."""
    pieces = (
        format_html('<a href="{}">{}</a>', piece.url, ltr_html(piece.written))
        if isinstance(piece, Telephone)
        else format_html("<bdi>{}</bdi>", piece)
        for piece in telephone_pieces(text)
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


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
