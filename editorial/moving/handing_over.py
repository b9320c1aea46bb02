"""Telling the coordinators of a new home what waits for them after a move; the rows follow by triggers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.signals import post_page_move

from editorial.review.models import ReviewState
from editorial.review.review_mails import mail_coordinators
from listings.models import FamilyPage, Listing


def _moved(instance: Any, **kwargs: Any) -> None:
    """Nobody is told twice of the same review, however often pages are moved."""
    page = instance.specific
    if not isinstance(page, FamilyPage) or not page.is_source:
        return
    for state in waiting_of(page.translation_key):
        mail_coordinators(state)


def waiting_of(key: Any) -> list[ReviewState]:
    """Return the reviews that wait for an organisation and its activities, or for one activity, by its public id."""
    listings = Listing.objects.filter(organisation=key).values("pk")
    pages = Page.objects.filter(Q(translation_key=key) | Q(translation_key__in=listings))
    ids = [str(page_id) for page_id in pages.values_list("pk", flat=True)]
    states = ReviewState.objects.filter(
        status=ReviewState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=Page(pk=0).get_base_content_type(),
        workflow_state__object_id__in=ids,
    )
    return list(states.select_related("workflow_state").order_by("started_at", "pk"))


def connect() -> None:
    post_page_move.connect(_moved, dispatch_uid="editorial_reviews_handed_over")
