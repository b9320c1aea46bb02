"""What the name of a person can't have in it, because mails to others show it."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: What makes a mail program show a link.
_OF_ADDRESSES = ("://", "www.", "@")


def refuse_addresses(name: str) -> None:
    """Raise ``ValidationError`` for a name with an address of a page or of e-mail in it, in letters of any width."""
    plain = unicodedata.normalize("NFKC", name).lower()
    if any(part in plain for part in _OF_ADDRESSES):
        raise ValidationError(_("Write only the name here, without an address of a page or an e-mail address."))
