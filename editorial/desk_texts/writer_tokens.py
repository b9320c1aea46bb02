"""Who a form of the desk was shown to, signed in the form itself: what it says holds when the session has ended."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "editorial.desk_texts.writer_tokens"
#: Seconds. A form may be open for longer than a session lasts.
MAX_AGE = 30 * 24 * 60 * 60
_LONGEST = 300


def writer_token(person: Any) -> str:
    """Return what the form carries. A new password makes it void."""
    return signing.dumps([person.pk, _mark(person)], salt=_SALT)


def person_of_token(token: str) -> Any | None:
    """Return the active account that the form was shown to; None for a token that is forged, old or void. One query."""
    if not token or len(token) > _LONGEST:
        return None
    try:
        key, mark = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
        person = get_user_model().objects.filter(pk=int(key), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return person if person is not None and constant_time_compare(mark, _mark(person)) else None


def _mark(person: Any) -> str:
    """Goes with the person's password, as a session does."""
    return salted_hmac(_SALT, person.get_session_auth_hash()).hexdigest()[:16]


def is_token_of(token: str, person: Any) -> bool:
    """Whether the form was shown to this person. No query."""
    try:
        key, mark = signing.loads(token[:_LONGEST], salt=_SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(key == person.pk) and constant_time_compare(mark, _mark(person))
