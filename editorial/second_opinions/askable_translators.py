"""Which translators can be asked about a translation that waits for review."""

from __future__ import annotations

from typing import Any

from editorial.review.models import ReviewState
from editorial.translation_orders.translated_texts import public_text
from listings.models import FamilyPage
from regions.models import Portal, PortalMembership, PortalRole


def askable_translators(state: ReviewState, version: Any, portal: Portal, reviewer: Any) -> list[Any]:
    """Return the portal's translators of the language, by name, without whoever wrote or sent the version.

    Nobody is asked about a translation whose original isn't public: translators see no drafts. Eight statements at
    most.
    """
    if not isinstance(version, FamilyPage) or version.is_source:
        return []
    text = public_text(version.translation_key, version.language)
    if text is None:
        return []
    writers = {
        state.workflow_state.requested_by_id,
        state.revision.user_id if state.revision is not None else None,
        text.order.taken_by_id if text.order is not None else None,
        reviewer.pk,
    }
    rows = PortalMembership.objects.effective().filter(
        portal=portal, role=PortalRole.TRANSLATOR, languages__contains=[version.language]
    )
    people = rows.exclude(user__in=writers - {None}).select_related("user")
    return [row.user for row in people.order_by("user__first_name", "user__last_name", "user__email", "pk")]
