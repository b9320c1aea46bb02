"""Digits of every script, as people type them: Arabic, Persian, full-width and others."""

import unicodedata


def ascii_digits(text: str) -> str:
    """Return the text with each decimal digit of any script as one of 0–9; everything else stays.

    >>> ascii_digits("٠٢٧٧٠ ۱۷:۳۰ ０２")
    '02770 17:30 02'
    """
    if text.isascii():
        return text
    return "".join(_ascii_digit(character) for character in text)


def _ascii_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
