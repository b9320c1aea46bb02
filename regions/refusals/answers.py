"""What the admin answers to an exception of a view: 400 for malformed input, else what a model said in refusing it."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regions.refusals.refused_changes import answer_to_refused_change
from regions.refusals.request_input import MalformedInputError, as_refusal, view_of
from regions.staff_paths import is_staff_path

logger = logging.getLogger(__name__)

TEMPLATE = "regions/admin/malformed.html"


def answer_to_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Return the answer to an exception that isn't our fault; None for every other one, and outside the admin.

    Whoever runs a view inside a middleware asks here, because Django asks ``process_exception`` about other views only.
    """
    if not is_staff_path(request):
        return None
    malformed = as_refusal(exception, view_of(request))
    if malformed is None:
        return answer_to_refused_change(request, exception)
    logger.warning("Malformed input at %s", request.path, exc_info=exception)
    return answer_to_malformed_input(request, malformed)


def answer_to_malformed_input(request: HttpRequest, error: MalformedInputError) -> HttpResponse:
    if request.accepts("text/html"):
        return render(request, TEMPLATE, {"fault": str(error)}, status=400)
    return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
