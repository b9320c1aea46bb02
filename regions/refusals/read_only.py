"""Requests that are refused before any view: wrong methods on pages that can only be read, and addresses too long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, get_resolver, get_urlconf, resolve

#: Bytes of path and query string that are answered: what RFC 9112 (3) asks of every server for the request line.
MAX_ADDRESS_LENGTH: Final = 8000
_ALLOWED: Final = "GET, HEAD, OPTIONS"
#: Names of views of Wagtail that are only read.
_READING_VIEWS: Final = frozenset({"wagtaildocs_serve", "wagtailimages_serve"})

_View = TypeVar("_View", bound=Callable[..., Any])


def reads_only(view: _View) -> _View:
    """Mark a view that answers GET and HEAD alone. All other methods are refused before anything looks at them."""
    view.reads_only = True  # type: ignore[attr-defined]
    return view


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to a request that no view should see, else None."""
    if (
        len(request.META.get("QUERY_STRING", "")) + len(request.path_info.encode("utf-8", "replace"))
        > MAX_ADDRESS_LENGTH
    ):
        return error_page(request, 414)
    if request.method in ("GET", "HEAD") or not _is_only_read(request):
        return None
    response = HttpResponse(status=204) if request.method == "OPTIONS" else error_page(request, 405)
    response.headers["Allow"] = _ALLOWED
    return response


def _is_only_read(request: HttpRequest) -> bool:
    """Whether the address is that of a view that is only read, also where its last slash was forgotten."""
    path = request.path_info
    for candidate in (path, f"{path}/"):
        try:
            match = resolve(candidate, getattr(request, "urlconf", None))
        except Resolver404:
            continue
        return match.view_name in _READING_VIEWS or getattr(match.func, "reads_only", False)
    return False


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The project's page for a status, rendered in the active language; without one an empty answer."""
    handler: Any = getattr(get_resolver(get_urlconf()).urlconf_module, f"handler{status}", None)
    if handler is None:
        return HttpResponse(status=status)
    response: HttpResponse = get_resolver(get_urlconf()).resolve_error_handler(status)(request)
    return response
