"""Middleware that answers malformed requests of the admin with 400 and a sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regions.refusals import request_input
from regions.refusals.request_input import MalformedInputError
from regions.staff_paths import is_staff_path

logger = logging.getLogger(__name__)

TEMPLATE = "regions/admin/malformed.html"


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
            return refuse(request, error)
        _drop_unknown_next(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_to(request, exception)


def answer_to(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The answer 400 to an exception that says that the input was at fault; None for every other one."""
    refusal = request_input.as_refusal(exception, request_input.view_of(request)) if is_staff_path(request) else None
    if refusal is None:
        return None
    logger.warning("Malformed input at %s", request.path, exc_info=exception)
    return refuse(request, refusal)


def refuse(request: HttpRequest, error: MalformedInputError) -> HttpResponse:
    if request.accepts("text/html"):
        return render(request, TEMPLATE, {"fault": str(error)}, status=400)
    return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")


def _drop_unknown_next(request: HttpRequest) -> None:
    """Forget where to go on after signing in, if it is no address: Django would look for a view of that name."""
    target = request.GET.get("next", "")
    if target and "/" not in target:
        query = request.GET.copy()
        del query["next"]
        request.GET = query  # type: ignore[assignment]
