"""Deleting an activity that has never been public, with all that belongs to it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from listings.actions.base import Action
from listings.actions.change_status import ListingActionError, ListingActionPermissionError
from listings.models import ActivityPage, Listing
from listings.permissions import may_manage_listing


class DeleteDraft(Action):
    """Deletes the pages in every language and the record. Raises ``ListingActionError`` for what was public once."""

    action_name = "delete_draft"
    permission_error_class = ListingActionPermissionError
    permission_message = _("You may not delete this announcement.")
    instance: Listing

    def user_has_permission(self) -> bool:
        return may_manage_listing(self.user, self.instance)

    def check_state(self) -> None:
        if was_public(self.instance):
            raise ListingActionError(_("This has been public, so it isn't deleted. You can end it instead."))

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> None:
        """Delete it; what is gone already stays so. A review that goes on ends first: nobody is asked about nothing."""
        stored = Listing.objects.with_portal().select_for_update(of=("self",)).filter(pk=self.instance.pk).first()
        if stored is None:
            return
        self.instance = stored
        rows = Page.objects.filter(translation_key=self.instance.pk).order_by("pk")
        list(rows.select_for_update(of=("self",)).values_list("pk"))  # an approval that goes on comes first
        self.check(skip_permission_checks)
        pages = list(ActivityPage.objects.filter(translation_key=self.instance.pk).select_related("locale"))
        for page in pages:
            self._end_reviews(page)
        source = [page for page in pages if page.language == self.instance.source_language]
        for page in [*source, *(page for page in pages if page not in source)]:
            if ActivityPage.objects.filter(pk=page.pk).exists():
                log(page, "wagtail.delete", user=self.user, deleted=True)
                ActivityPage.objects.get(pk=page.pk).delete()
        self.instance.delete()

    def _end_reviews(self, page: Any) -> None:
        for state in page.workflow_states.filter(
            status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
        ):
            state.cancel(user=self.user)


def was_public(listing: Listing) -> bool:
    """Whether a version of the activity has ever been public."""
    versions = ActivityPage.objects.filter(translation_key=listing.pk)
    return bool(versions.exclude(live=False, first_published_at=None).exists())
