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
    """Do the background work until told to stop: the registered steps, such as indexing, and the queued tasks."""

    help = "Do the background work: bring the index up to date and run queued tasks."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits, then end; exit code 1 if a step failed")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        self._stop = threading.Event()
        if once:
            self._until_nothing_waits()
            return
        die_with_supervisor()
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        take_back_tasks_of_dead_workers()
        while not self._stop.is_set():
            close_old_connections()
            outcomes = run_all(steps)
            worked = run_one_task() or any(outcome.done for outcome in outcomes)
            if any(outcome.error for outcome in outcomes):
                self._stop.wait(_PAUSE_AFTER_ERROR_SECONDS)
            elif not worked:
                self._stop.wait(_IDLE_SECONDS)

    def _until_nothing_waits(self) -> None:
        while True:
            outcomes: list[Outcome] = run_all(steps)
            failed = [outcome.name for outcome in outcomes if outcome.error]
            if failed:
                raise CommandError(f"Failed: {', '.join(failed)}.")
            if not run_one_task() and not any(outcome.done for outcome in outcomes):
                return

    def _end(self, number: int, frame: FrameType | None) -> None:
        """Finish what is being done, then end."""
        self._stop.set()


def run_one_task() -> bool:
    """Run the next queued task, with the queue's own worker. False if none waits."""
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
    """Name this process so that a later one can tell whether it still lives: machine, number, birth."""
    born = int(psutil.Process().create_time())
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{born}"


def take_back_tasks_of_dead_workers() -> int:
    """Queue again what a killed worker of this machine had begun (tasks are idempotent); return how many."""
    taken = 0
    for task in DBTaskResult.objects.running().filter(backend_name="default"):
        if task.worker_ids and _is_dead(task.worker_ids[-1]):
            task.status = TaskResultStatus.READY
            task.save(update_fields=["status"])
            taken += 1
    return taken


def _is_dead(worker: str) -> bool:
    """Say whether a named worker was one of this machine that has gone. Of other machines' workers we know nothing."""
    host, _, rest = worker.partition(":")
    number, _, born = rest.partition(":")
    if host != socket.gethostname()[:32] or not (number.isdigit() and born.isdigit()):
        return False
    try:
        return int(psutil.Process(int(number)).create_time()) != int(born)
    except psutil.NoSuchProcess:
        return True
