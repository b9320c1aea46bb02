"""All columns together, as they are at one change of the read model. They never change; more rows give new columns."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from search.engines.columns.facts import Facts
from search.engines.columns.members import Members
from search.engines.columns.rows import Rows
from search.engines.columns.spans import Spans
from search.engines.columns.terms import Terms
from search.engines.columns.times import NextTimes, Times
from search.engines.columns.titles import Titles
from search.engines.columns.units import NEVER, Mask, second_number


@dataclass(frozen=True)
class Columns:
    """Arrays with one place (slot) per listing.

    ``change``: the number of the last change in them. ``alive``: which slots count: that of a listing that has changed
    or gone since stays empty.
    """

    change: int
    alive: Mask
    facts: Facts
    members: Members
    spans: Spans
    terms: Terms
    times: Times
    titles: Titles
    _kept: dict[str, _Coming] = field(default_factory=dict, compare=False, repr=False)
    _ranks: dict[str, NDArray[np.int64]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, rows: Rows, change: int) -> Self:
        """Return the columns of rows."""
        return cls(
            change=change,
            alive=np.ones(len(rows.facts), np.bool_),
            facts=rows.facts,
            members=Members.none().followed_by(rows.labels),
            spans=Spans.none().followed_by(rows.spans),
            terms=Terms.none().followed_by(rows.terms),
            times=Times.of(rows.times),
            titles=Titles.of(rows.titles),
        )

    def followed_by(self, rows: Rows, change: int) -> Self:
        """Return columns in which the rows' listings are what the rows say."""
        alive = self.alive.copy()
        alive[self.facts.among(rows.ids)] = False
        return type(self)(
            change=change,
            alive=np.concatenate((alive, np.ones(len(rows.facts), np.bool_))),
            facts=self.facts.followed_by(rows.facts),
            members=self.members.followed_by(rows.labels),
            spans=self.spans.followed_by(rows.spans),
            terms=self.terms.followed_by(rows.terms),
            times=self.times.followed_by(Times.of(rows.times)),
            titles=self.titles.followed_by(rows.titles),
        )

    @property
    def count(self) -> int:
        """The number of listings."""
        return int(np.count_nonzero(self.alive))

    @property
    def empty(self) -> int:
        """The number of slots that no longer count."""
        return len(self.alive) - self.count

    @property
    def size(self) -> int:
        """Bytes of all arrays, nearly."""
        parts = (self.facts, self.members, self.spans, self.terms, self.times, self.titles)
        return sum(part.size for part in parts)

    def coming(self, now: datetime.datetime) -> NextTimes:
        """Return the next time of each listing at a moment. It is kept until a time is over."""
        kept = self._kept.get("coming")
        second = second_number(now)
        if kept is None or not kept.since <= second < kept.until:
            kept = self._kept["coming"] = _Coming.of(self.times, now)
        return kept.next

    def title_ranks(self, language: str) -> NDArray[np.int64]:
        """Return the place of each listing's title in the order of titles; equal titles have the same."""
        ranks = self._ranks.get(language)
        if ranks is None:
            titles = self.facts.title_keys(np.arange(len(self.alive)), language)
            order = {title: place for place, title in enumerate(sorted(set(titles)))}
            ranks = self._ranks[language] = np.array([order[title] for title in titles], np.int64)
        return ranks


@dataclass(frozen=True)
class _Coming:
    """Next times that hold from second ``since`` until before ``until``."""

    since: int
    until: int
    next: NextTimes

    @classmethod
    def of(cls, times: Times, now: datetime.datetime) -> Self:
        coming = times.coming(now)
        until = times.over[coming].min(initial=NEVER)
        return cls(second_number(now), int(until), times.next_of(coming))
