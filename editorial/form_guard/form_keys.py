"""Keys of forms: signed in the form itself, so that nobody needs a session or a cookie to send one.

A key says when its form was shown, which a program that fills in forms doesn't wait for. Its id may be that of the row
that comes of the form, so that the same form twice makes one row. It never gets too old.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass

from django.core import signing

_SALT = "editorial.form_guard.form_keys"
#: Seconds in which nobody fills the form in.
MIN_SECONDS = 3


@dataclass(frozen=True)
class FormKey:
    """``signed`` is what the form carries."""

    id: uuid.UUID
    shown_at: float
    signed: str

    @property
    def age(self) -> float:
        """Seconds since the form was shown."""
        return time.time() - self.shown_at


def make_form_key(*, seconds_ago: float = 0) -> FormKey:
    """Return the key of a form that is shown now."""
    key, shown_at = uuid.uuid4(), time.time() - seconds_ago
    return FormKey(key, shown_at, signing.dumps([key.hex, int(shown_at * 1000)], salt=_SALT, compress=False))


def read_form_key(signed: str) -> FormKey | None:
    """Return the key that a form was sent with; None for one that we haven't signed."""
    try:
        key, shown_at = signing.loads(signed[:500], salt=_SALT)
        return FormKey(uuid.UUID(key), shown_at / 1000, signed)
    except (signing.BadSignature, ValueError, TypeError):
        return None
