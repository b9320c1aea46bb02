"""In which group an activity stands on the desk's home, and what it needs from its people, in SQL."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState

from listings.enums import ListingStatus
from listings.models import ActivityPage
from listings.public_times import not_over_on
from listings.schedule.schedule import ScheduleKind

#: Days before the end of a season, or of being shown, from which it counts as ending soon.
ENDS_WITHIN = datetime.timedelta(days=28)
#: Days before the last day of a confirmation from which it is asked for.
CONFIRM_WITHIN = datetime.timedelta(days=30)
#: Days for which the words of who has approved a text are shown.
ANSWER_STAYS = datetime.timedelta(days=14)
_WITH_SEASON = [kind.value for kind in ScheduleKind if kind.repeats or kind is ScheduleKind.BY_AGREEMENT]


class Group(models.TextChoices):
    """Groups in their order on the page."""

    IN_SIGHT = "in-sight", _("In sight")
    WAITING = "waiting", _("Waits for review")
    UNFINISHED = "unfinished", _("Unfinished")
    PAUSED = "paused", _("On a break")
    ENDED = "ended", _("Ended or over")


class Need(StrEnum):
    """What an activity asks of its people, the most urgent first; last what they should read."""

    RETURNED = "returned"
    LAPSED = "lapsed"
    CONFIRM = "confirm"
    ENDS_SOON = "ends-soon"
    APPROVED = "approved"


def source_pages() -> Any:
    """Pages of the version that was written first, of the listing in the outer query."""
    return ActivityPage.objects.filter(
        translation_key=OuterRef("pk"), locale__language_code=OuterRef("source_language")
    )


def of_page() -> dict[str, Any]:
    """Conditions on a review: it is one of the page in the outer query."""
    pages = ContentType.objects.get_for_model(Page)
    return {"base_content_type": pages, "object_id": Cast(OuterRef("pk"), CharField())}


def reviews(status: str) -> Any:
    """Reviews in a status of the page in the outer query."""
    return WorkflowState.objects.filter(status=status, **of_page())


def answers_to_read(day: datetime.date) -> Any:
    """Approvals of the text that the outer query's page has now, with words to its writer or corrected spelling."""
    first = timezone.make_aware(datetime.datetime.combine(day - ANSWER_STAYS, datetime.time()))
    answers = TaskState.objects.filter(status=TaskState.STATUS_APPROVED, finished_at__gte=first)
    answers = answers.filter(**{f"workflow_state__{name}": value for name, value in of_page().items()})
    has_words = ~Q(comment="") | Q(reviewstate__remarks__isnull=False)
    return answers.filter(has_words, revision=OuterRef("latest_revision"))


def _source_with(*conditions: Any, **facts: Any) -> Exists:
    return Exists(source_pages().filter(*conditions, **facts))


def _over_on(day: datetime.date) -> Q:
    """Pages that aren't shown any more on a day, or that have no time left."""
    return Q(valid_until__lt=day) | ~not_over_on(day)


def _ends_by(day: datetime.date) -> Q:
    """Pages whose season or showing ends by a day; a single event ends by itself, and nobody is reminded of it."""
    return Q(valid_until__lte=day) | Q(schedule_kind__in=_WITH_SEASON, season_end__lte=day)


def group_on(day: datetime.date) -> Case:
    """Return the group of a listing. What nobody sees any more stands with what has ended, whatever the reason."""
    is_break_over = Q(paused_until__lt=day)
    return Case(
        When(status=ListingStatus.ENDED, then=Value(Group.ENDED)),
        When(
            _source_with(Exists(reviews(WorkflowState.STATUS_IN_PROGRESS)), live=False),
            then=Value(Group.WAITING),
        ),
        When(_source_with(live=False), then=Value(Group.UNFINISHED)),
        When(confirm_by__lt=day, then=Value(Group.ENDED)),
        When(_source_with(_over_on(day)), then=Value(Group.ENDED)),
        When(Q(status=ListingStatus.PAUSED) & ~is_break_over, then=Value(Group.PAUSED)),
        default=Value(Group.IN_SIGHT),
        output_field=CharField(),
    )


def need_on(day: datetime.date) -> Case:
    """Return the most urgent need of a listing; empty where it has none."""
    return Case(
        When(status=ListingStatus.ENDED, then=Value("")),
        When(_source_with(Exists(reviews(WorkflowState.STATUS_NEEDS_CHANGES))), then=Value(Need.RETURNED)),
        When(_source_with(live=False), then=Value("")),
        When(_source_with(_over_on(day)), then=Value("")),
        When(confirm_by__lt=day, then=Value(Need.LAPSED)),
        When(confirm_by__lte=day + CONFIRM_WITHIN, then=Value(Need.CONFIRM)),
        When(_source_with(_ends_by(day + ENDS_WITHIN)), then=Value(Need.ENDS_SOON)),
        When(_source_with(Exists(answers_to_read(day))), then=Value(Need.APPROVED)),
        default=Value(""),
        output_field=CharField(),
    )
