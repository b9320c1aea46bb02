"""What one text of a form of the desk may be. What nobody types is refused before any work, in words."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from regions.refusals.request_input import MalformedInputError, is_storable

#: Characters of one text, and of anything else that is typed.
MAX_TEXT, MAX_VALUE = 20_000, 5_000
_LONG_TEXTS = frozenset({"description"})
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")


class TooLongError(ValueError):
    """The value of the field ``name`` has more characters than ``most``, more than any that can be meant."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name[:100])
        self.name, self.most = name[:100], most


def check_texts(data: QueryDict) -> None:
    """Raise ``MalformedInputError`` for characters that nobody types, ``TooLongError`` for a text that is too long."""
    for name, values in data.lists():
        longest = MAX_TEXT * 2 if name in _LONG_TEXTS else MAX_VALUE
        for value in values:
            if isinstance(value, str) and len(value) > longest:
                raise TooLongError(name, longest)
        if not is_storable(name) or any(_is_odd(value) for value in values):
            raise MalformedInputError(
                _("The form has a character that cannot be typed. It is taken out here: look through, and send again.")
            )


def _is_odd(value: Any) -> bool:
    return isinstance(value, str) and (not is_storable(value) or _CONTROL.search(value) is not None)
