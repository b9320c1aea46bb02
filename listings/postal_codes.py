"""Finnish postal codes: five digits."""

import re

from regions.written.digits import ascii_digits

_CODE = re.compile(r"[0-9]{5}")
_SPACE = re.compile(r"\s")


def plain_postal_code(text: str) -> str:
    """What was typed, in the digits 0–9 and without spaces; it needn't be a postal code."""
    return _SPACE.sub("", ascii_digits(text or ""))


def is_postal_code(text: str) -> bool:
    return bool(_CODE.fullmatch(text))
