"""Middleware that refuses malformed requests of the admin, and answers what its views raise about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from regions.refusals import request_input
from regions.refusals.answers import answer_to_exception, answer_to_malformed_input
from regions.refusals.request_input import MalformedInputError
from regions.staff_paths import is_staff_path


class RequestInputMiddleware:
    """Must stand before everything that reads cookies, queries or forms: sessions, and the guards of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_input.drop_broken_cookies(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if not is_staff_path(request):
            return None
        try:
            request_input.check_address(request, kwargs)
            if request.method == "POST":
                request_input.check_form(request.POST, request_input.view_of(request))
        except MalformedInputError as error:
            return answer_to_malformed_input(request, error)
        _drop_unknown_next(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_to_exception(request, exception)


def _drop_unknown_next(request: HttpRequest) -> None:
    """Forget where to go on after signing in, if it is no address: Django would look for a view of that name."""
    target = request.GET.get("next", "")
    if target and "/" not in target:
        query = request.GET.copy()
        del query["next"]
        request.GET = query  # type: ignore[assignment]
