"""What worker and ticker do for the read model. Neither decides what is public: readers compare the time."""

import datetime

from django.utils import timezone

from listings.models import Placement
from search.indexer import drain_outbox, index_records
from search.models import ListingDocument
from search.writing import DAYS_AHEAD, lay_out_occurrences

_WORKER_SECONDS = 10.0
#: The window of occurrences is moved on when it has lost a month.
_REFRESH_AFTER = datetime.timedelta(days=30)
_BATCH = 500


def drain_step() -> int:
    """Index what waits; returns how many records that were."""
    return drain_outbox(budget_seconds=_WORKER_SECONDS).done


def roll_occurrences() -> None:
    """Move the window of occurrences on, for schedules that go on beyond it."""
    today = timezone.localdate()
    due = today + datetime.timedelta(days=DAYS_AHEAD) - _REFRESH_AFTER
    while rows := list(
        ListingDocument.objects.filter(occurrences_until__lt=due)
        .order_by("pk")
        .values_list("pk", "facts__schedule")[:_BATCH]
    ):
        lay_out_occurrences(dict(rows), today)


def reindex_lapsed_placements() -> None:
    """A placement that has run out no longer shows or hides its listing."""
    lapsed = Placement.objects.filter(until__lt=timezone.localdate())
    ids = lapsed.values_list("listing_id", flat=True).distinct()
    index_records(ids)
