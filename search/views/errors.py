"""The pages for what can't be answered, in the portal's look and the language of the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import get_language

from regions.languages import direction


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "404.html", 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the database, the portal or the request's context: any of them may be what failed."""
    language = get_language() or "fi"
    context: dict[str, Any] = {"language": language, "direction": direction(language)}
    return HttpResponse(loader.render_to_string("500.html", context), status=500)


def _answer(request: HttpRequest, template: str, status: int) -> HttpResponse:
    if getattr(request, "portal", None) is None:
        language = get_language() or "fi"
        context = {"language": language, "direction": direction(language), "status": status}
        return HttpResponse(loader.render_to_string("no_portal.html", context), status=status)
    return HttpResponse(loader.render_to_string(template, {}, request=request), status=status)
