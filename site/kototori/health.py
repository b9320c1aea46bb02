"""`/health/`, the health check for load balancers and monitoring. It is public, so errors are named without details."""

import time

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from regions.health import PartHealth, probe_all

#: A task that has waited longer than this means that no worker runs.
_QUEUE_LIMIT_SECONDS = 15 * 60


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Respond with 200 when every part is healthy and 503 otherwise, and with one object per part."""
    database = probe_database()
    parts = {"database": database}
    if database.ok:
        parts |= probe_all()
    is_healthy = all(part.ok for part in parts.values())
    body = {"status": "ok" if is_healthy else "failing"}
    return JsonResponse(
        body | {name: {"ok": part.ok, **part.facts} for name, part in parts.items()}, status=200 if is_healthy else 503
    )


def probe_database() -> PartHealth:
    """Run a trivial query and measure it, in milliseconds."""
    start = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return PartHealth(ok=False, facts={"error": type(error).__name__})
    return PartHealth(ok=True, facts={"milliseconds": round((time.perf_counter() - start) * 1000, 1)})


def probe_tasks() -> PartHealth:
    """Count the waiting and the failed background tasks, and say how long the oldest has waited."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    seconds = (timezone.now() - oldest).total_seconds() if oldest else 0
    facts: dict[str, int | float | str | None] = {
        "waiting": ready.count(),
        "oldest_seconds": round(seconds),
        "failed": DBTaskResult.objects.failed().count(),
    }
    return PartHealth(ok=seconds < _QUEUE_LIMIT_SECONDS, facts=facts)
