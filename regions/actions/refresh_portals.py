"""Adding to existing portals what a new one gets: after an upgrade with new parts."""

from __future__ import annotations

from regions.actions.open_portal import OpenedPortal, OpenPortal
from regions.models import Portal


def refresh_portals() -> list[OpenedPortal]:
    """Open every portal again with its own values, each in its own transaction. Idempotent."""
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
