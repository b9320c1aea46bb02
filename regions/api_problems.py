"""How the API says that something is wrong: ``application/problem+json`` (RFC 9457), the same for every router."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

TITLES = {400: "Bad request", 404: "Not found"}


class Problem(Exception):
    """A request that can't be answered; ``errors`` are pairs (parameter, message)."""

    def __init__(self, errors: Iterable[tuple[str, str]], status: int = 400) -> None:
        self.errors = list(errors)
        self.status = status
        super().__init__("; ".join(f"{parameter}: {message}" for parameter, message in self.errors))


def refuse_unknown_parameters(request: HttpRequest, known: Iterable[str]) -> None:
    """Raise ``Problem`` for every query parameter that the address doesn't have: a typing error must not widen a list."""
    unknown = [name for name in request.GET if name not in set(known)]
    if unknown:
        raise Problem([(name[:100], "There is no such parameter here.") for name in unknown])


def problem_response(status: int, errors: list[tuple[str, str]]) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "errors": [{"parameter": parameter, "message": message} for parameter, message in errors],
    }
    return JsonResponse(body, status=status, content_type="application/problem+json")


def install_problem_handlers(api: NinjaAPI) -> None:
    """Give an API these answers to problems, to what fails validation and to what isn't there."""

    @api.exception_handler(Problem)
    def on_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
        return problem_response(problem.status, problem.errors)

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem_response(400, [(_parameter(fault), str(fault.get("msg", ""))) for fault in error.errors])

    @api.exception_handler(Http404)
    def on_missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem_response(404, [])


def _parameter(fault: dict[str, Any]) -> str:
    """The name of a parameter from pydantic's place of the fault, such as ``("query", "page")``."""
    names = [str(part) for part in fault.get("loc", ()) if isinstance(part, str)]
    return names[-1] if names else ""
