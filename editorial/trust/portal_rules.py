"""A portal's rules of review, as they are now."""

from __future__ import annotations

from typing import Any

from editorial.trust.models import PortalReviewRules


def rules_of(portal_id: Any) -> PortalReviewRules:
    """Return a portal's rules; with the defaults, and not stored, where it has said nothing. One statement."""
    rules: PortalReviewRules | None = PortalReviewRules.objects.filter(portal=portal_id).first()
    return rules if rules is not None else PortalReviewRules(portal_id=portal_id)
