"""Approving a request: the organisation's page, record, first person and mail, all in one transaction."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from editorial.accounts.make_account import make_account
from editorial.accounts.split_names import split_name
from editorial.joining.actions.answer_request import AnswerRequest
from editorial.joining.actions.errors import JoinError
from editorial.joining.joining_mails import APPROVED
from editorial.joining.models import JoinRequest, JoinStatus
from editorial.mails.queueing import queue_mail
from listings.enums import OrganisationRole, OrganisationStatus
from listings.models import DirectoryPage, Organisation, OrganisationMembership, OrganisationPage
from listings.rich_text import paragraphs_html

#: The name of the database's constraint.
_ONE_PER_BUSINESS_ID = "one_organisation_per_business_id"


class ApproveRequest(AnswerRequest):
    """Makes the organisation public in the portal's directory, with the person as its responsible one.

    Somebody who has an account keeps it; a new one signs in by a code by mail. Raises ``JoinError`` where another
    organisation that hasn't left has the Business ID.
    """

    action_name = "approve_request"

    def check_state(self) -> None:
        super().check_state()
        if not self.instance.person_email:
            raise JoinError(_("The person's address has been deleted, so nobody could be told."))
        if holder := _holder_of(self.instance.business_id):
            raise JoinError(_is_held(holder))

    def write(self) -> None:
        person = self._person()
        try:
            with transaction.atomic():
                organisation = self._organisation(person)
        except IntegrityError as error:
            holder = _holder_of(self.instance.business_id)
            if holder is None or _ONE_PER_BUSINESS_ID not in str(error):
                raise
            raise JoinError(_is_held(holder)) from error
        OrganisationMembership.objects.update_or_create(
            user=person, organisation=organisation, defaults={"role": OrganisationRole.RESPONSIBLE}
        )
        self.person = person
        self.instance.organisation = organisation
        self.close(JoinStatus.APPROVED)

    def tell(self) -> None:
        queue_mail(
            APPROVED,
            portal=self.instance.portal,
            person=self.person,
            thing=self.instance,
            language=self.instance.person_language,
        )

    def _person(self) -> Any:
        first_name, last_name = split_name(self.instance.person_name)
        person, _is_new = make_account(
            self.instance.person_email,
            first_name=first_name,
            last_name=last_name,
            language=self.instance.person_language,
        )
        if not person.is_active:
            raise JoinError(_("The account of this address is closed. Ask the person for another address."))
        return person

    def _organisation(self, person: Any) -> Organisation:
        request = self.instance
        key = uuid.uuid4()
        page = OrganisationPage(
            translation_key=key,
            slug=str(key),
            locale=Locale.objects.get_or_create(language_code=request.language)[0],
            owner=person,
            live=False,
            **organisation_facts(request),
        )
        page.said_business_id = request.business_id
        directory = DirectoryPage.objects.get(portal=request.portal)
        directory.add_child(instance=page)
        page.save_revision(user=self.user).publish(user=self.user, skip_permission_checks=True)
        record: Organisation = Organisation.objects.get(pk=key)
        return record


def organisation_facts(request: JoinRequest) -> dict[str, Any]:
    """Return the fields of the organisation's page that follow from a request."""
    return {
        "title": request.name,
        "description": paragraphs_html(request.description),
        "organisation_type": request.organisation_type,
        "municipality": request.municipality,
        "email": request.email,
        "phone": request.phone,
        "website": request.website,
    }


def _holder_of(business_id: str) -> Any:
    """The organisation with this number that is still here, with its title; drafts too. None where there is none."""
    if not business_id:
        return None
    holders = Organisation.objects.filter(business_id=business_id).exclude(status=OrganisationStatus.LEFT)
    return holders.titled(drafts=holders).with_portal().first()


def _is_held(holder: Any) -> str:
    words = (
        _(
            "%(organisation)s in %(portal)s has this Business ID and is suspended: nobody can be let in there now. "
            "Resume it first, or ask the person to leave the number out."
        )
        if holder.status == OrganisationStatus.SUSPENDED
        else _(
            "%(organisation)s in %(portal)s has this Business ID already. Ask the person to be let in there, or to "
            "leave the number out."
        )
    )
    return words % {"organisation": str(holder), "portal": holder.home_portal.title}
