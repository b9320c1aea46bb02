"""Which contacts may still be shown (need "consent and retention for a person"). Every face asks here."""

from __future__ import annotations

import datetime
from typing import Any

from search.models import ListingDocument


def contacts_on(document: ListingDocument, day: datetime.date) -> list[dict[str, Any]]:
    """Contacts whose time has not run out on this day. Whom a person's consent doesn't cover isn't in the document."""
    today = day.isoformat()
    return [item for item in document.facts["contacts"] if not item.get("until") or item["until"] >= today]
