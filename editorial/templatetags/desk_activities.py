"""What the desk's pages say about an activity."""

from typing import Any

from django import template

from listings.placement_wording import decisions_about

register = template.Library()


@register.simple_tag
def portal_decisions(listing: Any) -> list[dict[str, str]]:
    """Which portals pin, include or hide a listing, until when and why; nothing for one that isn't saved. One query."""
    return decisions_about(listing) if listing is not None else []
