"""The search with results that is nearest to one without: it gives up the least of what was asked.

What is given up, and in which order, is written in ``_GIVEN_UP``: first when and how far away, last what it is about.
The words that were searched are never given up.
"""

from __future__ import annotations

import bisect
import dataclasses
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from faces.finder.wider_searches import Counted
from search.engines import get_engine
from search.engines.base import Results
from search.query import SearchQuery

#: Things that are tried to give up alone.
_MOST_ALONE: Final = 8
#: Results that are shown.
_SHOWN: Final = 3


class GivenUp(enum.Enum):
    """What the nearest search doesn't ask for; ``OTHER``: something else than when and where."""

    TIMES = "times"
    DAYS = "days"
    WHEN = "when"
    DISTANCE = "distance"
    PLACE = "place"
    OTHER = "other"


#: Parameters that say one thing together, in the order in which they are given up.
_GIVEN_UP: Final[Sequence[tuple[GivenUp, tuple[str, ...]]]] = (
    (GivenUp.TIMES, ("time_from", "time_to")),
    (GivenUp.DAYS, ("weekday", "from", "to")),
    (GivenUp.OTHER, ("sign_up_open", "confirmed_within")),
    (GivenUp.OTHER, ("text_in",)),
    (GivenUp.DISTANCE, ("radius",)),
    (GivenUp.PLACE, ("district", "municipality", "area")),
    (GivenUp.OTHER, ("organisation",)),
    (GivenUp.OTHER, ("format",)),
    (GivenUp.OTHER, ("sign_up",)),
    (GivenUp.OTHER, ("price",)),
    (GivenUp.OTHER, ("required_level", "my_level")),
    (GivenUp.OTHER, ("activity_language",)),
    (GivenUp.OTHER, ("mode",)),
    (GivenUp.OTHER, ("children",)),
    (GivenUp.OTHER, ("accessibility",)),
    (GivenUp.OTHER, ("section", "target_group")),
    (GivenUp.OTHER, ("theme",)),
)


#: One thing that is asked: its kind, and the parameters that say it.
_Asked = tuple[GivenUp, tuple[str, ...]]


@dataclass(frozen=True)
class NearestSearch:
    """``names``: the parameters that it gives up. ``results``: its count and its first results."""

    given_up: GivenUp
    names: frozenset[str]
    query: SearchQuery
    results: Results


def nearest_search(query: SearchQuery, counted: Counted) -> NearestSearch | None:
    """Return the nearest search with results; None where no filter stands in the way. About a dozen counts at most."""
    asked = [(kind, chosen) for kind, names in _GIVEN_UP if (chosen := tuple(filter(query.chosen, names)))]
    step = next((one for one in _steps(asked) if _count(query, one, counted)), None) or _together(query, asked, counted)
    if step is None:
        return None
    nearest = _without(query, step)
    shown = dataclasses.replace(counted(nearest), page=1, page_size=_SHOWN, facets=False)
    return NearestSearch(step[0], frozenset(step[1]), nearest, get_engine().search(shown))


def _steps(asked: Sequence[_Asked]) -> list[_Asked]:
    """Return what may be given up first: each thing alone, and times and days together before all that comes later."""
    when = [one for one in asked if one[0] in (GivenUp.TIMES, GivenUp.DAYS)]
    both = [(GivenUp.WHEN, _names(when))] if len(when) > 1 else []
    return [*when, *both, *asked[len(when) :]][:_MOST_ALONE]


def _together(query: SearchQuery, asked: Sequence[_Asked], counted: Counted) -> _Asked | None:
    """Return the fewest things, of those that are given up first, without which there are results.

    Giving up more never finds less, so the number is found by halving.
    """
    steps = [(GivenUp.OTHER, _names(asked[:number])) for number in range(2, len(asked) + 1)]
    steps = [step for step in steps if _leaves_something(query, step)]
    at = bisect.bisect_left(steps, 1, key=lambda step: min(1, _count(query, step, counted)))
    return steps[at] if at < len(steps) else None


def _names(asked: Sequence[_Asked]) -> tuple[str, ...]:
    return tuple(name for _kind, names in asked for name in names)


def _count(query: SearchQuery, step: _Asked, counted: Counted) -> int:
    """Return the number of results without what a step gives up; 0 where nothing would be left of what was asked."""
    return get_engine().count(counted(_without(query, step))) if _leaves_something(query, step) else 0


def _leaves_something(query: SearchQuery, step: _Asked) -> bool:
    """Whether anything stays of what was asked. Another time or place is near enough by itself."""
    nearer = _without(query, step)
    return bool(nearer.q or nearer.is_filtered or nearer.near) or step[0] is not GivenUp.OTHER


def _without(query: SearchQuery, step: _Asked) -> SearchQuery:
    """Leave parameters out. A search that may be farther away has the nearest first."""
    for name in step[1]:
        query = query.without(name)
    return query.with_(sort="distance") if "radius" in step[1] and query.near and not query.sort else query
