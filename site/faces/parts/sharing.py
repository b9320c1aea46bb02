"""Handing an activity on (needs C7 and E9): a ready message, a letter, a code for a phone's camera; and telling what is
wrong with it.

Of a sensitive activity (need E12) a message says nothing but where its page is: others may read it on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from faces.parts import facts as fact_words
from faces.parts import schedule_wording
from faces.parts.contact_links import letter_to
from faces.parts.contacts import first_email
from faces.parts.localized_text import field_text
from faces.parts.place import address_line
from faces.parts.viewpoint import Viewpoint
from listings.addresses import activity_path
from regions.models import Portal
from search.models import ListingDocument

_WHATSAPP = "https://wa.me/"


@dataclass(frozen=True)
class Share:
    """``url``: the page's own address on this portal, in the reader's language. ``title`` and ``text`` are what a
    phone's own share menu gets beside it. ``code``: the address as a QR code, an inline SVG, silent to screen readers.
    """

    url: str
    title: str
    text: str
    whatsapp_url: str
    letter_url: str
    code: SafeString
    is_neutral: bool


def make_share(document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> Share:
    url = address_on(portal, document, viewpoint.language)
    is_neutral = bool(document.facts["sensitive"])
    title = portal.title if is_neutral else field_text(document, "title", viewpoint.language).value
    text = "" if is_neutral else _message(document, viewpoint)
    whole = "\n".join(part for part in (title, text, url) if part)
    return Share(
        url=url,
        title=title,
        text=text,
        whatsapp_url=f"{_WHATSAPP}?{urlencode({'text': whole}, quote_via=quote)}",
        letter_url=letter_to("", title, whole),
        code=qr_code(url),
        is_neutral=is_neutral,
    )


def report_url(document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> str:
    """A letter to whoever answers for the portal, else to the organiser; nothing where nobody has an address."""
    email = portal.contact_email or first_email(document, viewpoint.today)
    if not email:
        return ""
    title = "" if document.facts["sensitive"] else field_text(document, "title", viewpoint.language).value
    url = address_on(portal, document, viewpoint.language)
    subject = _("Something is wrong on %(portal)s") % {"portal": portal.title}
    body = "\n".join(part for part in (title, url, "", _("What is wrong:"), "") if part or part == "")
    return letter_to(email, f"{subject}: {title}" if title else subject, body.lstrip("\n"))


def address_on(portal: Portal, document: ListingDocument, language: str) -> str:
    return f"{portal.root_url}{activity_path(language, document.pk)}"


def qr_code(url: str) -> SafeString:
    """The address for a camera (ISO/IEC 18004, error level M: a crumpled paper is still read). No style attributes."""
    drawn = segno.make(url, error="m", micro=False).svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308  (segno's drawing, without any text)


def _message(document: ListingDocument, viewpoint: Viewpoint) -> str:
    """When and where, a line each."""
    when = schedule_wording.schedule_words(schedule_wording.schedule_of(document.facts), viewpoint) or _(
        "Ask the organiser"
    )
    notice = fact_words.notice(document, viewpoint, None)
    lines = [notice.words if notice else "", when[:1].upper() + when[1:], address_line(document, viewpoint)]
    return "\n".join(line for line in lines if line)
