"""What may tell who somebody is, in words that were searched: it is left out before anything is kept.

Found are what has a form: e-mail addresses, links, phone numbers, Finnish identity codes, account numbers, streets with
a number. Names of people have none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from regions.written.digits import ascii_digits

_MAIL: Final = re.compile(r"\S*\s?@\s?\S*")
_LINK: Final = re.compile(r"(?:\w+://|www\.)\S*", re.IGNORECASE)
_IDENTITY_CODE: Final = re.compile(r"(?<!\w)[0-3]\d[01]\d{3}\s?[-+A-FU-Y–]\s?\d{3}\s?[0-9A-Y](?!\w)", re.IGNORECASE)
_ACCOUNT: Final = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[0-9A-Z]{2,4}){3,8}(?!\w)")
_STREET: Final = re.compile(
    r"(?<!\w)\w{2,}(?:katu|tie|kuja|polku|kaari|raitti|aukio|gatan|vägen|gränden|stigen)"
    r"\s+\d+(?:\s?[a-z](?:\s?\d+)?)?(?!\w)",
    re.IGNORECASE,
)
#: Seven digits and more, with what stands between the groups of a phone number.
_DIGITS: Final = re.compile(r"(?<!\w)\+?\(?\d(?:[\s()–-]{0,3}\d){6,}(?!\w)")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_EDGES: Final = " ,;:-–—/|"


def without_personal(text: str) -> str:
    """Return the words without what may tell who somebody is.

    >>> without_personal("läksyapu 040 123 4567 Espoo"), without_personal("klo 17.00-19.30")
    ('läksyapu Espoo', 'klo 17.00-19.30')
    """
    plain = searched = ascii_digits(unicodedata.normalize("NFKC", text))
    for pattern in (_MAIL, _LINK, _IDENTITY_CODE, _ACCOUNT, _STREET):
        plain = pattern.sub(" ", plain)
    plain = _DIGITS.sub(lambda found: " " if _is_number(found.group()) else found.group(), plain)
    if plain == searched:
        return text
    return " ".join(plain.split()).strip(_EDGES)


def _is_number(digits: str) -> bool:
    """Whether digits are the number of a phone or an account, and not days, times or ages ("10-12 14-16")."""
    if _DAY.fullmatch(digits):
        return False
    return digits.startswith(("0", "+", "(")) or max(len(group) for group in re.findall(r"\d+", digits)) > 2
