"""After a writing request its records are indexed before the answer leaves, within a time budget."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from regions import conf
from search import outbox
from search.indexer import drain_outbox

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
            drained = drain_outbox(above=before, budget_seconds=conf.index_budget_seconds())
            _tell(request, drained.left)
        return response


def _tell(request: HttpRequest, left: int) -> None:
    """Say to whoever caused it that not everything is in the public pages yet."""
    if left and hasattr(request, "_messages"):
        messages.info(
            request,
            ngettext(
                "Saved. %(count)d announcement is still being updated on the public pages.",
                "Saved. %(count)d announcements are still being updated on the public pages.",
                left,
            )
            % {"count": left},
        )
