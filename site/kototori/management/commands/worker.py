import logging
import os
import signal
import socket
import threading
from types import FrameType
from typing import Any

import psutil
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kototori.supervised import die_with_supervisor
from regions.periodic import Outcome, run_all, steps

_IDLE_SECONDS = 1.0
_PAUSE_AFTER_ERROR_SECONDS = 5.0


class Command(BaseCommand):
    """Run the registered background steps, such as indexing, and the queued tasks until a signal stops it."""

    help = "Do the background work: bring the index up to date and run queued tasks."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits, then end; exit code 1 if a step failed")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        self._stop = threading.Event()
        if once:
            self._run_until_idle()
            return
        die_with_supervisor()
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        requeue_tasks_of_dead_workers()
        while not self._stop.is_set():
            close_old_connections()
            outcomes = run_all(steps)
            has_worked = run_one_task() or any(outcome.done for outcome in outcomes)
            if any(outcome.error for outcome in outcomes):
                self._stop.wait(_PAUSE_AFTER_ERROR_SECONDS)
            elif not has_worked:
                self._stop.wait(_IDLE_SECONDS)

    def _run_until_idle(self) -> None:
        while True:
            outcomes: list[Outcome] = run_all(steps)
            failures = [outcome.name for outcome in outcomes if outcome.error]
            if failures:
                raise CommandError(f"Failed: {', '.join(failures)}.")
            if not run_one_task() and not any(outcome.done for outcome in outcomes):
                return

    def _end(self, number: int, frame: FrameType | None) -> None:
        """End after the current step or task."""
        self._stop.set()


def run_one_task() -> bool:
    """Run the next queued task with the worker of django-tasks-db. False if none waits."""
    if not DBTaskResult.objects.ready().filter(backend_name="default").exists():
        return False
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=worker_name(),
        excluded_queue_names=[],
    ).run()
    return True


def worker_name() -> str:
    """Return `<host>:<process id>:<start time>`, by which a later worker can tell whether this one still runs."""
    start = int(psutil.Process().create_time())
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{start}"


def requeue_tasks_of_dead_workers() -> int:
    """Queue the tasks again that a killed worker of this machine had begun, and return their number.

    Tasks are idempotent, so a second run does no harm.
    """
    count = 0
    for task in DBTaskResult.objects.running().filter(backend_name="default"):
        if task.worker_ids and _is_dead(task.worker_ids[-1]):
            task.status = TaskResultStatus.READY
            task.save(update_fields=["status"])
            count += 1
    return count


def _is_dead(worker: str) -> bool:
    """Return whether a worker, by its name, ran on this machine and has gone. Workers elsewhere count as running."""
    host, _, rest = worker.partition(":")
    number, _, start = rest.partition(":")
    if host != socket.gethostname()[:32] or not (number.isdigit() and start.isdigit()):
        return False
    try:
        return int(psutil.Process(int(number)).create_time()) != int(start)
    except psutil.NoSuchProcess:
        return True
