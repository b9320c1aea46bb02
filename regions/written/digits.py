"""Digits of every script, as people type them: Arabic, Persian, full-width and others."""

import re
import unicodedata
from typing import Final

_OTHER_DIGIT: Final = re.compile("(?![0-9])\\d")


def ascii_digits(text: str) -> str:
    """Return the text with each decimal digit of any script as one of 0–9; everything else stays.

    >>> ascii_digits("٠٢٧٧٠ ۱۷:۳۰ ０２")
    '02770 17:30 02'
    """
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)
