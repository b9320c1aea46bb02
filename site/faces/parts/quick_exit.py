"""Where a page offers to be left quickly (need E12): what somebody in danger must not be seen to read.

Pages put the address into the context as ``quick_exit``; ``portal/base.html`` shows the button and how to leave no
trace.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpResponse

from regions import conf
from search.engines.base import Interpretation
from search.models import ListingDocument
from search.query import SearchQuery

Response = TypeVar("Response", bound=HttpResponse)

#: Codes that say this of a search or a theme, whatever is found.
SENSITIVE_CODES = frozenset({"theme:crisis", "target_group:violence", "target_group:lgbtiq"})


def exit_from_documents(documents: Iterable[ListingDocument]) -> str:
    """The way out of a page that is about these."""
    return _way_out(any(document.facts["sensitive"] for document in documents))


def exit_from_search(query: SearchQuery, interpreted: Iterable[Interpretation] = ()) -> str:
    """The way out of a search for sensitive matters: chosen as a filter, or recognised in its words."""
    asked = {f"{name}:{value}" for name, value in query.to_parameters()}
    asked |= {f"{found.parameter}:{found.value}" for found in interpreted}
    return _way_out(not asked.isdisjoint(SENSITIVE_CODES))


def keep_no_copy(response: Response) -> Response:
    """Let nobody store the page: "back" must not show it again (RFC 9111, 5.2.2.5)."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _way_out(needed: bool) -> str:
    return conf.quick_exit_url() if needed else ""
