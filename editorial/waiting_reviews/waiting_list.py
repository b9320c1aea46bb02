"""The list of what waits: one statement counts, one finds a page's rows in order, and one of each source reads them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value

from editorial.review.lookers import lookers
from editorial.review.working_days import late_before
from editorial.waiting_reviews.waiting_sources import KEY, LATE_SINCE, SINCE, Asked, WaitingRow, registry
from regions.models import Portal, PortalMembership, PortalRole
from regions.permissions import is_national_admin, memberships_of


class WaitingList:
    """What waits, as a sequence of rows for Django's ``Paginator``; for national administrators what is late first."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._found = _found(asked)

    def count(self) -> int:
        return self._found.count() if self._found is not None else 0

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[WaitingRow]:
        if self._found is None:
            return []
        order = ("-is_late", SINCE, KEY) if self.asked.sees_late else (SINCE, KEY)
        return _read(list(self._found.order_by(*order)[part]), self.asked)


def asked_by(user: Any, now: datetime.datetime | None = None, **narrowed: Any) -> Asked:
    """Return what a person is asked for: in the portals that they coordinate.

    National administrators also answer in the national portal, in those without a coordinator, and what is late.
    """
    late, is_national = late_before(now), is_national_admin(user)
    own = {portal for portal, role, _languages in memberships_of(user) if role == PortalRole.COORDINATOR}
    if is_national:
        coordinators = PortalMembership.objects.effective().filter(portal=OuterRef("pk"), role=PortalRole.COORDINATOR)
        unattended = Portal.objects.filter(Q(is_national=True) | ~Exists(coordinators))
        own.update(unattended.values_list("pk", flat=True))
    return Asked(user, frozenset(own), late, sees_late=is_national, **narrowed)


def _found(asked: Asked) -> QuerySet[Any, Any] | None:
    """What all sources have, as rows (source, key, since, whether it is late)."""
    parts = []
    for name, source in registry.items():
        waiting = source.waiting(asked)
        if waiting is not None:
            columns = {
                "source": Value(name, CharField()),
                "is_late": ExpressionWrapper(Q(**{f"{LATE_SINCE}__lt": asked.late_before}), BooleanField()),
            }
            parts.append(waiting.order_by().annotate(**columns).values_list("source", KEY, SINCE, "is_late"))
    if not parts:
        return None
    first, *others = parts
    return first.union(*others, all=True) if others else first


def _read(found: Sequence[tuple[str, str, datetime.datetime, bool]], asked: Asked) -> list[WaitingRow]:
    """Read the rows, in the order in which they were found; what has been answered meanwhile is left out."""
    read: dict[tuple[str, str], WaitingRow] = {}
    for name, source in registry.items():
        keys = [key for of, key, _since, _late in found if of == name]
        if keys:
            read |= {(name, key): row for key, row in source.rows(keys, asked.user).items()}
    portals = Portal.objects.in_bulk({row.portal_id for row in read.values()})
    looking = lookers([row.page_id for row in read.values() if row.page_id is not None], without=asked.user)
    return [
        replace(row, is_late=late, portal=portals[row.portal_id].title, lookers=looking.get(row.page_id or 0, ()))
        for name, key, _since, late in found
        if (row := read.get((name, key))) is not None
    ]
