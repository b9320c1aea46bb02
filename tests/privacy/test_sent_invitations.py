"""Whom an erased person has invited comes in only by somebody who may still invite them."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.people.actions.accept_invitation import accept_invitation, is_acceptable
from editorial.people.actions.errors import PeopleError
from editorial.people.actions.invite import Invite, send_again
from editorial.people.models import Invitation
from editorial.people.portal_people.people_lists import _invitation_rows
from editorial.privacy.actions.erase_person import ErasePerson
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.models import Portal, PortalRole
from tests.listings.factories import make_organisation, record_of
from tests.regions.factories import make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(espoo: Portal) -> Any:
    return record_of(make_organisation(espoo))


def responsible(record: Any, address: str) -> Any:
    user = make_user(address)
    role = OrganisationRole.RESPONSIBLE
    OrganisationMembership.objects.create(user=user, organisation=record, role=role)
    return user


def test_an_open_one_passes_on_to_who_may_send_it(record: Any, admin: Any) -> None:
    gone, stays = responsible(record, "lahtija@example.org"), responsible(record, "jaa@example.org")
    invitation = Invite("uusi@example.org", OrganisationRole.WRITER, organisation=record, by=gone).execute()
    erased = ErasePerson(gone.email).execute()
    assert ("editorial.invitation.invited_by", stays.pk, 1) in erased.passed_on
    invitation.refresh_from_db()
    assert invitation.invited_by == stays
    accept_invitation(invitation, make_user("uusi@example.org"))


def test_one_that_nobody_goes_on_with_is_withdrawn(record: Any, admin: Any) -> None:
    gone = responsible(record, "lahtija@example.org")
    Invite("uusi@example.org", OrganisationRole.WRITER, organisation=record, by=gone).execute()
    erased = ErasePerson(gone.email).execute()
    assert erased.rows["editorial.invitation"] == 1
    assert not Invitation.objects.exists()


def test_one_that_was_dead_already_gives_no_role(record: Any, espoo: Portal, admin: Any) -> None:
    """Who had lost the right to invite to the portal is erased: the invitation doesn't come alive."""
    coordinator = make_member(espoo, PortalRole.COORDINATOR)
    invite = Invite("uusi@example.org", PortalRole.TRANSLATOR, portal=espoo, languages=["sv"], by=coordinator)
    invitation = invite.execute()
    coordinator.portal_memberships.all().delete()
    assert not is_acceptable(Invitation.objects.get(pk=invitation.pk))
    ErasePerson(coordinator.email).execute()
    assert not Invitation.objects.exists()
    with pytest.raises(PeopleError):
        accept_invitation(invitation, make_user("uusi@example.org"))


def test_an_invitation_of_nobodys_gives_no_role(espoo: Portal, admin: Any) -> None:
    """Whatever has deleted the account: only a program's invitation needs nobody."""
    coordinator = make_member(espoo, PortalRole.COORDINATOR)
    role: dict[str, Any] = {"portal": espoo, "role": PortalRole.COUNSELLOR}
    of_nobody = Invite("uusi@example.org", by=coordinator, **role).execute()
    of_program = Invite("toinen@example.org", **role).execute()
    coordinator.delete()
    keys = [of_nobody.pk, of_program.pk]
    rows = [Invitation.objects.select_related("portal", "invited_by").get(pk=key) for key in keys]
    assert [is_acceptable(row) for row in rows] == [False, True]
    assert [row.is_dead for row in _invitation_rows(rows, espoo, admin)] == [True, False]


def test_sending_a_programs_invitation_again_makes_it_a_persons(espoo: Portal, admin: Any) -> None:
    coordinator = make_member(espoo, PortalRole.COORDINATOR)
    invitation = Invite("uusi@example.org", PortalRole.COUNSELLOR, portal=espoo).execute()
    assert invitation.is_by_program
    send_again(invitation, by=coordinator)
    coordinator.portal_memberships.all().delete()
    assert not is_acceptable(Invitation.objects.select_related("portal", "invited_by").get(pk=invitation.pk))


def test_accepted_ones_stay_without_a_name(record: Any, admin: Any) -> None:
    gone = responsible(record, "lahtija@example.org")
    invitation = Invite("uusi@example.org", OrganisationRole.WRITER, organisation=record, by=gone).execute()
    accept_invitation(invitation, make_user("uusi@example.org"))
    ErasePerson(gone.email).execute()
    invitation.refresh_from_db()
    assert invitation.invited_by is None
