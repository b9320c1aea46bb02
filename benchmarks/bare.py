"""A view that only returns bytes that were stored before, through the same middleware as any other view."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

#: Body and content type by key.
_ready: dict[str, tuple[bytes, str]] = {}


def prepare(key: str, body: bytes, content_type: str) -> None:
    _ready[key] = (body, content_type)


def bare(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
    body, content_type = _ready[key]
    return HttpResponse(body, content_type=content_type)
