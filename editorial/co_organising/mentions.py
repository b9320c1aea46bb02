"""Activities of others that name an organisation, as its people see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from listings.addresses import activity_path
from regions.known_portals import portals_by_id
from regions.languages import direction
from regions.models import Portal


@dataclass(frozen=True)
class Mention:
    """An activity that names the organisation. ``namer`` is its organiser's name; ``is_off``: no longer named."""

    listing_id: UUID
    organisation_id: UUID
    title: str
    language: str
    direction: str
    namer: str
    url: str
    is_off: bool


def make_mentions(rows: Iterable[Any]) -> list[Mention]:
    """Return rows of ``listings.co_organisers.public_mentions`` for a page in the active language."""
    found = list(rows)
    portals = portals_by_id({row.home_portal for row in found})
    return [
        Mention(
            listing_id=row.listing,
            organisation_id=row.organisation_id,
            title=row.title,
            language=row.language,
            direction=direction(row.language),
            namer=row.namer,
            url=_public_url(portals[row.home_portal], row.listing),
            is_off=row.left_at is not None,
        )
        for row in found
    ]


def _public_url(portal: Portal, listing_id: UUID) -> str:
    language = get_language() or ""
    shown_in = language if language in portal.languages else portal.first_language
    return f"{portal.root_url}{activity_path(shown_in, listing_id)}"
