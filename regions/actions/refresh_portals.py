"""Giving the portals that exist what they would get if they were opened today: after an upgrade brought new parts."""

from __future__ import annotations

from regions.actions.open_portal import OpenedPortal, OpenPortal
from regions.models import Portal


def refresh_portals() -> list[OpenedPortal]:
    """Open every portal again as it is, each in its own transaction. Idempotent; nothing that was given changes."""
    return [
        OpenPortal(
            slug=portal.slug,
            name=portal.name,
            languages=list(portal.languages),
            municipalities=[municipality.pk for municipality in portal.coverage.all()],
            is_national=portal.is_national,
        ).execute()
        for portal in Portal.objects.prefetch_related("coverage")
    ]
