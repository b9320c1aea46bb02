"""Bringing back what was deleted of a loaded pool: the demo stays whole, whatever people try out in it.

Texts and facts that people changed, and statuses that they gave, stay; only what is gone returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from listings.enums import ListingStatus, OrganisationStatus
from listings.models import Listing, Organisation
from listings.models.records import confirmation_due


def revive(record: Organisation | Listing, source_language: str) -> None:
    """Make a record whose pages were deleted public again, under the same public id."""
    values: dict[str, Any] = {"source_language": source_language}
    if isinstance(record, Listing):
        today = timezone.localdate()
        values |= {"status": ListingStatus.ACTIVE, "status_reason": "", "paused_until": None, "ended_on": None}
        values |= {"confirmed_on": today, "confirm_by": confirmation_due(today)}
    else:
        values |= {"status": OrganisationStatus.JOINED}
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=list(values))


def missing_versions(page: Any, texts: Mapping[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The texts of languages in which the family has no version."""
    there = set(page.family().values_list("locale__language_code", flat=True))
    return {language: text for language, text in texts.items() if language not in there}
