"""What a row of the overview says besides its record: when the activity takes place, and where its review stands.

Of a public activity the public times are said. Only who may change an activity is told of its draft's times and of its
review.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from listings.models import ActivityDate, ActivityException, ActivityPage, ActivitySlot
from listings.pool_overview.overview_rows import PoolRow
from listings.schedule.page_schedules import schedule_of
from listings.schedule.wording import describe

_FIELDS = (
    "schedule_kind",
    "schedule_interval",
    "weeks_of_month",
    "season_start",
    "season_end",
    "skip_public_holidays",
)


def with_details(rows: list[PoolRow]) -> list[PoolRow]:
    """Return the rows with their details; six queries for any number of rows."""
    schedules = _public_schedules(row.page_id for row in rows if row.is_live)
    schedules |= _draft_schedules(row.page_id for row in rows if row.is_mine and not row.is_live)
    reviews = _reviews(row.page_id for row in rows if row.is_mine)
    language, today = get_language() or "en", timezone.localdate()
    return [
        replace(
            row,
            times=describe(schedules[row.page_id], language, today=today) if row.page_id in schedules else "",
            review=reviews.get(row.page_id, ""),
        )
        for row in rows
    ]


def _public_schedules(page_ids: Iterable[Any]) -> dict[Any, Any]:
    pages = ActivityPage.objects.filter(pk__in=list(page_ids)).only("pk", *_FIELDS)
    return {page.pk: page.schedule for page in pages.prefetch_related("slots", "dates", "exceptions")}


def _draft_schedules(page_ids: Iterable[Any]) -> dict[Any, Any]:
    """Return the schedules of the latest revisions, from their stored form: as pages each would take queries."""
    pages = ActivityPage.objects.filter(pk__in=list(page_ids)).values("latest_revision")
    revisions = Revision.objects.filter(pk__in=pages).values_list("content", flat=True)
    return {int(content["pk"]): _stored_schedule(content) for content in revisions}


def _stored_schedule(content: dict[str, Any]) -> Any:
    """Return the schedule of a revision. A draft's fields and rows may be empty; empty rows are left out."""
    fields = _read(ActivityPage, content, *_FIELDS)
    fields.schedule_interval = fields.schedule_interval or 1
    fields.weeks_of_month = fields.weeks_of_month or ()
    slots = [_read(ActivitySlot, row, "weekdays", "start", "end") for row in content.get("slots", ())]
    dates = [_read(ActivityDate, row, "date", "start", "end") for row in content.get("dates", ())]
    exceptions = [_read(ActivityException, row, "first", "last", "reason") for row in content.get("exceptions", ())]
    return schedule_of(
        fields,
        [row for row in slots if row.weekdays and row.start],
        [row for row in dates if row.date],
        [row for row in exceptions if row.first],
    )


def _read(model: type[Any], content: dict[str, Any], *names: str) -> Any:
    """Return the named fields of a stored row as Python values; a field that was added later has its default."""
    fields = {name: model._meta.get_field(name) for name in names}
    return SimpleNamespace(
        **{name: field.to_python(content.get(name, field.get_default())) for name, field in fields.items()}
    )


def _reviews(page_ids: Iterable[Any]) -> dict[Any, str]:
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(key) for key in page_ids]
    )
    words = {WorkflowState.STATUS_IN_PROGRESS: _("in review"), WorkflowState.STATUS_NEEDS_CHANGES: _("sent back")}
    return {int(key): words[status] for key, status in states.values_list("object_id", "status")}
