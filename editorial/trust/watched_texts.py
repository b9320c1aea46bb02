"""Texts that somebody has taken off or back: what is sent of them next is reviewed, whoever sends it."""

from __future__ import annotations

from wagtail.models import TaskState

from editorial.review.models import ReviewState
from editorial.trust.models import Publication, PublicationReason
from listings.models import FamilyPage


def was_taken_off(page: FamilyPage) -> bool:
    """Whether it was public, and somebody has taken it off: that isn't undone without them."""
    return bool(page.first_published_at and not page.live)


def is_watched(page: FamilyPage) -> bool:
    """Whether it was taken back, and no review has approved anything of it since."""
    taken_back = Publication.objects.filter(page=page.pk, reason=PublicationReason.TAKEN_BACK).first()
    if taken_back is None:
        return False
    approved = ReviewState.objects.for_instance(page).filter(status=TaskState.STATUS_APPROVED)
    return not approved.filter(finished_at__gt=taken_back.published_at).exists()
