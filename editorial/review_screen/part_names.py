"""What has changed since a screen was shown, for people: the parts of a document's digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from editorial.review.document_digest import changed_parts

#: What has changed, for people, by part.
PART_NAMES: Mapping[str, Any] = {
    "text": _("the text"),
    "facts": _("times, prices or other facts"),
    "place": _("the place"),
    "picture": _("the picture"),
    "organisation": _("the organisation"),
    "languages": _("another language version"),
    "portals": _("the portals that show it"),
    "public": _("the public version"),
}


def changed_part_names(seen: str, current: str) -> list[str]:
    """Return what differs between two digests, in an order for readers."""
    changed = changed_parts(seen, current)
    return [str(name) for part, name in PART_NAMES.items() if part in changed]
