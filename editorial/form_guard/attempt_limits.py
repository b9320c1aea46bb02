"""Counting attempts within a span of time, in the cache that all processes share.

A counter is changed under a lock of the database, which is also where the cache is: attempts at the same moment, in
several processes, are counted one after the other.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from regions.locks import names_locked


@dataclass(frozen=True)
class Limit:
    """At most ``amount`` attempts within ``seconds``; ``name`` begins the counter's key."""

    name: str
    amount: int
    seconds: int

    def key(self, whose: str) -> str:
        """The cache's key for whose attempts are counted. It doesn't say who that is, nor can it be guessed."""
        return f"attempts:{self.name}:{salted_hmac('editorial.form_guard', whose).hexdigest()[:32]}"


#: A limit, and whose attempts it counts.
Counter = tuple[Limit, str]


class LimitReachedError(Exception):
    """An attempt too many. ``wait``: seconds until the next one is allowed."""

    def __init__(self, limit: Limit, wait: int) -> None:
        super().__init__(f"{limit.name}: {wait} s")
        self.limit, self.wait = limit, wait


@dataclass(frozen=True)
class Attempt:
    """An attempt that has been counted."""

    counters: tuple[Counter, ...]
    moment: float

    def give_back(self) -> None:
        """Take the attempt out of the counters, because it was none: the person is who they say."""
        with _locked(self.counters):
            for limit, whose in self.counters:
                moments = [moment for moment in _moments(limit, whose) if moment != self.moment]
                cache.set(limit.key(whose), moments, limit.seconds)


def count(*counters: Counter) -> Attempt:
    """Count an attempt in all counters; in none, and ``LimitReachedError``, where one of them is full."""
    with _locked(counters):
        moments = {counter: _moments(*counter) for counter in counters}
        for (limit, _whose), earlier in moments.items():
            if len(earlier) >= limit.amount:
                raise LimitReachedError(limit, _wait(limit, earlier))
        now = time.time()
        for (limit, whose), earlier in moments.items():
            cache.set(limit.key(whose), [now, *earlier], limit.seconds)
    return Attempt(counters, now)


def is_counted(*counters: Counter) -> bool:
    """Count an attempt in all counters where each has room; return whether that was so."""
    try:
        count(*counters)
    except LimitReachedError:
        return False
    return True


def note(limit: Limit, whose: str) -> Attempt:
    """Count an attempt without refusing any. Only the newest ``amount`` are kept."""
    with _locked([(limit, whose)]):
        now = time.time()
        cache.set(limit.key(whose), [now, *_moments(limit, whose)][: limit.amount], limit.seconds)
    return Attempt(((limit, whose),), now)


def is_full(limit: Limit, whose: str) -> bool:
    return len(_moments(limit, whose)) >= limit.amount


def forget(limit: Limit, whose: str) -> None:
    cache.delete(limit.key(whose))


def _locked(counters: Sequence[Counter]) -> AbstractContextManager[None]:
    return names_locked(*(limit.key(whose) for limit, whose in counters))


def _moments(limit: Limit, whose: str) -> list[float]:
    """When the counted attempts were, the newest first."""
    oldest = time.time() - limit.seconds
    return [moment for moment in cache.get(limit.key(whose), []) if moment > oldest]


def _wait(limit: Limit, moments: list[float]) -> int:
    return max(1, int(moments[limit.amount - 1] + limit.seconds - time.time()) + 1)
