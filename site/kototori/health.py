"""`/health/`: is this installation well? For load balancers and monitoring; says nothing that isn't everybody's."""

import time

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from regions.health import PartHealth, probe_all

#: A task that has waited this long for the worker means that no worker runs.
_QUEUE_PATIENCE_SECONDS = 15 * 60


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part is well and 503 otherwise, with one object per part."""
    database = probe_database()
    parts = {"database": database}
    if database.ok:
        parts |= probe_all()
    well = all(part.ok for part in parts.values())
    body = {"status": "ok" if well else "failing"}
    return JsonResponse(
        body | {name: {"ok": part.ok, **part.facts} for name, part in parts.items()}, status=200 if well else 503
    )


def probe_database() -> PartHealth:
    """Ask the database for one row and say how long it took."""
    began = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return PartHealth(ok=False, facts={"error": type(error).__name__})
    return PartHealth(ok=True, facts={"milliseconds": round((time.perf_counter() - began) * 1000, 1)})


def probe_tasks() -> PartHealth:
    """Say how many background tasks wait, for how long, and how many have failed."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    waited = (timezone.now() - oldest).total_seconds() if oldest else 0
    facts: dict[str, int | float | str | None] = {
        "waiting": ready.count(),
        "oldest_seconds": round(waited),
        "failed": DBTaskResult.objects.failed().count(),
    }
    return PartHealth(ok=waited < _QUEUE_PATIENCE_SECONDS, facts=facts)
