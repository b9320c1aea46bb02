"""The person of a request has the rights of now, whenever the last job ran."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from regions.actions.sync_rights import take_ended_rights


def keep_rights_current(request: HttpRequest) -> None:
    """Have ``request.user`` lose ended rights when it is first read. A request that doesn't read it costs nothing."""
    known = getattr(request, "user", None)
    if known is None:
        return

    def read() -> Any:
        user = get_user(request) if isinstance(known, SimpleLazyObject) else known
        if user.is_authenticated:
            take_ended_rights(user)
        return user

    request.user = SimpleLazyObject(read)  # type: ignore[assignment]
