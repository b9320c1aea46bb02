"""Telephone numbers in a text as people write it: several of them, with extensions, opening hours and names around.

The region whose trunk prefix and short numbers hold is the setting ``KOTOTORI_PHONE_REGION``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberMatcher, PhoneNumberType, shortnumberinfo

from regions import conf
from regions.written.digits import ascii_digits


@dataclass(frozen=True)
class Telephone:
    """One number. ``written``: as it stands in the text. ``subscriber``: as it is dialled, ``+358401234567;ext=12``."""

    written: str
    subscriber: str

    @property
    def url(self) -> str:
        """The address of a link that dials it (RFC 3966)."""
        return f"tel:{self.subscriber}"


#: Dates, times of day and their ranges are no numbers to dial: 2.3.2027, 17.30–19.00, 9-15.
_DATE = r"(?<![\d.+])\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)"
_CLOCK = r"(?<![\d.+])\d{1,2}[.:]\d{2}(?:\s?[-–—]\s?\d{1,2}(?:[.:]\d{2})?)?(?![\d.]\d|\d)"
_HOURS = r"(?<![\d+(-])(?:[1-9]|1\d|2[0-4])\s?[-–—]\s?(?:[1-9]|1\d|2[0-4])(?!\d|\s\d{3})"
_HOURS_AFTER_WORD = r"(?<=[^\W\d_])[.:]?\s?\d{1,2}\s?[-–—]\s?\d{1,2}(?!\d)"
#: A last digit after a dash is another number's end: 123 4567-8.
_OR_LAST_DIGIT = r"(?<=\d{4})[-–/]\d(?![\d\s-]*\d)"
#: Round the clock: 24 h, 24/7.
_ALWAYS = r"(?<!\d)24(?:\s?(?:h|t)\b|/7(?!\d))"
_NO_NUMBER = re.compile("|".join((_DATE, _CLOCK, _HOURS_AFTER_WORD, _HOURS, _OR_LAST_DIGIT, _ALWAYS)))

_EXTENSION = re.compile(
    r"[\s,;(]*(?:alanumero|alanro|alan|sisänumero|anknytning|ankn|extension|extn?|доб(?:авочный)?|дод(?:атковий)?"
    r"|تحويلة|داخلی|sise(?:telefon|number)?|lisanumber|x|#)[.:=\s]*(?P<number>\d{1,7})(?!\d)\)?",
    re.IGNORECASE,
)
#: Characters that numbers are written with; everything else stands between them.
_BREAK = "|"
_BETWEEN = re.compile(r"[^\d\s()\[\]+.\-/‐-―−~\u00a0\u2060]")
_RUN = re.compile(r"\+?\(?\+?\d(?:[\d\s()\[\].\-/‐-―−~\u00a0\u2060]*\d)?")
#: A part of a row of digits that ends where the next number may begin: at a slash, before a bracket, a zero or a plus.
_PART = re.compile(r"[^\s/].*?(?=\s*$|\s*/\s|\s+\(|[\s/]+(?:0\d{1,3}[\s.-]\d\d|0\d{5}|\+))")
_LONGEST_SHORT, _SHORTEST_LONG = 6, 6
#: Numbers that telephones abroad don't reach; they are dialled as the country does.
_NATIONAL_TYPES = frozenset({PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})


@lru_cache(maxsize=2048)
def telephone_pieces(text: str) -> tuple[str | Telephone, ...]:
    """Split a text into numbers and what stands between them; the pieces as written are the text.

    What can't be dialled stays text.
    """
    typed = ascii_digits(text)
    found: list[tuple[int, int, str]] = []
    covered = _masked(typed)
    for start, end, subscriber in _numbers(covered):
        extension = _EXTENSION.match(typed, end)
        if extension and ";ext=" not in subscriber:
            subscriber, end = f"{subscriber};ext={extension['number']}", extension.end()
        found.append((start, end, subscriber))
    pieces: list[str | Telephone] = []
    last = 0
    for start, end, subscriber in found:
        pieces += [text[last:start], Telephone(text[start:end], subscriber)]
        last = end
    return tuple(piece for piece in (*pieces, text[last:]) if piece)


def telephones(text: str) -> tuple[Telephone, ...]:
    """The numbers in a text, in its order."""
    return tuple(piece for piece in telephone_pieces(text) if isinstance(piece, Telephone))


def dialled_address(address: str) -> str:
    """The address of a link; of a ``tel`` link with a number as people write it, the number as it is dialled."""
    if not address.lower().startswith("tel:"):
        return address
    numbers = telephones(unquote(address[len("tel:") :]))
    return numbers[0].url if numbers else address


def unreadable_part(text: str) -> str:
    """The part of a text that should be a number and can't be dialled; empty where there is none.

    That is all of a text without a number, and beside a number any other long row of digits.
    """
    if not text.strip():
        return ""
    if not telephones(text):
        return text.strip()
    for piece in telephone_pieces(text):
        if isinstance(piece, str):
            for run in _RUN.finditer(_masked(ascii_digits(piece))):
                if _count(run[0]) >= _SHORTEST_LONG:
                    return piece[run.start() : run.end()]
    return ""


def _masked(typed: str) -> str:
    """The text in its length, with breaks for what can't belong to a number: words, dates, hours, extensions."""
    hidden = _NO_NUMBER.sub(lambda match: _BREAK * len(match[0]), typed)
    hidden = _EXTENSION.sub(lambda match: _BREAK * len(match[0]), hidden)
    return _BETWEEN.sub(_BREAK, hidden)


def _numbers(covered: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and subscriber of each number, in order."""
    for row in _RUN.finditer(covered):
        short = _short(row[0], is_alone=row[0] == covered.strip())
        found = [(0, len(row[0]), short)] if short else _in_row(row[0])
        yield from ((row.start() + start, row.start() + end, subscriber) for start, end, subscriber in found)


def _in_row(row: str) -> list[tuple[int, int, str]]:
    """The numbers in a row of digits. None of it is dialled where digits are left over that may belong to them."""
    whole = list(_matched(row))
    parts = []
    for part in _PART.finditer(row):
        short = _short(part[0])
        inside = [(0, len(part[0]), short)] if short else list(_matched(part[0]))
        parts += [(part.start() + start, part.start() + end, subscriber) for start, end, subscriber in inside]
    readings = [found for found in (whole, parts) if found and not _has_digits_over(row, found)]
    return max(readings, key=len, default=[])


def _has_digits_over(row: str, found: list[tuple[int, int, str]]) -> bool:
    """Whether there are digits beside the numbers, other than behind a slash or a bracket."""
    last = 0
    for start, end in [*((start, end) for start, end, _subscriber in found), (len(row), len(row))]:
        over = row[last:start]
        if _count(over) and (not last or not re.match(r"\s*[/(]", over)):
            return True
        last = end
    return False


def _matched(run: str) -> Iterator[tuple[int, int, str]]:
    """Yield the numbers that are in use; else the whole row, where it has the form of a number."""
    matches = list(PhoneNumberMatcher(run, conf.phone_region(), leniency=Leniency.VALID))
    for match in matches:
        yield match.start, match.end, _subscriber(match.number)
    if not matches and run.startswith(("0", "+")) and _count(run) >= _SHORTEST_LONG:
        try:
            number = phonenumbers.parse(run, conf.phone_region())
        except phonenumbers.NumberParseException:
            return
        if phonenumbers.is_possible_number(number):
            yield 0, len(run), _subscriber(number)


def _short(run: str, *, is_alone: bool = False) -> str:
    """The digits of a short number such as 112 or 116 117; empty for any other row.

    Those that begin with 1 and aren't in use by all operators count where they stand alone.
    """
    digits = re.sub(r"\D", "", run)
    if "+" in run or len(digits) > _LONGEST_SHORT or digits.startswith("0"):
        return ""
    region = conf.phone_region()
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return ""
    if shortnumberinfo.is_valid_short_number_for_region(number, region):
        return digits
    is_likely = is_alone and digits.startswith("1")
    return digits if is_likely and shortnumberinfo.is_possible_short_number_for_region(number, region) else ""


def _subscriber(number: PhoneNumber) -> str:
    extension = f";ext={number.extension}" if number.extension else ""
    if _is_national(number):
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        return re.sub(r"\D", "", national.partition(" ext")[0]) + extension
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) + extension


def _is_national(number: PhoneNumber) -> bool:
    if number.country_code != phonenumbers.country_code_for_region(conf.phone_region()):
        return False
    if phonenumbers.number_type(number) in _NATIONAL_TYPES:
        return True
    return not phonenumbers.can_be_internationally_dialled(number)


def _count(run: str) -> int:
    return sum(character.isdigit() for character in run)
