"""Publishing a version without a review, and keeping why it became public."""

from __future__ import annotations

from typing import Any

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from editorial.trust.models import Publication, PublicationReason, SampleState
from editorial.trust.samples import draw
from editorial.trust.sending_ways import organisation_of


def publish_version(
    revision: Revision,
    reason: PublicationReason,
    user: Any,
    *,
    ends_review: bool = True,
    restored: Revision | None = None,
) -> Publication:
    """Publish a revision under its page's lock. Without ``ends_review``, what waits for review goes on waiting.

    What an organisation has published itself may be drawn for the sample that is looked at afterwards.
    """
    action = PublishPageRevisionAction(revision, user=user)
    if not ends_review:
        # As Wagtail's prefetching says that a page has no review: its publishing cancels the one that it finds.
        action.object._current_workflow_states = []
    portal = organisation_of(action.object).home_portal
    action.execute(skip_permission_checks=True)
    is_own = reason != PublicationReason.TAKEN_BACK
    return Publication.objects.create(
        page_id=action.object.pk,
        revision=revision,
        portal=portal,
        reason=reason,
        restored=restored,
        published_by=user,
        sample=draw(revision.pk, portal.pk) if is_own else SampleState.NOT_DRAWN,
    )
