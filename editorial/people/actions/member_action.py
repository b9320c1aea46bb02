"""What all changes of an organisation's people have in common: a lock, checks, an entry in the log, mails to all."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.queueing import queue_mail
from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.models import Invitation
from editorial.people.permissions import may_manage_organisation, who_must_stay
from listings.actions.base import RecordAction
from listings.models import Organisation, OrganisationMembership, OrganisationPage
from regions.permissions import may_coordinate

#: The kind of the mail about a change (``editorial.people.change_mails``). Its thing is the entry in the log.
PEOPLE_CHANGED = "organisation-people-changed"


class OrganisationPeopleAction(RecordAction):
    """A change of one organisation's people. The lock on the organisation's row lets one at a time happen.

    The log of the organisation's page keeps keys of people and roles, never a name or an address. Everybody of the
    organisation and whom it is about (``person``) get one mail. ``user`` is who changes; a program has none, and its
    rights aren't checked.
    """

    instance: Organisation
    page_model = OrganisationPage
    app_label = "editorial"
    permission_error_class = PeoplePermissionError
    permission_message: ClassVar[Any] = gettext_lazy("Only the organisation's responsible people may do this.")
    person: Any

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Organisation:
        """Return the organisation. Raises ``PeopleError``; then nothing has been written."""
        organisation: Organisation = super().execute(skip_permission_checks)
        self._tell_everybody()
        return organisation

    def user_has_permission(self) -> bool:
        return may_manage_organisation(self.user, self.instance)

    def data(self, role: str, **more: Any) -> dict[str, Any]:
        """Return what the log keeps."""
        keys = {"organisation": str(self.instance.pk), "person": getattr(self.person, "pk", None)}
        return {**keys, "role": str(role), "by_portal": self._is_by_portal(), **more}

    def _is_by_portal(self) -> bool:
        """Whether the change is made for the portal, by somebody who isn't one of the organisation's people."""
        return (
            self.user is not None
            and may_coordinate(self.user, self.instance.home_portal)
            and not self.instance.memberships.filter(user_id=self.user.pk).exists()
        )

    def _tell_everybody(self) -> None:
        members = OrganisationMembership.objects.effective().filter(organisation=self.instance)
        people = get_user_model()._default_manager.filter(
            Q(pk__in=members.values("user")) | Q(pk=getattr(self.person, "pk", None), is_active=True)
        )
        for person in people.select_related("wagtail_userprofile").order_by("pk"):
            queue_mail(PEOPLE_CHANGED, portal=self.instance.home_portal, person=person, thing=self.log_entry)


class MemberAction(OrganisationPeopleAction):
    """A change of one membership, which is read again under the lock: somebody may have been faster.

    The last responsible person neither steps down nor goes, unless the portal's coordinators do it: nobody else could
    let people in.
    """

    def __init__(self, membership: OrganisationMembership, user: Any = None) -> None:
        super().__init__(membership.organisation, user)
        self.membership = membership
        self.person = membership.user

    def check_state(self) -> None:
        current = OrganisationMembership.objects.select_related("user").filter(pk=self.membership.pk).first()
        if current is None or current.organisation_id != self.instance.pk:
            raise PeopleError(_("This person is no longer in the organisation."))
        self.membership = current
        self.person = current.user

    def refuse_for_the_only_responsible(self) -> None:
        """Raise ``PeopleError`` where the organisation would be left without a responsible person."""
        if who_must_stay(self.instance, by=self.user) == self.person.pk:
            raise PeopleError(_("An organisation has at least one responsible person: hand over to another one first."))

    def take_back_invitations(self) -> None:
        """Delete what the person has invited others to: nobody comes in by somebody who no longer chooses."""
        Invitation.objects.filter(organisation=self.instance, invited_by=self.person, accepted_at=None).delete()
