"""Steps and jobs of worker and ticker. What is public doesn't depend on them: readers compare the time."""

import datetime

from django.utils import timezone

from search import indexer
from search.indexer import drain_outbox, index_records
from search.models import ListingDocument
from search.occurrence_writer import DAYS_AHEAD

_WORKER_SECONDS = 10.0
#: A window of occurrences is moved on when it ends this much earlier than a new one would.
_REFRESH_AFTER = datetime.timedelta(days=30)


def drain_step() -> int:
    """Index waiting records. Returns their number."""
    return drain_outbox(budget_seconds=_WORKER_SECONDS).done


def roll_occurrences() -> None:
    """Move the window of occurrences on, for schedules that go on beyond it."""
    indexer.roll_occurrences(timezone.localdate() + datetime.timedelta(days=DAYS_AHEAD) - _REFRESH_AFTER)


def resolve_lapsed_placements() -> None:
    """Index listings with a placement that has run out. Readers have taken that into account since that day."""
    due = ListingDocument.objects.filter(scope_changes_on__lte=timezone.localdate())
    index_records(due.values_list("pk", flat=True))
