"""What changes of trust have in common: a lock on the organisation, an entry in the log, a mail to its people."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from editorial.mails.queueing import queue_mail
from editorial.trust.actions.errors import TrustPermissionError
from editorial.trust.models import OrganisationTrust
from listings.actions.base import RecordAction
from listings.models import Organisation, OrganisationMembership, OrganisationPage
from regions.locks import lock_page_tree

#: The kind of the mail about a change (``editorial.trust.trust_mails``). Its thing is the entry in the log.
TRUST_CHANGED = "organisation-trust-changed"


class TrustAction(RecordAction):
    """A change of one organisation; all of its people but who made it are told."""

    instance: Organisation
    page_model = OrganisationPage
    app_label = "editorial"
    permission_error_class = TrustPermissionError

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Organisation:
        """Return the organisation. Raises ``TrustError``, ``TrustPermissionError``; then nothing has been written."""
        lock_page_tree()  # a move holds the organisation's row, and touches the trust then
        # Before the organisation's row: whoever publishes holds the trust first, and may touch the organisation then.
        OrganisationTrust.objects.select_for_update(of=("self",), no_key=True).filter(pk=self.instance.pk).first()
        organisation: Organisation = super().execute(skip_permission_checks)
        self._tell_everybody()
        return organisation

    def _tell_everybody(self) -> None:
        members = OrganisationMembership.objects.effective().filter(organisation=self.instance)
        people: Any = get_user_model()._default_manager.filter(pk__in=members.values("user"))
        for person in people.select_related("wagtail_userprofile").order_by("pk"):
            if person != self.user:
                queue_mail(TRUST_CHANGED, portal=self.instance.home_portal, person=person, thing=self.log_entry)


def writes_for(user: Any, organisation: Organisation) -> bool:
    """Whether the person is one of the organisation's people now."""
    members = OrganisationMembership.objects.effective()
    return bool(members.filter(user_id=user.pk, organisation=organisation).exists())
