"""Error pages in the portal's look and the language of the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_noop as N_

from regions.languages import direction, interface_languages
from regions.metadata import unlisted

#: The name of the page for a form without its token against forged requests.
CSRF = "403_csrf"
#: Titles of the pages by the names of their templates: the status, apart from that one.
_TITLES: dict[int | str, str] = {
    400: N_("Check the address"),
    403: N_("You may not see this page"),
    404: N_("Page not found"),
    405: N_("This page can only be read"),
    CSRF: N_("The form wasn't accepted"),
    414: N_("This address is too long"),
}
#: Languages of the page for an error of the server, besides that of the address.
_SERVER_ERROR_LANGUAGES = ("fi", "sv", "en")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 403)


def form_not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without its token against forged requests: it is too old, or the browser keeps no cookies."""
    return _error_page(request, 403, CSRF)


def method_not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 405)


def address_too_long(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 414)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the database, the portal or the request's context: any of them may have failed."""
    language = _language_of(request.path_info)
    codes = dict.fromkeys([language, *_SERVER_ERROR_LANGUAGES])
    texts = [{"language": code, "direction": direction(code), **_server_error_text(code)} for code in codes]
    context: dict[str, Any] = {
        "language": language,
        "direction": direction(language),
        "told": texts,
        "stylesheet": _stylesheet(),
    }
    return HttpResponse(loader.render_to_string("500.html", context), status=500)


def _error_page(request: HttpRequest, status: int, name: int | str = 0) -> HttpResponse:
    title = _TITLES[name or status]
    if getattr(request, "portal", None) is None:
        language = _language_of(request.path_info)
        with override(language):
            context = {
                "language": language,
                "direction": direction(language),
                "title": gettext(title),
                "stylesheet": _stylesheet(),
            }
            return HttpResponse(loader.render_to_string("no_portal.html", context), status=status)
    head = {"metadata": unlisted(gettext(title))}
    return HttpResponse(loader.render_to_string(f"{name or status}.html", head, request=request), status=status)


def _language_of(path: str) -> str:
    """The language that the address names, on any portal; else the active one."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in interface_languages() else get_language() or "fi"


def _server_error_text(language: str) -> dict[str, str]:
    with override(language):
        return {
            "title": gettext("Something went wrong"),
            "help": gettext("The fault is ours. Try again in a moment."),
        }


def _stylesheet() -> str:
    """The stylesheet's URL; empty where it is missing among the static files: the error may be just that."""
    try:
        return static("kototori/portal.css")
    except ValueError:
        return ""
