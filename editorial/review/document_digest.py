"""What visitors would get of a version of a page, as digests by part: a reviewer's answer is to exactly this.

A revision has the text and what it points to by key. The place's address, the picture's file and the organisation's
name aren't in it, and neither is what the public version says; each can change while somebody reads.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from wagtail.images import get_image_model

from listings.announcement_rules import missing_facts
from listings.models import ActivityPage, OrganisationPage
from search.documents.drafts import build_listing_draft, build_organisation_draft

#: Columns that follow from the day, or that the record's own actions change: nobody reviews them.
_PLACE_COLUMNS = ("municipality", "lat", "lon")
_LENGTH = 16


def document_digest(page: Any, stored: Any) -> str:
    """Return the digests of a version of a page, as ``part:digest`` joined by spaces.

    ``stored`` is the page's row, of any type. A constant number of statements.
    """
    parts = {**_parts(page), "public": [stored.live, stored.live_revision_id]}
    return " ".join(f"{name}:{_digest(value)}" for name, value in sorted(parts.items()))


def changed_parts(seen: str, current: str) -> set[str]:
    """Return the names of the parts in which two of these differ."""
    first, second = (dict(part.partition(":")[::2] for part in digest.split(" ")) for digest in (seen, current))
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def _parts(page: Any) -> dict[str, Any]:
    if isinstance(page, OrganisationPage):
        return _organisation_parts(page)
    if isinstance(page, ActivityPage) and not missing_facts(_source(page).announcement()):
        return _listing_parts(page)
    content = page.serializable_data()
    return {"text": {name: content[name] for name in content if name not in ("latest_revision", "live_revision")}} | {
        "picture": _picture(content.get("picture") or content.get("image"))
    }


def _source(page: ActivityPage) -> Any:
    if page.is_source:
        return page
    source = page.source_page()
    return page if source is None else source.original()


def _listing_parts(page: ActivityPage) -> dict[str, Any]:
    columns = build_listing_draft(page).columns
    facts = dict(columns["facts"])
    texts = dict(columns["texts"])
    image = facts.pop("image")
    venue = _source(page).venue
    return {
        "text": texts.pop(page.language, None),
        "languages": texts,
        "organisation": [facts.pop(name) for name in ("organisation", "co_organisers", "home_portal")],
        "place": [
            *(facts.pop(name) for name in ("venue", "district", "address_hidden", "online_url", "position_known")),
            *(columns[name] for name in _PLACE_COLUMNS),
            venue and [venue.name, venue.street, venue.postal_code, venue.municipality_id, venue.address_hidden],
        ],
        "picture": _picture(image and image["id"]),
        "portals": columns["portals"],
        "facts": facts,
    }


def _organisation_parts(page: OrganisationPage) -> dict[str, Any]:
    columns = build_organisation_draft(page).columns
    facts = dict(columns["facts"])
    texts = dict(columns["texts"])
    image = facts.pop("image")
    return {
        "text": texts.pop(page.language, None),
        "languages": texts,
        "organisation": facts.pop("home_portal"),
        "place": columns["municipality"],
        "picture": _picture(image and image["id"]),
        "facts": facts,
    }


def _picture(image_id: int | None) -> Any:
    if image_id is None:
        return None
    names = ("file", "file_hash", "file_size", "focal_point_x", "focal_point_y")
    return list(get_image_model()._default_manager.filter(pk=image_id).values_list("pk", *names))


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:_LENGTH]
