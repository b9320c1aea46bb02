"""The quick exit: a button on pages that somebody in danger must not be seen reading (docs/needs.md, E12).

Views put the address that it leads to into the context as ``quick_exit``; ``portal/base.html`` shows the button and
tells how to leave no trace.
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

#: Codes that make a search or a theme's page sensitive, whatever is found.
SENSITIVE_CODES = frozenset({"theme:crisis", "target_group:violence", "target_group:lgbtiq"})


def exit_from_documents(documents: Iterable[ListingDocument]) -> str:
    """The exit's address for a page about these documents; empty where none of them is sensitive."""
    return _exit_url(any(document.facts["sensitive"] for document in documents))


def exit_from_search(query: SearchQuery, interpreted: Iterable[Interpretation] = ()) -> str:
    """The exit's address for a search by a sensitive code, as a filter or recognised in the words; else empty."""
    codes = {f"{name}:{value}" for name, value in query.to_parameters()}
    codes |= {f"{meaning.parameter}:{meaning.value}" for meaning in interpreted}
    return _exit_url(not codes.isdisjoint(SENSITIVE_CODES))


def keep_no_copy(response: Response) -> Response:
    """Let nobody store the page: "back" must not show it again (RFC 9111, 5.2.2.5)."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _exit_url(is_sensitive: bool) -> str:
    return conf.quick_exit_url() if is_sensitive else ""
