"""What happens by itself: jobs that time causes, and steps that the background worker repeats.

Apps register both in their `AppConfig.ready`; `manage.py tick` runs the jobs, `manage.py worker` the steps. Neither is
where a rule lives: nothing public may depend on one of them having run in time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger(__name__)

#: A job is idempotent and catches up after an outage: it looks at what is due, never at when it ran last.
Job = Callable[[], None]
#: A step does a small batch and returns how much it did; 0 means that nothing waits, so the worker may rest.
Step = Callable[[], int]


class AlreadyRegisteredError(Exception):
    """Two apps chose the same name."""


@dataclass(frozen=True)
class Outcome:
    """How one job or step went; `error` is empty when it went well."""

    name: str
    done: int = 0
    error: str = ""


class Registry:
    """Named jobs or steps in the order in which they were registered."""

    def __init__(self) -> None:
        self._entries: dict[str, Callable[[], int | None]] = {}

    def register(self, name: str, run: Callable[[], int | None]) -> None:
        """Add an entry. Registering the same function again changes nothing; another one under a taken name raises."""
        if self._entries.get(name, run) is not run:
            raise AlreadyRegisteredError(f"Something else is registered as {name}.")
        self._entries[name] = run

    def names(self) -> list[str]:
        """Return the names in the order of running."""
        return list(self._entries)

    def run(self) -> list[Outcome]:
        """Run every entry once. One that fails is logged with its traceback and doesn't stop the others."""
        return [_attempt(name, run) for name, run in self._entries.items()]


def _attempt(name: str, run: Callable[[], int | None]) -> Outcome:
    try:
        return Outcome(name, done=run() or 0)
    except Exception as error:
        logger.exception("%s failed", name)
        return Outcome(name, error=f"{type(error).__name__}: {error}")


jobs = Registry()
steps = Registry()


def register_job(name: str, job: Job) -> None:
    """Have `manage.py tick` run the job, once a minute in development and on most servers."""
    jobs.register(name, job)


def register_step(name: str, step: Step) -> None:
    """Have `manage.py worker` repeat the step: at once while it finds work, otherwise once a second."""
    steps.register(name, step)
