"""A signed-in person who opens pages and sends their forms, in a transaction that is taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.measure import Response, Site
from benchmarks.sent_forms import encoded, form_values

_CSRF = "a" * 32


class SignedIn:
    """A person's browser. ``ticked``: groups of ticks of which the first is chosen where none is."""

    def __init__(self, user: Any, ticked: Collection[str] = ()) -> None:
        self.site, self.ticked = Site(), ticked
        self.cookie = f"sessionid={_session_key(user)}; csrftoken={_CSRF}"

    def get(self, path: str) -> Response:
        answer = self.site.get(path, cookie=self.cookie)
        assert answer.status == 200, (path, answer.status)
        return answer

    def send(self, path: str, **changes: str) -> Response:
        """Open the page's form, change it and send it. Only the sending is measured."""
        filled = form_values(self.get(path).body, ticked=self.ticked)
        values = filled | {name: [value] for name, value in changes.items()}
        answer = self.site.post(path, encoded(values | {"csrfmiddlewaretoken": [_CSRF]}), cookie=self.cookie)
        assert answer.status == 302, (path, answer.status)
        return answer


@contextmanager
def taken_back() -> Iterator[None]:
    """Make people and texts inside this, measure, and leave the database as it was.

    Documents aren't built meanwhile: an indexer needs a transaction of its own, so it is left to the worker, as where
    a request has no time for it.
    """
    from django.db import transaction
    from django.test.utils import override_settings

    with _kept_connection(), override_settings(KOTOTORI_INDEX_BUDGET_SECONDS=0), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _kept_connection() -> Iterator[None]:
    """Django closes a connection that is in a transaction when a request begins or ends: not here."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def _session_key(user: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
