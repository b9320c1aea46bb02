"""The link to the form of a wish, on pages of results."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from faces.finder.finder_parts import FinderPart
from faces.finder.finder_query import FinderQuery


@dataclass(frozen=True)
class WishLink:
    """``is_empty``: nothing was found, so the link is a button."""

    url: str
    is_empty: bool


def wish_link(finder_query: FinderQuery, count: int) -> WishLink | None:
    """Return the link; None for a search that says nothing, and in a project without this app's addresses."""
    query = finder_query.search
    if not (query.q or query.is_filtered or query.near):
        return None
    try:
        return WishLink(f"{reverse('wish')}?{finder_query.querystring()}", is_empty=count == 0)
    except NoReverseMatch:
        return None


PART = FinderPart("editorial.wishes", 100, "editorial/wishes/finder_part.html", wish_link)
