"""Finnish Business IDs (Y-tunnus): seven digits, a dash and a check digit."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from regions.written.digits import ascii_digits

_DASHES = re.compile(r"[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SPACE = re.compile(r"\s")
_FORM = re.compile(r"(?P<number>[0-9]{6,7})-(?P<check>[0-9])|(?P<whole>[0-9]{7,8})")
_PREFIX = re.compile(r"^FI", re.IGNORECASE)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def check_digit(number: str) -> int | None:
    """Return the check digit of seven digits; None for a number that none belongs to.

    >>> check_digit("0112038")
    9
    """
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=True)) % 11
    if remainder == 1:
        return None
    return 0 if remainder == 0 else 11 - remainder


def plain_business_id(text: str) -> str:
    """Return what was typed in the form 1234567-1, where it has the form of a Business ID; otherwise an empty text.

    Digits may be of any script, with or without the dash, with spaces, as a VAT number, and in the old form with six
    digits before the check digit. Whether the check digit is right isn't looked at.

    >>> plain_business_id("FI 01120389"), plain_business_id("112038-9"), plain_business_id("siltasanat")
    ('0112038-9', '0112038-9', '')
    """
    typed = _PREFIX.sub("", _SPACE.sub("", _DASHES.sub("-", ascii_digits(text or ""))))
    match = _FORM.fullmatch(typed)
    if match is None:
        return ""
    digits = match["whole"] or match["number"] + match["check"]
    digits = digits.zfill(8)
    return f"{digits[:7]}-{digits[7]}"


def is_business_id(text: str) -> bool:
    """Whether a text in the form 1234567-1 has the check digit that belongs to it."""
    number, _dash, check = text.partition("-")
    digit = check_digit(number) if len(number) == 7 else None
    return digit is not None and check == str(digit)


def read_business_id(text: str) -> str:
    """Return a typed Business ID in the form 1234567-1; empty for an empty text. Raises ``ValidationError``."""
    if not (text or "").strip():
        return ""
    plain = plain_business_id(text)
    if not plain:
        raise ValidationError(_("A Business ID has seven digits, a dash and one digit, such as 1234567-1."))
    if not is_business_id(plain):
        raise ValidationError(
            _("%(number)s is no Business ID: its last digit doesn't fit the others. Check each digit.")
            % {"number": plain}
        )
    return plain
