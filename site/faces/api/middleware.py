"""What holds for every answer below ``/api/v1/``, also for those that no operation gives."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from regions.api_language import answer_language
from regions.api_problems import MEDIA_TYPE, problem_response

API_ROOT = "/api/v1/"
_ALLOWED = "GET, HEAD, OPTIONS"


class ApiMiddleware:
    """Open data is read from anywhere (CORS) and only read; whatever goes wrong on the way is a problem document.

    Stands outside everything that can refuse a request, so that an unknown host or a broken query string is answered
    in the same form as a wrong parameter.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(API_ROOT):
            return self.get_response(request)
        response = self._answer(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Speak the language asked for. The portal's middleware puts the language back when the answer is made."""
        if request.path_info.startswith(API_ROOT):
            language = answer_language(request)
            request.answer_language = language  # type: ignore[attr-defined]
            translation.activate(language)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in ("GET", "HEAD"):
            response = problem_response(405)
            response.headers["Allow"] = _ALLOWED
            return response
        method, request.method = request.method, "GET"  # the only method that operations know
        response = self.get_response(request)
        request.method = method
        if response.status_code >= 400 and not response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            response = _as_problem(response)
        if hasattr(request, "answer_language"):
            response.headers["Content-Language"] = request.answer_language
        return _without_body(response) if method == "HEAD" else response


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    del response.headers["Content-Type"]
    response.headers["Allow"] = _ALLOWED
    response.headers["Access-Control-Allow-Methods"] = _ALLOWED
    response.headers["Access-Control-Allow-Headers"] = "*"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _without_body(response: HttpResponse) -> HttpResponse:
    """A HEAD's answer: what GET would give, with its length, but empty (RFC 9110, 9.3.2)."""
    response.headers["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def _as_problem(response: HttpResponse) -> HttpResponse:
    """The same refusal without the page that a browser would have got."""
    problem = problem_response(response.status_code)
    if "Content-Language" in response.headers:
        problem.headers["Content-Language"] = response.headers["Content-Language"]
    return problem
