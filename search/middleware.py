"""After a writing request its records are indexed before the answer leaves, within a time budget."""

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
    """Stands innermost, so that the view's transactions are committed and its messages still reach the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in _READING:
            return self.get_response(request)
        before = outbox.newest_entry()
        response = self.get_response(request)
        if outbox.newest_entry() > before:
            _tell(request, _index_since(before))
        return response


def _index_since(before: int) -> int:
    """Index what the request caused; how many records are left to the worker.

    The write itself is committed and must not be answered with an error: whatever goes wrong here is the worker's.
    """
    try:
        return drain_outbox(above=before, budget_seconds=conf.index_budget_seconds()).waiting
    except DatabaseError:
        logger.exception("Indexing after a request failed; the worker goes on")
        return 1


def _tell(request: HttpRequest, left: int) -> None:
    """Say to whoever caused it that not everything is in the public pages yet."""
    if left and hasattr(request, "_messages"):
        messages.info(
            request,
            ngettext(
                "Saved. %(count)d page is still being updated on the public pages.",
                "Saved. %(count)d pages are still being updated on the public pages.",
                left,
            )
            % {"count": left},
        )
