"""Numbers as people type them, in digits and signs of any script."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from regions.written.digits import ascii_digits
from search.query.errors import ValueFault

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,6}(?:\.[0-9]{1,15})?", re.ASCII)

#: Signs between digits as keyboards of other scripts have them, and marks of direction, which are pasted along.
_SIGNS = str.maketrans(
    {
        "\u066b": ".",  # Arabic decimal separator
        "\uff0e": ".",
        "\u060c": ",",  # Arabic comma
        "\uff0c": ",",
        "\uff1a": ":",
        "\u2236": ":",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\uff0d": "-",
        "\uff0b": "+",
    }
    | dict.fromkeys("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff", "")
)


def plain_numerals(value: str) -> str:
    """Return a number, date or time of day with ASCII digits and signs, whichever keyboard it was typed on.

    >>> plain_numerals("٢٫٥ １７：３０")
    '2.5 17:30'
    """
    return value if value.isascii() else ascii_digits(value).translate(_SIGNS)


def whole_number(value: str, lowest: int, highest: int) -> int:
    """Return an ASCII number within bounds. Raises ``ValueFault``."""
    if not NUMBER.fullmatch(value) or not lowest <= int(value) <= highest:
        raise ValueFault(
            _("Give a whole number from %(lowest)s to %(highest)s.") % {"lowest": lowest, "highest": highest}
        )
    return int(value)


def decimal(value: str) -> float | None:
    """Return an ASCII number with a decimal point, or None for anything else."""
    return float(value) if _DECIMAL.fullmatch(value) else None
