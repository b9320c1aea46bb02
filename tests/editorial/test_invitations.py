"""Inviting people to organisations and portals, and what an invitation gives."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from editorial.mails.models import Mail
from editorial.people.actions.accept_invitation import accept_invitation
from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.actions.invite import Invite, send_again, withdraw
from editorial.people.models import VALID_FOR, Invitation
from regions.models import Portal, PortalMembership, PortalRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def espoo(db: None, open_portals: None) -> Portal:
    portal: Portal = Portal.objects.get(slug="espoo")
    return portal


@pytest.fixture
def coordinator(espoo: Portal) -> Any:
    user = get_user_model().objects.create_user("eeva@example.org", "eeva@example.org")
    PortalMembership.objects.create(user=user, portal=espoo, role=PortalRole.COORDINATOR)
    return user


def _invite(by: Any, portal: Portal, **values: Any) -> Invitation:
    facts = {"address": "Amal@example.org", "role": PortalRole.TRANSLATOR, "languages": ["ar"], **values}
    return Invite(portal=portal, by=by, **facts).execute()


def test_an_invitation_is_mailed_and_gives_the_role_once(espoo: Portal, coordinator: Any) -> None:
    invitation = _invite(coordinator, espoo)
    assert Mail.objects.get().address == "amal@example.org"
    amal = get_user_model().objects.create_user("amal@example.org", "amal@example.org")
    accept_invitation(invitation, amal)
    assert PortalMembership.objects.get(user=amal).languages == ["ar"]
    with pytest.raises(PeopleError):
        accept_invitation(invitation, amal)


def test_an_old_invitation_gives_nothing(espoo: Portal, coordinator: Any) -> None:
    invitation = _invite(coordinator, espoo)
    Invitation.objects.update(sent_at=timezone.now() - VALID_FOR - datetime.timedelta(seconds=1))
    with pytest.raises(PeopleError):
        accept_invitation(invitation, coordinator)
    send_again(invitation, by=coordinator)
    assert accept_invitation(invitation, coordinator).role == PortalRole.TRANSLATOR


def test_the_same_address_has_one_open_invitation_to_a_role(espoo: Portal, coordinator: Any) -> None:
    assert _invite(coordinator, espoo) == _invite(coordinator, espoo, address="amal@EXAMPLE.org ")
    assert Mail.objects.count() == 2


def test_only_coordinators_of_the_portal_invite_to_it(espoo: Portal, coordinator: Any) -> None:
    with pytest.raises(PeoplePermissionError):
        _invite(coordinator, Portal.objects.get(slug="vantaa"))
    with pytest.raises(PeoplePermissionError):
        _invite(coordinator, Portal.objects.get(is_national=True), role=PortalRole.NATIONAL_ADMIN, languages=[])
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"languages": []},
        {"languages": ["so"]},
        {"role": "king"},
        {"address": "not an address"},
        {"ends_on": datetime.date(2020, 1, 1)},
    ],
)
def test_what_makes_no_sense_is_refused(espoo: Portal, coordinator: Any, values: dict[str, Any]) -> None:
    with pytest.raises(PeopleError):
        _invite(coordinator, espoo, **values)
    assert not Invitation.objects.exists()


def test_a_withdrawn_invitation_is_gone(espoo: Portal, coordinator: Any) -> None:
    invitation = _invite(coordinator, espoo)
    withdraw(invitation, by=coordinator)
    with pytest.raises(PeopleError):
        accept_invitation(invitation, coordinator)
