"""What waits for a translator, on the desk's home."""

from __future__ import annotations

from typing import Any

from editorial.desk.home_parts import HomePart
from editorial.translation_orders.translator_access import translates
from editorial.translation_orders.waiting_translations import TO_DO, WorkState, works_of
from regions.portal_request import PortalRequest


def waiting(request: PortalRequest) -> dict[str, Any] | None:
    """Counts of the translator's list. Nothing is read for who translates nowhere."""
    if not translates(request.user):
        return None
    works = works_of(request.user)
    states = [work.state for work in works]
    return {
        "to_do": sum(state in TO_DO for state in states),
        "returned": states.count(WorkState.RETURNED),
        "missing": states.count(WorkState.MISSING),
        "mine": sum(work.is_mine and work.state in TO_DO for work in works),
    }


TRANSLATIONS = HomePart("editorial/translation_orders/home.html", waiting)
