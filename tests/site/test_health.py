"""`/health/` reports on every part: 200 when all are healthy, 503 otherwise, and never details of errors."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from regions import health
from regions.health import PartHealth


@pytest.mark.django_db
def test_healthy_installation_responds_200_with_its_parts(client: Client) -> None:
    response = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert response.status_code == 200
    assert response.json()["database"]["ok"] is True
    assert response.json()["tasks"]["waiting"] == 0


@pytest.mark.django_db
def test_failing_part_makes_the_response_503(client: Client) -> None:
    with health.registry.replaced("index", lambda: PartHealth(ok=False, facts={"behind": 12})):
        response = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert response.status_code == 503
    assert response.json()["index"] == {"ok": False, "behind": 12}


@pytest.mark.django_db
def test_failing_probe_shows_only_the_class_of_its_error(client: Client) -> None:
    def probe() -> PartHealth:
        raise ValueError("password is 12345")

    with health.registry.replaced("index", probe):
        response = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert response.status_code == 503
    assert response.json()["index"] == {"ok": False, "error": "ValueError"}


@pytest.mark.django_db
def test_task_that_waits_too_long_makes_the_response_503(client: Client) -> None:
    task = DBTaskResult.objects.create(
        task_path="listings.tasks.none", args_kwargs={}, backend_name="default", run_after=timezone.now()
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - timedelta(hours=1))

    response = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert response.status_code == 503
    assert response.json()["tasks"]["waiting"] == 1


@pytest.mark.django_db
def test_missing_database_makes_the_response_503(client: Client) -> None:
    def refuse(*_arguments: object) -> None:
        raise DatabaseError("terminating connection")

    with connection.execute_wrapper(refuse):
        response = client.get("/health/", HTTP_HOST="127.0.0.1")

    assert response.status_code == 503
    assert response.json()["database"] == {"ok": False, "error": "DatabaseError"}


@pytest.mark.django_db
def test_response_is_not_cached(client: Client) -> None:
    assert "no-store" in client.get("/health/", HTTP_HOST="127.0.0.1")["Cache-Control"]
