"""Wishes as lists show them: one row for each search on a portal, in words, with what it finds by now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, Min, Q, Sum

from editorial.wishes.models import Wish, WishQuerySet
from editorial.wishes.shown_wish import finder_labels
from editorial.wishes.wish_filter import WishFilter
from editorial.wishes.wished_search import WishedSearch
from faces.finder.finder_query import FinderQuery
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path
from regions.languages import own_name
from regions.models import Portal
from search.engines import get_engine
from search.query import InvalidQuery, SearchQuery


@dataclass(frozen=True)
class WishRow:
    """``wish_id``: any row of it. ``filters``: in words. ``search_url``: the finder; empty where it can't be searched.

    ``found``: how much the search finds by now; None where nobody has counted. ``times``: within the list's period.
    """

    wish_id: int
    portal: Portal
    words: str
    filters: tuple[str, ...]
    languages: tuple[str, ...]
    times: int
    first_day: datetime.date
    last_day: datetime.date
    is_new: bool
    search_url: str
    found: int | None = None


def grouped(wishes: WishQuerySet, chosen: WishFilter) -> Any:
    """Return the chosen wishes as one dictionary for each search of a portal, in order."""
    rows = chosen.applied(wishes).order_by().values("portal_id", "key")
    if chosen.only_new:
        rows = rows.annotate(new=Sum("times", filter=Q(is_seen=False))).filter(new__gt=0)
    rows = rows.annotate(
        wish_id=Max("pk"),
        one_words=Max("words"),
        one_filters=Max("filters"),
        spoken=ArrayAgg("language", distinct=True),
        total=Sum("times"),
        first_day=Min("day"),
        last_day=Max("day"),
        unseen=Sum("times", filter=Q(is_seen=False)),
    )
    first = "-last_day" if chosen.order == "newest" else "-total"
    return rows.order_by(first, "-last_day", "one_words", "wish_id")


def make_rows(groups: Iterable[Mapping[str, Any]], viewpoint: Viewpoint, *, counts: bool) -> Iterator[WishRow]:
    """Yield rows with links; ``counts``: with what each search finds by now. One query for all portals."""
    groups = list(groups)
    portals = Portal.objects.select_related("site").in_bulk({group["portal_id"] for group in groups})
    for group in groups:
        yield _make_row(group, portals[group["portal_id"]], viewpoint, counts=counts)


def _make_row(group: Mapping[str, Any], portal: Portal, viewpoint: Viewpoint, *, counts: bool) -> WishRow:
    wished = WishedSearch(group["one_words"], group["one_filters"])
    query = _query_now(wished, portal, group["spoken"], viewpoint)
    return WishRow(
        wish_id=group["wish_id"],
        portal=portal,
        words=wished.words,
        filters=tuple(label.value for label in finder_labels(wished, portal, viewpoint)),
        languages=tuple(own_name(code) for code in group["spoken"]),
        times=group["total"],
        first_day=group["first_day"],
        last_day=group["last_day"],
        is_new=bool(group["unseen"]),
        search_url=_search_url(query) if query else "",
        found=get_engine().count(query.search) if query and counts else None,
    )


def _query_now(
    wished: WishedSearch, portal: Portal, languages: Iterable[str], viewpoint: Viewpoint
) -> FinderQuery | None:
    """The search in the language of one who wished, without days that are over; None where it can't be read."""
    language = next((code for code in languages if code in portal.languages), portal.first_language)
    try:
        query = wished.finder_query(portal=portal, language=language, now=viewpoint.now)
    except InvalidQuery:
        return None
    return query.with_search(_without_past_days(query.search))


def _without_past_days(query: SearchQuery) -> SearchQuery:
    if query.date_to is not None and query.date_to < query.today:
        return query.without("from").without("to")
    return query


def _search_url(query: FinderQuery) -> str:
    search = query.search
    return f"{search.portal.root_url}{finder_path(search.language)}{query.relative_url}"


def new_wishes(user: Any) -> int:
    """Return how many searches that were wished for are new to the person's portals. One query."""
    rows = Wish.objects.visible_to(user).filter(is_seen=False)
    return int(rows.order_by().values("portal_id", "key").distinct().count())
