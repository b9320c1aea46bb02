"""Which portals show a listing: by its place and its way of taking part, or by a placement (docs/design.md, scope).

The rule stands in two notations side by side: on plain values for documents, which are also made of unsaved drafts, and
as a condition for the database, which can't load every listing. ``tests/listings/test_scope.py`` compares them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q, QuerySet

from listings.enums import NATIONWIDE_MODES, PlacementKind
from regions.models import Portal


def is_nationwide(municipality: str, mode: str) -> bool:
    """Whether one can take part from anywhere; ``municipality`` is a code, or empty for the whole country."""
    return mode in NATIONWIDE_MODES or not municipality


#: ``is_nationwide`` as a condition on activity pages.
NATIONWIDE = Q(mode__in=NATIONWIDE_MODES) | Q(municipality=None)


@dataclass(frozen=True)
class PortalRule:
    """What decides a portal's scope. ``coverage`` is a set of municipality codes."""

    id: int
    slug: str
    is_national: bool
    takes_online: bool
    coverage: frozenset[str]

    def takes(self, municipality: str, mode: str) -> bool:
        """Whether a listing is in the portal's scope, apart from placements."""
        if self.is_national or municipality in self.coverage:
            return True
        return self.takes_online and is_nationwide(municipality, mode)

    def shows(self, municipality: str, mode: str, placement: str | None) -> bool:
        """Whether the portal shows a listing; its placement there, a ``PlacementKind``, overrules its scope."""
        if placement is not None:
            return placement != PlacementKind.EXCLUDED
        return self.takes(municipality, mode)

    def choices(self, municipality: str, mode: str, placement: str | None) -> frozenset[PlacementKind]:
        """What the portal may decide on a listing that it has placed so, or not at all: what makes a difference.

        It pins or excludes what is in its scope, and includes, and then pins, what is out of it.
        """
        if self.takes(municipality, mode):
            return frozenset({PlacementKind.PINNED, PlacementKind.EXCLUDED})
        if placement in (PlacementKind.PINNED, PlacementKind.INCLUDED):
            return frozenset({PlacementKind.PINNED, PlacementKind.INCLUDED})
        return frozenset({PlacementKind.INCLUDED})


def rules_of(portals: QuerySet[Portal]) -> list[PortalRule]:
    """Return the rules of these portals in the order of their ids, with two queries."""
    coverage: dict[int, set[str]] = {}
    for portal_id, code in Portal.coverage.through.objects.filter(portal__in=portals).values_list(
        "portal_id", "municipality_id"
    ):
        coverage.setdefault(portal_id, set()).add(code)
    rows = portals.order_by("pk").values_list("pk", "slug", "is_national", "takes_online")
    return [PortalRule(*row, coverage=frozenset(coverage.get(row[0], ()))) for row in rows]


def taken_by(portals: Iterable[int], pages: QuerySet[Any]) -> Any:
    """Return the condition that any of the portals, by their ids, takes a listing (``PortalRule.takes``).

    ``pages`` are activity pages, filtered to the source page of the outer query's listing.
    """
    ids = list(portals)
    rules = Portal.objects.filter(pk__in=ids)
    return (
        Exists(pages.filter(municipality__portals__in=ids))
        | Exists(rules.filter(is_national=True))
        | (Exists(rules.filter(takes_online=True)) & Exists(pages.filter(NATIONWIDE)))
    )
