"""Probes that `/health/` reports beside the database. Apps register them in `AppConfig.ready`."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from regions.registry import Registry

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class PartHealth:
    """The state of one part. `facts` are for people and public: no personal data, no secrets."""

    ok: bool
    facts: dict[str, int | float | str | None] = field(default_factory=dict)


Probe = Callable[[], PartHealth]

registry: Registry[Probe] = Registry("health probe")


def probe_all() -> dict[str, PartHealth]:
    """Run every probe. One that raises is not ok; only its exception's class is reported, since the page is public."""
    return {name: _run(name, probe) for name, probe in registry.items()}


def _run(name: str, probe: Probe) -> PartHealth:
    try:
        return probe()
    except Exception as error:
        logger.exception("The health probe %s failed", name)
        return PartHealth(ok=False, facts={"error": type(error).__name__})
