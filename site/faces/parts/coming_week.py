"""The coming week: the seven days that begin today, as pages that are no calendar show them under "This week"."""

from __future__ import annotations

import datetime

from search.query import SearchQuery

DAYS = 7


def coming_week(query: SearchQuery, *, limit: int) -> SearchQuery:
    """The query within the coming week, soonest first, without facets; at most ``limit`` activities."""
    return query.with_(
        date_from=query.today, date_to=_last_day(query.today), sort="next", page_size=limit, facets=False
    )


def coming_week_parameters(today: datetime.date) -> dict[str, str]:
    """The same days and order as parameters of the finder."""
    return {"from": today.isoformat(), "to": _last_day(today).isoformat(), "sort": "next"}


def _last_day(today: datetime.date) -> datetime.date:
    return today + datetime.timedelta(days=DAYS - 1)
