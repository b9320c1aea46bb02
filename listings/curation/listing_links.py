"""Links about a listing, beside what a portal decides on it. Higher apps register theirs in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from listings.placement_choices import Choice
from regions.registry import Registry

#: From a person and a public listing's id to a link, or None where there is none for them. One statement at most.
Source = Callable[[Any, UUID], Choice | None]

registry: Registry[Source] = Registry("link about a listing")


def links_about(user: Any, listing_id: UUID) -> list[Choice]:
    """Return the links for a person who decides on a listing."""
    found = (source(user, listing_id) for source in registry.entries())
    return [link for link in found if link is not None]
