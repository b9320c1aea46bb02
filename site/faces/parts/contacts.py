"""Whom one can ask (need "consent and retention for a person"). Every face asks here who may still be shown."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from faces.parts.contact_links import Way, ways_to
from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from search.models import ListingDocument


@dataclass(frozen=True)
class Contact:
    role: Text
    name: Text
    ways: tuple[Way, ...]


def contacts_on(document: ListingDocument, day: datetime.date) -> list[dict[str, Any]]:
    """Contacts whose time has not run out on this day. Whom a person's consent doesn't cover isn't in the document."""
    today = day.isoformat()
    return [item for item in document.facts["contacts"] if not item.get("until") or item["until"] >= today]


def contacts_of(document: ListingDocument, viewpoint: Viewpoint) -> tuple[Contact, ...]:
    """Those who may be shown today, as a page shows them."""
    return tuple(
        Contact(
            role=viewpoint.label("contact_role", item["role"]),
            name=viewpoint.name(item.get("name") or ""),
            ways=ways_to(item.get("phone") or "", item.get("email") or ""),
        )
        for item in contacts_on(document, viewpoint.today)
    )


def first_email(document: ListingDocument, day: datetime.date) -> str:
    """The first e-mail address among them, or nothing."""
    return next((item["email"] for item in contacts_on(document, day) if item.get("email")), "")
