"""What `/health/` reports beside the database: each app registers a part in its `AppConfig.ready`."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from regions.registry import Registry

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class PartHealth:
    """The state of one part. `facts` are numbers and words for people, never personal data or secrets."""

    ok: bool
    facts: dict[str, int | float | str | None] = field(default_factory=dict)


Probe = Callable[[], PartHealth]

registry: Registry[Probe] = Registry("health probe")


def probe_all() -> dict[str, PartHealth]:
    """Ask every part. One that raises is not well; it says the kind of error and no more, since anyone may read it."""
    return {name: _ask(name, probe) for name, probe in registry.items()}


def _ask(name: str, probe: Probe) -> PartHealth:
    try:
        return probe()
    except Exception as error:
        logger.exception("The health probe %s failed", name)
        return PartHealth(ok=False, facts={"error": type(error).__name__})
