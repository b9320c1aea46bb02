"""Parts of a portal besides its homes. Higher apps register theirs in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from regions.registry import Registry

if TYPE_CHECKING:
    from django.contrib.auth.models import Group

    from regions.models import Portal, PortalHomePage


@dataclass
class PortalContext:
    """The portal as far as it has been opened, and the person who opens it.

    ``homes`` by language in the portal's order; ``groups`` by role (``PortalRole`` values). ``shared``: what a part
    leaves for later parts, by the part's name. ``changes``: in words, what this run has changed. ``coordinator``: the
    address of who is to coordinate the portal, or empty.
    """

    portal: Portal
    homes: dict[str, PortalHomePage]
    groups: dict[str, Group]
    user: Any = None
    shared: dict[str, Any] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    coordinator: str = ""

    def report(self, what: str) -> None:
        """Add to ``changes``. A run that reports nothing must have written nothing."""
        self.changes.append(what)


@dataclass(frozen=True)
class PortalPart:
    """One part. ``ensure`` adds what is missing of it: idempotent, with a constant number of queries per language.

    It runs inside the transaction of ``open_portal``, which holds the lock on the page tree. Parts with a lower
    ``order`` run first (directory and organisations' rights 100–199, public pages 200–299, review 300–399, people
    400–499). ``is_available``: whether the project has what the part needs, such as addresses.
    """

    name: str
    order: int
    ensure: Callable[[PortalContext], None]
    is_available: Callable[[], bool] = lambda: True


registry: Registry[PortalPart] = Registry("portal part")

#: The name of the part that lets the first coordinator in. Without such a part nobody is asked for one.
COORDINATOR = "coordinator"


def register(part: PortalPart) -> None:
    """Add a part. Raises ``AlreadyRegisteredError`` where another one has its name."""
    registry.register(part.name, part, order=part.order)


def asks_for_coordinator() -> bool:
    """Whether some app lets in the coordinator whose address is given when a portal opens."""
    part = registry.get(COORDINATOR)
    return part is not None and part.is_available()
