"""ETags, and 304 for unchanged pages before anything is searched or rendered (RFC 9110, 8.8 and 13).

The validator has everything that an answer depends on: the release, the portal, the address, the versions
(``regions.versions``) and a bucket of time, because what is public also changes with the clock. So a 304 is late by at
most ``BUCKET_SECONDS`` when an occurrence ends or an activity expires, and never confirms a page of another portal or
language. Whoever has a session gets neither: what they have just written isn't in any version, and nothing of theirs
may stay in a browser that others use.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeGuard

from django.apps import apps
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.template import engines
from django.utils.cache import get_conditional_response, patch_vary_headers

from regions import versions
from regions.middleware import OPEN_PATHS
from regions.portal_request import PortalRequest
from regions.staff_paths import staff_prefixes

BUCKET_SECONDS = 60
_SAFE_METHODS = frozenset({"GET", "HEAD"})
#: Files that decide what is answered.
_SOURCE_SUFFIXES = frozenset({".py", ".html", ".mo", ".css", ".js", ".svg"})


class ConditionalMiddleware:
    """Comes right after the portal's middleware and before sessions, so that a 304 costs the portal's one query.

    A request with a session gets no validator, and an answer that no cache keeps. An answer that sets a cookie, has
    caching headers from its view, is an uploaded file, or isn't 200, gets no validator either.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_for_readers(request):
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return _kept_nowhere(self.get_response(request))
        if request.method not in _SAFE_METHODS or versions.of_request("regions.portals") is None:
            return self.get_response(request)
        etag = _etag(request)
        # A star matches any existing page, and at this point nothing tells whether the page exists.
        has_condition = request.headers.get("If-None-Match", "*").strip() != "*"
        unchanged = get_conditional_response(request, etag=etag) if has_condition else None
        if unchanged is not None and unchanged.status_code == 304:
            return _with_rules(unchanged, etag)
        response = self.get_response(request)
        if response.status_code != 200 or response.cookies or isinstance(response, FileResponse):
            return response
        if "Cache-Control" in response.headers or "ETag" in response.headers:
            return response
        return _with_rules(response, etag)


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    """Forbid every cache to keep the answer, unless its view says otherwise, as the views of files do."""
    if not isinstance(response, FileResponse) and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Cookie"])
    return response


def _is_for_readers(request: HttpRequest) -> TypeGuard[PortalRequest]:
    """Whether this is a portal's address outside the admin."""
    return getattr(request, "portal", None) is not None and not request.path_info.startswith(
        (*OPEN_PATHS, *staff_prefixes(), "/_util/")
    )


def _etag(request: PortalRequest) -> str:
    parts = (
        release(),
        str(request.portal.pk),
        request.get_host(),
        request.get_full_path(),
        str(int(time.time() // BUCKET_SECONDS)),
        *(f"{name}={versions.of_request(name)}" for name in versions.registry.names()),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def _with_rules(response: HttpResponse, etag: str) -> HttpResponse:
    """Add headers: caches may store the answer and must revalidate it."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


@cache
def release() -> str:
    """A text for the state of code, templates and catalogues, the same in all processes of this machine: the number of
    files, and when the newest was written. Of installed packages only their `dist-info` folders are looked at.
    """
    folders = [Path(folder) for engine in engines.all() for folder in getattr(engine, "dirs", ())]
    folders += [Path(folder) for folder in settings.LOCALE_PATHS]
    installed: dict[Path, list[Path]] = {}
    for app in apps.get_app_configs():
        root = Path(app.path).parents[app.name.count(".")]
        if root not in installed:
            installed[root] = list(root.glob("*.dist-info"))
        if not installed[root]:
            folders.append(Path(app.path))
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in _SOURCE_SUFFIXES]
    stamps = [path.stat().st_mtime_ns for path in chain(files, *installed.values())]
    return f"{len(stamps)}-{max(stamps, default=0)}"
