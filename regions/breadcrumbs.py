"""Breadcrumbs of a page: above its title (``portal/breadcrumbs.html``), and for search engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Crumb:
    """A page above the current one. ``attributes``: HTML's ``lang`` and ``dir`` of a name in another language."""

    name: str
    url: str
    attributes: str = ""


def breadcrumb_list(crumbs: Sequence[Crumb], root_url: str) -> dict[str, Any]:
    """schema.org's BreadcrumbList. ``crumbs`` end with the page itself; ``root_url`` has no slash at its end."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": crumb.name, "item": f"{root_url}{crumb.url}"}
            for number, crumb in enumerate(crumbs, start=1)
        ],
    }
