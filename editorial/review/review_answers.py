"""Where the reviews of pages stand, and what their reviewers have said: for many pages with one statement."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState

from editorial.review.models import ReviewState
from editorial.review.moment_words import moment_words
from regions.people import person_name


class ReviewStage(TextChoices):
    """The label is the one word for it, in every room."""

    WAITING = "waiting", _("waits for review")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")


@dataclass(frozen=True)
class ReviewStanding:
    """The latest review of a page that hasn't been taken back.

    ``since``: since when the page waits, or when it was answered. ``person``: the name of who answered, empty where it
    is unknown. ``comment``: what they wrote. ``revision_id``: the version that waits, or that was answered;
    ``has_newer_text`` says whether the page has been saved since.
    """

    page_id: int
    stage: ReviewStage
    since: datetime.datetime
    person: str
    comment: str
    state_id: int
    revision_id: int
    has_newer_text: bool
    #: Remarks at single fields and rows; of an approved text, what the reviewer has corrected in it.
    remark_count: int = 0

    @property
    def has_words(self) -> bool:
        """Whether whoever has approved the text tells its writer anything."""
        return self.is_approved and bool(self.comment or self.remark_count)

    @property
    def when(self) -> str:
        """``since`` in words of the active language."""
        return moment_words(self.since)

    @property
    def is_waiting(self) -> bool:
        return self.stage == ReviewStage.WAITING

    @property
    def is_returned(self) -> bool:
        return self.stage == ReviewStage.RETURNED

    @property
    def is_approved(self) -> bool:
        return self.stage == ReviewStage.APPROVED


_STAGES = {
    (WorkflowState.STATUS_IN_PROGRESS, TaskState.STATUS_IN_PROGRESS): ReviewStage.WAITING,
    (WorkflowState.STATUS_NEEDS_CHANGES, TaskState.STATUS_REJECTED): ReviewStage.RETURNED,
    (WorkflowState.STATUS_APPROVED, TaskState.STATUS_APPROVED): ReviewStage.APPROVED,
}


def review_standings(page_ids: Collection[int]) -> dict[int, ReviewStanding]:
    """Return how the latest review of each page stands, by the page's id.

    A page is left out that was never sent, or whose review was taken back. One statement, whatever their number.
    """
    return _standings(_latest_states(_of_pages(page_ids))) if page_ids else {}


def review_standings_with(
    page_ids: Collection[int], pages: QuerySet[Any], most: int
) -> tuple[dict[int, ReviewStanding], dict[int, dict[str, Any]]]:
    """Return the same of these pages and of the first ``most`` of ``pages``, and the ``facts`` of those, by their ids.

    ``pages``: with ``facts`` annotated, an object in JSON. One statement.
    """
    keys = pages.values_list(Cast("pk", CharField()))[:most]
    facts = pages.order_by().filter(pk=Cast(OuterRef("workflow_state__object_id"), IntegerField())).values("facts")
    states = _latest_states(_of_pages(page_ids) | Q(workflow_state__object_id__in=keys))
    found = list(states.annotate(facts=Subquery(facts)))
    return _standings(found), {
        int(state.workflow_state.object_id): state.facts for state in found if state.facts is not None
    }


def _standings(states: Iterable[Any]) -> dict[int, ReviewStanding]:
    found = (_standing(state) for state in states)
    return {standing.page_id: standing for standing in found if standing is not None}


def _of_pages(page_ids: Collection[int]) -> Q:
    return Q(workflow_state__object_id__in=[str(key) for key in page_ids])


def review_standing(page_id: int) -> ReviewStanding | None:
    """Return how the latest review of one page stands."""
    return review_standings([page_id]).get(page_id)


def has_unsent_text(page: Page, standing: ReviewStanding | None) -> bool:
    """Whether the latest text of a stored page is neither what visitors read nor what waits for review."""
    is_draft = not page.live or page.has_unpublished_changes
    return is_draft and not (standing is not None and standing.is_waiting and not standing.has_newer_text)


def _latest_states(condition: Q) -> QuerySet[Any]:
    """Return the last review state of each page, with ``latest``: the id of the page's latest revision."""
    pages = Page.objects.filter(pk=Cast(OuterRef("workflow_state__object_id"), IntegerField()))
    states = ReviewState.objects.filter(condition, workflow_state__base_content_type=Page(pk=0).get_base_content_type())
    counted = ReviewState.objects.filter(pk=OuterRef("pk")).annotate(remark_count=Count("remarks"))
    newest: QuerySet[Any] = (
        states.select_related("workflow_state", "finished_by")
        .annotate(latest=Subquery(pages.values("latest_revision_id")))
        .annotate(remark_count=Subquery(counted.values("remark_count")))
        .order_by("workflow_state__object_id", "-pk")
        .distinct("workflow_state__object_id")
    )
    return newest


def _standing(state: Any) -> ReviewStanding | None:
    stage = _STAGES.get((state.workflow_state.status, state.status))
    if stage is None:
        return None
    page_id = int(state.workflow_state.object_id)
    return ReviewStanding(
        page_id=page_id,
        stage=stage,
        since=state.started_at if stage == ReviewStage.WAITING else state.finished_at,
        person=person_name(state.finished_by),
        comment=state.comment.strip(),
        state_id=state.pk,
        revision_id=state.revision_id,
        has_newer_text=state.latest != state.revision_id,
        remark_count=state.remark_count,
    )
