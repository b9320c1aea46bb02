"""What a portal has had to do with an organisation: since when, how many texts came, and how the last were answered."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page

from editorial.review.models import ReviewState
from editorial.review.moment_words import moment_words
from listings.models import ActivityPage, OrganisationPage
from regions.people import person_name

_LAST_ANSWERS = 3


@dataclass(frozen=True)
class PastAnswer:
    """``title`` is that of the page now. ``comment``: what was written with the answer."""

    title: str
    is_approved: bool
    when: str
    person: str
    comment: str


@dataclass(frozen=True)
class OrganisationHistory:
    """``public``: its announcements that are public now. ``approved``, ``returned``: answers so far."""

    name: str
    joined_on: datetime.date
    public: int
    approved: int
    returned: int
    last: tuple[PastAnswer, ...]


def organisation_history(record: Any, *, without: ReviewState) -> OrganisationHistory | None:
    """Return the history of an organisation, without a review of its own; None without a page. Four statements."""
    page = OrganisationPage.objects.filter(
        translation_key=record.pk, locale__language_code=record.source_language
    ).first()
    if page is None:
        return None
    below = Page.objects.filter(path__startswith=page.path)
    keys = below.order_by().values_list(Cast("pk", CharField()))
    answered = ReviewState.objects.filter(
        workflow_state__base_content_type=Page(pk=0).get_base_content_type(),
        workflow_state__object_id__in=keys,
        status__in=(ReviewState.STATUS_APPROVED, ReviewState.STATUS_REJECTED),
    ).exclude(pk=without.pk)
    counts = answered.order_by().aggregate(
        approved=Count("pk", filter=Q(status=ReviewState.STATUS_APPROVED)),
        returned=Count("pk", filter=Q(status=ReviewState.STATUS_REJECTED)),
    )
    public = ActivityPage.objects.filter(path__startswith=page.path, live=True).order_by()
    return OrganisationHistory(
        name=page.title,
        joined_on=record.joined_on,
        public=public.values("translation_key").distinct().count(),
        last=tuple(_past(state) for state in _titled(answered)[:_LAST_ANSWERS]),
        **counts,
    )


def _titled(states: Any) -> Any:
    titles = Page.objects.filter(pk=Cast(OuterRef("workflow_state__object_id"), IntegerField())).values("draft_title")
    return states.select_related("finished_by").annotate(title=Subquery(titles)).order_by("-finished_at", "-pk")


def _past(state: Any) -> PastAnswer:
    return PastAnswer(
        title=state.title or "",
        is_approved=state.status == ReviewState.STATUS_APPROVED,
        when=moment_words(state.finished_at) if state.finished_at else "",
        person=person_name(state.finished_by),
        comment=state.comment.strip(),
    )
