"""`manage.py tick` and `manage.py worker` run every job, step and task, also after a failure or a kill."""

import io
import os
import socket

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kototori.management.commands.worker import requeue_tasks_of_dead_workers, worker_name
from regions import periodic


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty the site's registries themselves: commands keep them from when they were first imported."""
    for registry in (periodic.jobs, periodic.steps):
        monkeypatch.setattr(registry, "_entries", {})


def _running_task(worker: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path="editorial.tasks.none",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
        status=TaskResultStatus.RUNNING,
        worker_ids=[worker],
    )


@pytest.mark.django_db
def test_failing_job_is_reported_and_the_others_run() -> None:
    names: list[str] = []
    periodic.jobs.register("digest", lambda: 1 / 0)  # type: ignore[arg-type]
    periodic.jobs.register("freshness", lambda: names.append("freshness"))

    with pytest.raises(CommandError, match="digest"):
        call_command("tick", stdout=io.StringIO(), stderr=io.StringIO())
    assert names == ["freshness"]


@pytest.mark.django_db
def test_worker_repeats_a_step_until_it_is_idle() -> None:
    waiting = [5, 3]
    periodic.steps.register("index", lambda: waiting.pop() if waiting else 0)

    call_command("worker", "--once")

    assert waiting == []


@pytest.mark.django_db
def test_failing_step_ends_the_worker_that_runs_once() -> None:
    periodic.steps.register("index", lambda: 1 // 0)

    with pytest.raises(CommandError, match="index"):
        call_command("worker", "--once")


@pytest.mark.django_db
def test_task_of_a_killed_worker_is_queued_again() -> None:
    task = _running_task(f"{socket.gethostname()[:32]}:{os.getpid()}:1")

    requeue_tasks_of_dead_workers()

    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


@pytest.mark.django_db
@pytest.mark.parametrize("worker", ["elsewhere:1:1", "nonsense", "ours"])
def test_task_of_a_running_or_unknown_worker_is_not_changed(worker: str) -> None:
    task = _running_task(worker_name() if worker == "ours" else worker)

    requeue_tasks_of_dead_workers()

    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING
