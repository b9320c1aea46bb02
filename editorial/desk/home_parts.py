"""What stands on the desk's home. Each part of this app registers its own in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from regions.portal_request import PortalRequest
from regions.registry import Registry


@dataclass(frozen=True)
class HomePart:
    """A part of the home. ``make`` gives what its template shows, or None where the person has nothing of the kind.

    ``is_need``: it needs the person. Such parts stand first, under one heading; their templates are items of a list.
    """

    template: str
    make: Callable[[PortalRequest], dict[str, Any] | None]
    is_need: bool = False


#: Parts by name; what needs the person has a low order.
parts: Registry[HomePart] = Registry("part of the desk's home")
