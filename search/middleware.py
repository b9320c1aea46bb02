"""Middleware that indexes the records of a writing request before its response leaves, within a time budget."""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from regions import conf
from search import outbox
from search.indexer import drain_outbox

logger = logging.getLogger(__name__)

_READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class IndexAfterWriteMiddleware:
    """Must be the innermost: the view's transactions are then committed, and its messages still reach the response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in _READING:
            return self.get_response(request)
        before = outbox.newest_entry()
        response = self.get_response(request)
        if outbox.newest_entry() > before:
            _add_message(request, _index_since(before))
        return response


def _index_since(before: int) -> int:
    """Index the records that the request changed. Returns the number that is left to the worker.

    The write is committed and must not be answered with an error; what fails here is tried again by the worker.
    """
    try:
        return drain_outbox(above=before, budget_seconds=conf.index_budget_seconds()).waiting
    except DatabaseError:
        logger.exception("Indexing after a request failed; the worker goes on")
        return 1


def _add_message(request: HttpRequest, waiting: int) -> None:
    """Add a message that some public pages are not up to date yet."""
    if waiting and hasattr(request, "_messages"):
        messages.info(
            request,
            ngettext(
                "Saved. %(count)d page is still being updated on the public pages.",
                "Saved. %(count)d pages are still being updated on the public pages.",
                waiting,
            )
            % {"count": waiting},
        )
