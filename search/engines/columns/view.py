"""What a query's portal shows at its moment, and the times that fit the query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from regions.models import Portal
from search.engines.columns.columns import Columns
from search.engines.columns.times import NextTimes
from search.engines.columns.units import Mask, Small, day_number
from search.query import SearchQuery


@dataclass(frozen=True)
class View:
    """Columns as a query looks at them; every mask has a place for each slot."""

    columns: Columns
    query: SearchQuery

    @cached_property
    def today(self) -> int:
        return day_number(self.query.today)

    @cached_property
    def shown(self) -> Mask:
        """The listings that the portal shows now (see ``search.visibility``), narrowed by ``portal=`` only."""
        spans, now = self.columns.spans, self.query.now
        shown = self.columns.alive & spans.shown([self.query.portal.pk], now)
        if self.query.portal_slugs:
            chosen = Portal.objects.filter(slug__in=self.query.portal_slugs).values_list("pk", flat=True)
            shown &= spans.shown(chosen, now)
        return shown

    @cached_property
    def total(self) -> int:
        """The number of listings that the portal shows."""
        return int(np.count_nonzero(self.shown))

    @cached_property
    def pinned(self) -> Mask:
        """The listings that the portal pins now."""
        return self.columns.spans.pinned(self.query.portal.pk, self.query.now)

    @cached_property
    def times(self) -> NextTimes:
        """The next times that fit the query's days and times of day, on any weekday."""
        if not self.query.is_timed:
            return self.columns.coming(self.query.now)
        return self.columns.times.next_of(self.columns.times.fitting(self.query))

    @cached_property
    def next_at(self) -> Small:
        """The start of the next time that fits the query, with its weekdays."""
        return self.times.soonest(self.query.weekday)
