"""What is wrong with an organisation's page before it is sent, and what is worth a look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from listings.models import OrganisationPage

_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d(?:[\s-]?\d){5,}")


@dataclass(frozen=True)
class Notice:
    """A sentence about a field of the form, by its name."""

    field: str
    message: str


def faults(page: OrganisationPage) -> list[Notice]:
    """What keeps the page from being sent: the rules of its fields."""
    try:
        page.full_clean()
    except ValidationError as error:
        return [Notice(name, text) for name, texts in error.message_dict.items() for text in texts]
    return []


def worth_a_look(page: OrganisationPage) -> list[Notice]:
    """What is allowed and probably not meant."""
    found: list[Any] = []
    if not page.summary and not page.description:
        found.append(("description", _("Nothing says what the organisation does.")))
    elif not page.summary:
        found.append(("summary", _("There is no sentence for lists. The first one of the text is shown there.")))
    if not (page.email or page.phone or page.website):
        found.append(("email", _("Nobody can reach you: there is no e-mail, phone number or website.")))
    words = _CAPITALS.findall(page.title)
    if len("".join(words)) > 8 and all(word.isupper() for word in words):
        found.append(("title", _("The name is in capital letters. Is that how you write it?")))
    if _DIGITS.search(page.title):
        found.append(("title", _("There is a telephone number in the name. Write it into its own field.")))
    return [Notice(field, message) for field, message in found]
