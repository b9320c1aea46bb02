"""Sharing an activity: a ready message, an e-mail, a QR code; and reporting what is wrong with it.

A message about a sensitive activity says only where its page is, since others may read the message (docs/needs.md,
E12).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from faces.parts import activity_facts, qr_code, schedule_wording
from faces.parts.absolute_urls import activity_url
from faces.parts.contacts import first_email, mailto_url
from faces.parts.localized_text import field_text
from faces.parts.place import address_line
from faces.parts.viewpoint import Viewpoint
from regions.models import Portal
from search.models import ListingDocument

_WHATSAPP = "https://wa.me/"


@dataclass(frozen=True)
class Share:
    """``url``: the page on this portal, in the reader's language. A phone's share menu gets ``title`` and ``text`` too.

    ``code``: the URL as a QR code, an inline SVG. ``is_neutral``: title and text don't tell what the activity is.
    """

    url: str
    title: str
    text: str
    whatsapp_url: str
    letter_url: str
    code: SafeString
    is_neutral: bool


def make_share(document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> Share:
    url = activity_url(document, viewpoint.language, portal)
    is_neutral = bool(document.facts["sensitive"])
    title = portal.title if is_neutral else field_text(document, "title", viewpoint).value
    text = "" if is_neutral else _message(document, viewpoint)
    message = "\n".join(part for part in (title, text, url) if part)
    return Share(
        url=url,
        title=title,
        text=text,
        whatsapp_url=f"{_WHATSAPP}?{urlencode({'text': message}, quote_via=quote)}",
        letter_url=mailto_url("", title, message),
        code=qr_code.inline_svg(url),
        is_neutral=is_neutral,
    )


def report_url(document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> str:
    """A ``mailto`` URL to the portal's contact, else to the organiser; empty where neither has an e-mail address."""
    email = portal.contact_email or first_email(document, viewpoint.today)
    if not email:
        return ""
    title = "" if document.facts["sensitive"] else field_text(document, "title", viewpoint).value
    url = activity_url(document, viewpoint.language, portal)
    subject = _("Something is wrong on %(portal)s") % {"portal": portal.title}
    body = "\n".join(part for part in (title, url, "", _("What is wrong:"), "") if part or part == "")
    return mailto_url(email, f"{subject}: {title}" if title else subject, body.lstrip("\n"))


def _message(document: ListingDocument, viewpoint: Viewpoint) -> str:
    """Whether it is cancelled, when and where; a line each."""
    when = schedule_wording.schedule_words(schedule_wording.schedule_of(document.facts), viewpoint) or _(
        "Ask the organiser"
    )
    notice = activity_facts.notice(document, viewpoint, None)
    lines = [notice.words if notice else "", when[:1].upper() + when[1:], address_line(document, viewpoint)]
    return "\n".join(line for line in lines if line)
