"""Ways to reach somebody or something: by phone, by letter, on the web."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Way:
    """An icon, words, where it leads, and the address where it is short enough to be read."""

    icon: str
    words: str
    url: str
    address: str


def ways_to(phone: str, email: str) -> tuple[Way, ...]:
    """Phone first: many write less easily than they speak."""
    ways = []
    if phone:
        digits = "".join(character for character in phone if character in "+0123456789")
        ways.append(Way("phone", _("Call"), f"tel:{digits}", phone))
    if email:
        ways.append(Way("mail", _("Write an e-mail"), letter_to(email), email))
    return tuple(ways)


def letter_to(email: str, subject: str = "", text: str = "") -> str:
    """A ``mailto`` address with everything percent-encoded (RFC 6068, 5); without an e-mail the writer chooses one."""
    fields = [("subject", subject), ("body", text.replace("\r\n", "\n").replace("\n", "\r\n"))]
    given = urlencode([(name, value) for name, value in fields if value], quote_via=quote, safe="")
    return f"mailto:{quote(email, safe='@')}" + (f"?{given}" if given else "")
