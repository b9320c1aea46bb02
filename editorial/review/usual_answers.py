"""How long a portal's reviews usually take, in words: from its last answers, and nothing where there are too few."""

from __future__ import annotations

import datetime
import statistics

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.review.models import ReviewState
from regions.models import Portal, PortalRole

#: The latest answers that are counted, and how few say nothing about what is usual.
LAST_ANSWERS = 30
FEWEST_ANSWERS = 3


def usual_answer_time(portal: Portal) -> datetime.timedelta | None:
    """Return the median time of the portal's last answers; None where there are too few. One statement."""
    answered = ReviewState.objects.filter(
        status__in=(ReviewState.STATUS_APPROVED, ReviewState.STATUS_REJECTED),
        finished_at__isnull=False,
        task__groupapprovaltask__groups__portal_group__portal=portal,
        task__groupapprovaltask__groups__portal_group__role=PortalRole.COORDINATOR,
    )
    times = answered.order_by("-finished_at", "-pk").values_list("started_at", "finished_at")[:LAST_ANSWERS]
    spans = [finished - started for started, finished in times]
    return statistics.median(spans) if len(spans) >= FEWEST_ANSWERS else None


def usual_answer_words(portal: Portal) -> str:
    """Return a sentence in the active language; empty where nothing is known."""
    usual = usual_answer_time(portal)
    if usual is None:
        return ""
    hours = usual / datetime.timedelta(hours=1)
    if hours < 3:
        return _("Usually the answer comes within a few hours.")
    if hours < 24:
        return _("Usually the answer comes within a day.")
    days = round(hours / 24)
    return ngettext(
        "Usually the answer comes in %(days)d day.", "Usually the answer comes in %(days)d days.", max(days, 2)
    ) % {"days": max(days, 2)}
