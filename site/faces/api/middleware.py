"""What holds for every answer below ``/api/v1/``, also for those that no operation gives."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.utils import translation

from regions.api_language import answer_language
from regions.api_problems import MEDIA_TYPE, problem_response
from regions.portal_request import PortalRequest

API_ROOT = "/api/v1/"
_ALLOWED = "GET, HEAD, OPTIONS"


class ApiRequest(PortalRequest):
    """Used as a type, never made. ``answer_language``: set once the address is known to be the API's."""

    answer_language: str


class ApiMiddleware:
    """Answers any web page (CORS), allows only reading, and makes every refusal a problem document (RFC 9457).

    It stands before everything that can refuse a request, so that an unknown host or a broken query string is answered
    in the same form as a wrong parameter.
    """

    def __init__(self, get_response: Callable[[ApiRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ApiRequest) -> HttpResponse:
        if not request.path_info.startswith(API_ROOT):
            return self.get_response(request)
        response = self._answer(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    def process_view(self, request: ApiRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Activate the language of ``lang``. The portal's middleware restores the language when the answer is made."""
        if request.path_info.startswith(API_ROOT):
            language = answer_language(request)
            request.answer_language = language
            translation.activate(language)

    def _answer(self, request: ApiRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in ("GET", "HEAD"):
            response = problem_response(405)
            response.headers["Allow"] = _ALLOWED
            return response
        method, request.method = request.method, "GET"  # the only method that operations have
        response = self.get_response(request)
        request.method = method
        if response.status_code >= 400 and not response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            with translation.override(_language(request)):
                response = _as_problem(response)
        if hasattr(request, "answer_language"):
            response.headers["Content-Language"] = request.answer_language
        return _without_body(response) if method == "HEAD" else response


def _language(request: ApiRequest) -> str:
    """The language of the answer, also where the query string can't be read."""
    try:
        return answer_language(request)
    except SuspiciousOperation:
        return settings.LANGUAGE_CODE


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    del response.headers["Content-Type"]
    response.headers["Allow"] = _ALLOWED
    response.headers["Access-Control-Allow-Methods"] = _ALLOWED
    response.headers["Access-Control-Allow-Headers"] = "*"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _without_body(response: HttpResponse) -> HttpResponse:
    """The answer to HEAD: that to GET, with its length, but empty (RFC 9110, 9.3.2)."""
    response.headers["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def _as_problem(response: HttpResponse) -> HttpResponse:
    """The same refusal without the page that a browser would have got."""
    problem = problem_response(response.status_code)
    if "Content-Language" in response.headers:
        problem.headers["Content-Language"] = response.headers["Content-Language"]
    return problem
