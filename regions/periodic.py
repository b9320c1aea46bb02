"""Background work: jobs that depend on time, and steps that the background worker repeats.

Apps register both in `AppConfig.ready`; `manage.py tick` runs the jobs, `manage.py worker` the steps. What is public
must not depend on one of them having run in time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from regions.registry import Registry

logger = logging.getLogger(__name__)

#: A job is idempotent and catches up after an outage: it does what is due, whenever it ran last.
Job = Callable[[], None]
#: A step does a small batch and returns its size; 0: nothing is waiting, so the worker may sleep.
Step = Callable[[], int]


@dataclass(frozen=True)
class Outcome:
    """The result of one job or step; `error` is empty after a success."""

    name: str
    done: int = 0
    error: str = ""


#: What `manage.py tick` runs, once a minute in development and on most servers.
jobs: Registry[Job] = Registry("job")
#: What `manage.py worker` repeats: at once while it finds work, otherwise once a second.
steps: Registry[Step] = Registry("step")


def run_all(entries: Registry[Job] | Registry[Step]) -> list[Outcome]:
    """Run every entry once, in order. A failure is logged with its traceback and doesn't stop the others."""
    return [_attempt(name, run) for name, run in entries.items()]


def _attempt(name: str, run: Callable[[], int | None]) -> Outcome:
    try:
        return Outcome(name, done=run() or 0)
    except Exception as error:
        logger.exception("%s failed", name)
        return Outcome(name, error=f"{type(error).__name__}: {error}")
