"""ETags, and 304 where nothing has changed, found out before anything is searched or rendered (RFC 9110, 8.8 and 13).

The validator is made of everything that an answer depends on: the release, the portal, the address, who is signed in,
the versions (``regions.versions``) and a bucket of time, since what is public changes with the clock alone. So an
answer may be confirmed at most ``BUCKET_SECONDS`` after an occurrence is over or an activity has expired, and never a
page of one portal, language or person to another.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeGuard

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils.cache import get_conditional_response, patch_vary_headers

from regions import versions
from regions.middleware import OPEN_PATHS, staff_prefixes
from regions.portal_request import PortalRequest

BUCKET_SECONDS = 60
_READING = frozenset({"GET", "HEAD"})


class ConditionalMiddleware:
    """Stands right inside the portal's middleware, and outside sessions: a 304 costs the portal's one query.

    Whoever may be signed in gets answers that no shared cache keeps, each with validators of their own. An answer that
    sets a cookie, that a view has given caching rules of its own, or that isn't 200, gets none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _has_validator(request):
            return self.get_response(request)
        etag = _etag(request)
        # A star would match whatever there is, and nothing has been looked for yet.
        is_asked = request.headers.get("If-None-Match", "*").strip() != "*"
        unchanged = get_conditional_response(request, etag=etag) if is_asked else None
        if unchanged is not None and unchanged.status_code == 304:
            return _with_rules(request, unchanged, etag)
        response = self.get_response(request)
        if response.status_code != 200 or response.cookies or response.streaming:
            return response
        if "Cache-Control" in response.headers or "ETag" in response.headers:
            return response
        return _with_rules(request, response, etag)


def _has_validator(request: HttpRequest) -> TypeGuard[PortalRequest]:
    """Whether this is a reading request for something that a portal shows."""
    return (
        request.method in _READING
        and getattr(request, "portal", None) is not None
        and versions.of_request("regions.portals") is not None
        and not request.path_info.startswith((*OPEN_PATHS, *staff_prefixes(), "/_util/"))
    )


def _etag(request: PortalRequest) -> str:
    parts = (
        release(),
        str(request.portal.pk),
        request.get_host(),
        request.get_full_path(),
        request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""),
        str(int(time.time() // BUCKET_SECONDS)),
        *(f"{name}={versions.of_request(name)}" for name in versions.registry.names()),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def _with_rules(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    """Keep it, but ask each time whether it still holds; and keep what a signed-in person gets to that person."""
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache" if signed_in else "public, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


@cache
def release() -> str:
    """Another text for every other state of the code, templates and catalogues, the same in all processes: how many
    files there are, and when the newest was written.
    """
    folders = [Path(app.path) for app in apps.get_app_configs()]
    folders += [Path(folder) for engine in engines.all() for folder in getattr(engine, "dirs", ())]
    folders += [Path(folder) for folder in settings.LOCALE_PATHS]
    stamps = [
        path.stat().st_mtime_ns
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in (".py", ".html", ".mo", ".css", ".js", ".svg")
    ]
    return f"{len(stamps)}-{max(stamps, default=0)}"
