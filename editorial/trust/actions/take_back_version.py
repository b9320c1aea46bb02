"""Taking a published text back to the version before, in one step."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from editorial.edit_conflicts.page_lock import lock_page
from editorial.mails.queueing import queue_mail
from editorial.review.models import ReviewState
from editorial.trust.actions.errors import OtherVersionError, TrustError, TrustPermissionError
from editorial.trust.actions.hidden_revisions import save_behind_draft
from editorial.trust.actions.publish_version import publish_version
from editorial.trust.models import Publication, PublicationReason, SampleState
from editorial.trust.sending_ways import organisation_of
from editorial.trust.versions_before import version_before
from listings.models import FamilyPage, Organisation, OrganisationMembership
from regions.permissions import may_coordinate

#: The kind of the mail to whoever wrote the text (``editorial.trust.trust_mails``). Its thing is the publication.
TAKEN_BACK = "text-taken-back"


class TakeBackVersion:
    """Publishes what was public before the present version; takes the page off where nothing was.

    ``seen`` is the key of the revision that was public when the person looked. What is taken back stays the page's
    draft, or the newer draft that there is; what waits for review goes on waiting, except where the page is taken off.
    Until a review has approved something of the page again, its organisation doesn't publish it itself.
    """

    def __init__(self, page: Page, user: Any, seen: int, comment: str) -> None:
        self.page, self.user, self.seen, self.comment = page, user, seen, comment

    @transaction.atomic
    def execute(self) -> Publication:
        """Raises ``TrustPermissionError``, ``TrustError`` (``OtherVersionError`` where another version is public by
        now), ``Page.DoesNotExist``. Then nothing has been written.
        """
        page = lock_page(self.page.pk).specific
        if not isinstance(page, FamilyPage) or page.record is None:
            raise TrustPermissionError
        organisation = organisation_of(page)
        if not may_coordinate(self.user, organisation.home_portal):
            raise TrustPermissionError(_("Only the portal's coordinators may do this."))
        before = version_before(page)
        if before is None or page.live_revision_id != self.seen:
            raise OtherVersionError(_("Another version is public by now. Look at it first."))
        if before.is_lost:
            raise TrustError(_("The version before isn't stored any more. Unpublish the page, or change it."))
        taken: Revision = page.live_revision
        writers = _writers_of(taken, organisation)
        publication = self._restore(page, before.revision) if before.revision is not None else self._take_off(page)
        waiting = Publication.objects.filter(page=page.pk, sample=SampleState.WAITING)
        waiting.update(sample=SampleState.TAKEN_BACK, seen_by=self.user, seen_at=timezone.now())
        log(page, "editorial.take_back_version", user=self.user, data={"comment": self.comment})
        for person in writers:
            if person != self.user:
                facts = {"comment": self.comment, "by": self.user.pk}
                queue_mail(TAKEN_BACK, portal=organisation.home_portal, person=person, thing=publication, facts=facts)
        return publication

    def _restore(self, page: FamilyPage, before: Revision) -> Publication:
        made = save_behind_draft(page.with_content_json(before.content), page.latest_revision, self.user)
        return publish_version(made, PublicationReason.TAKEN_BACK, self.user, ends_review=False, restored=before)

    def _take_off(self, page: FamilyPage) -> Publication:
        portal = organisation_of(page).home_portal
        page.unpublish(user=self.user)
        return Publication.objects.create(
            page_id=page.pk, portal=portal, reason=PublicationReason.TAKEN_BACK, published_by=self.user
        )


def _writers_of(taken: Revision, organisation: Organisation) -> list[Any]:
    """Who wrote, sent or published a revision; the organisation's people where nobody of them is known."""
    reviews = ReviewState.objects.filter(revision=taken).values_list("workflow_state__requested_by", flat=True)
    own = Publication.objects.filter(revision=taken).values_list("published_by", flat=True)
    members = OrganisationMembership.objects.effective().filter(organisation=organisation)
    ids = {taken.user_id, *reviews, *own} - {None} or set(members.values_list("user_id", flat=True))
    people = get_user_model()._default_manager.filter(pk__in=ids, is_active=True)
    return list(people.select_related("wagtail_userprofile").order_by("pk"))
