"""`/health/` answers for every part: 200 when all are well, 503 otherwise, and never with details."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from regions import health
from regions.health import PartHealth


@pytest.mark.django_db
def test_a_well_installation_answers_200_with_its_parts(client: Client) -> None:
    answer = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert answer.status_code == 200
    assert answer.json()["database"]["ok"] is True
    assert answer.json()["tasks"]["waiting"] == 0


@pytest.mark.django_db
def test_one_part_that_is_not_well_makes_it_503(client: Client) -> None:
    with health.registry.replaced("index", lambda: PartHealth(ok=False, facts={"behind": 12})):
        answer = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert answer.status_code == 503
    assert answer.json()["index"] == {"ok": False, "behind": 12}


@pytest.mark.django_db
def test_a_probe_that_raises_shows_only_the_kind_of_error(client: Client) -> None:
    def probe() -> PartHealth:
        raise ValueError("password is 12345")

    with health.registry.replaced("index", probe):
        answer = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert answer.status_code == 503
    assert answer.json()["index"] == {"ok": False, "error": "ValueError"}


@pytest.mark.django_db
def test_a_task_that_nobody_takes_means_that_the_worker_is_gone(client: Client) -> None:
    task = DBTaskResult.objects.create(
        task_path="listings.tasks.none", args_kwargs={}, backend_name="default", run_after=timezone.now()
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - timedelta(hours=1))

    answer = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert answer.status_code == 503
    assert answer.json()["tasks"]["waiting"] == 1


@pytest.mark.django_db
def test_without_a_database_the_answer_is_503_and_not_an_error(client: Client) -> None:
    def refuse(*_arguments: object) -> None:
        raise DatabaseError("terminating connection")

    with connection.execute_wrapper(refuse):
        answer = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert answer.status_code == 503
    assert answer.json()["database"] == {"ok": False, "error": "DatabaseError"}


@pytest.mark.django_db
def test_no_cache_keeps_the_answer(client: Client) -> None:
    assert "no-store" in client.get("/health/", HTTP_HOST="127.0.0.1")["Cache-Control"]
