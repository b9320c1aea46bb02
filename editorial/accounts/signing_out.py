"""What goes with a person who signs out, however they do it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.contrib.messages import get_messages


def drop_messages(request: Any, **_facts: Any) -> None:
    """Drop what was still to be said: a cookie keeps it longer than the session, for whoever uses the browser next."""
    for _message in get_messages(request):
        pass  # one that has been read isn't kept


def connect() -> None:
    user_logged_out.connect(drop_messages, dispatch_uid="editorial.accounts.signing_out")
