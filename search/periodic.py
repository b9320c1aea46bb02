"""Steps and jobs of worker and ticker. What is public doesn't depend on them: readers compare the time."""

import datetime

from django.utils import timezone

from listings.models import Placement
from search import indexer
from search.indexer import drain_outbox, index_records
from search.models import ListingDocument
from search.occurrence_writer import DAYS_AHEAD

_WORKER_SECONDS = 10.0
#: A window of occurrences is moved on when it ends this much earlier than a new one would.
_REFRESH_AFTER = datetime.timedelta(days=30)
#: How long after a placement has run out it is looked at: longer than the ticker ever stands still.
_LATELY = datetime.timedelta(days=14)


def drain_step() -> int:
    """Index waiting records. Returns their number."""
    return drain_outbox(budget_seconds=_WORKER_SECONDS).done


def roll_occurrences() -> None:
    """Move the window of occurrences on, for schedules that go on beyond it."""
    indexer.roll_occurrences(timezone.localdate() + datetime.timedelta(days=DAYS_AHEAD) - _REFRESH_AFTER)


def resolve_lapsed_placements() -> None:
    """Index listings with a placement that has run out lately, and their organisations.

    Where they show has been right since that day. Their canonical addresses, and the portals of organisations that show
    through them, follow here.
    """
    today = timezone.localdate()
    lapsed = Placement.objects.ended_before(today).filter(until__gte=today - _LATELY)
    records = ListingDocument.objects.filter(pk__in=lapsed.values("listing_id")).values_list("pk", "organisation_id")
    index_records({key for row in records for key in row})
