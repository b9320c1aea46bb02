"""Errors of the API: ``application/problem+json`` (RFC 9457), the same for every router."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

logger = logging.getLogger("django.request")

MEDIA_TYPE = "application/problem+json"
#: Characters of an input that an answer repeats.
_SHOWN_LENGTH = 100

_TITLES = {
    400: N_("Bad request"),
    404: N_("Not found"),
    405: N_("Method not allowed"),
    410: N_("Gone"),
    414: N_("Address too long"),
    500: N_("Server error"),
}
_DETAILS = {
    400: N_("This request can't be answered. “errors” says which parameters to mend."),
    404: N_("There is nothing at this address. All addresses are listed at /api/v1/docs."),
    405: N_("This is open data to read: only GET and HEAD are answered."),
    410: N_("This was public here once and has been removed. Delete your copy of it."),
    414: N_("This address is too long. Ask with fewer values, or in several requests."),
    500: N_("Something went wrong here, not with your request. Try again later."),
}


class Problem(Exception):
    """A request that can't be answered; ``errors`` are pairs (parameter, message).

    ``detail``: what to do, where the usual words for the status don't say it.
    """

    def __init__(self, errors: Iterable[tuple[str, str]] = (), status: int = 400, detail: str = "") -> None:
        self.errors = list(errors)
        self.status = status
        self.detail = detail
        super().__init__("; ".join(f"{parameter}: {message}" for parameter, message in self.errors))


def unknown_parameters(request: HttpRequest, known: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs (name, message) of unknown parameters: a misspelt filter must not widen a list."""
    names = list(known)
    message = _("There is no such parameter. Leave it out, or use one of: %(names)s.") % {"names": ", ".join(names)}
    if not names:
        message = _("There is no such parameter. Leave it out: this address takes none.")
    return [(name[:_SHOWN_LENGTH], message) for name in request.GET if name not in names]


def problem_response(status: int, errors: Sequence[tuple[str, str]] = (), detail: str = "") -> HttpResponse:
    """The answer in the active language. Its type is ``about:blank``: the status says the kind of problem."""
    body = {
        "type": "about:blank",
        "title": _(_TITLES[status]) if status in _TITLES else _("This can't be answered"),
        "status": status,
        "detail": detail or (_(_DETAILS[status]) if status in _DETAILS else ""),
        "errors": [{"parameter": parameter, "message": message} for parameter, message in errors],
    }
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def install_problem_handlers(api: NinjaAPI) -> None:
    """Let an API answer every exception this way; no answer shows internals."""

    @api.exception_handler(Problem)
    def on_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
        return problem_response(problem.status, problem.errors, problem.detail)

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem_response(400, [(_parameter(fault), str(fault.get("msg", ""))) for fault in error.errors])

    @api.exception_handler(Http404)
    def on_missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem_response(404)

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem_response(error.status_code)

    @api.exception_handler(SuspiciousOperation)
    def on_suspicious(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
        return problem_response(400)

    @api.exception_handler(Exception)
    def on_failure(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.error(
            "Internal Server Error: %s", request.path, exc_info=error, extra={"status_code": 500, "request": request}
        )
        return problem_response(500)


def _parameter(fault: dict[str, Any]) -> str:
    """The parameter's name from pydantic's ``loc``, such as ``("query", "page")``."""
    names = [str(part) for part in fault.get("loc", ()) if isinstance(part, str)]
    return names[-1] if names else ""
