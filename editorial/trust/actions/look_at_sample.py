"""Saying that what an organisation published itself has been looked at, and stays."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from editorial.edit_conflicts.page_lock import lock_page
from editorial.trust.actions.errors import OtherVersionError, TrustError, TrustPermissionError
from editorial.trust.models import Publication, SampleState
from editorial.trust.own_texts import REFUSAL, is_own_publication
from regions.permissions import may_coordinate


class LookAtSample:
    """Answers all direct publications of a page that wait to be looked at; nothing of what is public changes.

    ``seen`` is the key of the revision that was public when the person looked: an answer is to what they saw.
    """

    def __init__(self, publication: Publication, user: Any, seen: int) -> None:
        self.publication, self.user, self.seen = publication, user, seen

    @transaction.atomic
    def execute(self) -> None:
        """Raises ``TrustPermissionError``, ``TrustError`` (also where somebody has answered). Twice is once."""
        page: Page = lock_page(self.publication.page_id)
        if not may_coordinate(self.user, self.publication.portal):
            raise TrustPermissionError(_("Only the portal's coordinators may do this."))
        current = Publication.objects.get(pk=self.publication.pk)
        if current.sample == SampleState.SEEN and current.seen_by_id == self.user.pk:
            return
        if current.sample != SampleState.WAITING:
            raise TrustError(_("Somebody has looked at this already."))
        if is_own_publication(current, self.user):
            raise TrustError(str(REFUSAL))
        if (page.live_revision_id or 0) != self.seen:
            raise OtherVersionError(_("Another version is public by now. Look at it first."))
        waiting = Publication.objects.filter(page=page.pk, sample=SampleState.WAITING)
        waiting.update(sample=SampleState.SEEN, seen_by=self.user, seen_at=timezone.now())
