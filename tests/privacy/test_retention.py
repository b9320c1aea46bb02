"""What is forgotten in time without anybody asking: mails' addresses, invitations, and what goes with requests."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models

from editorial.joining.actions.answer_request import DeclineRequest
from editorial.joining.models import JoinRequest
from editorial.mails.models import Mail, MailStatus
from editorial.mails.queueing import queue_mail
from editorial.people.actions.accept_invitation import accept_invitation
from editorial.people.actions.answer_access import decline_access
from editorial.people.actions.ask_for_access import ask_for_access, confirm_access
from editorial.people.actions.invite import INVITATION, Invite
from editorial.people.models import AccessRequest, Invitation
from listings.enums import OrganisationRole
from regions.models import Portal, PortalRole
from tests.joining.joining_requests import make_request, waiting_request
from tests.listings.factories import make_organisation, record_of
from tests.people.visiting import at
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db
WORDS = {"name": "Aino Asikas", "message": "Ohjaan kahvilaa.", "language": "fi"}


def let_pass(days: float) -> None:
    """Make everything so much older, and run what the clock runs."""
    span = datetime.timedelta(days=days)
    for model in (Mail, Invitation, AccessRequest, JoinRequest):
        fields = [field.name for field in model._meta.fields if isinstance(field, models.DateTimeField)]
        model._base_manager.update(**{name: models.F(name) - span for name in fields})
    call_command("tick", verbosity=0)


def addresses() -> list[str]:
    return sorted(Mail.objects.exclude(address="").values_list("address", flat=True))


@pytest.fixture
def record(espoo: Portal, national: Portal) -> Any:
    return record_of(make_organisation(espoo))


def test_mails_to_addresses_are_forgotten_after_a_month_and_to_people_after_a_year(espoo: Portal, record: Any) -> None:
    invitation = Invite("uusi@example.org", PortalRole.COUNSELLOR, portal=espoo).execute()
    queue_mail(INVITATION, portal=espoo, person=make_user("maija@example.org"), thing=invitation)
    Mail.objects.update(status=MailStatus.SENT)
    let_pass(29)
    assert Mail.objects.count() == 2
    let_pass(2)
    assert (addresses(), Mail.objects.count()) == ([], 1)
    let_pass(340)
    assert not Mail.objects.exists()


def test_a_mail_that_still_waits_stays(espoo: Portal, record: Any) -> None:
    Invite("uusi@example.org", PortalRole.COUNSELLOR, portal=espoo).execute()
    let_pass(40)
    assert addresses() == ["uusi@example.org"]


@pytest.mark.parametrize("is_accepted", [True, False])
def test_invitations_are_forgotten_after_half_a_year(espoo: Portal, record: Any, is_accepted: bool) -> None:
    invitation = Invite("uusi@example.org", OrganisationRole.WRITER, organisation=record).execute()
    if is_accepted:
        accept_invitation(invitation, make_user("uusi@example.org"))
    let_pass(179)
    assert Invitation.objects.exists()
    let_pass(2)
    assert not Invitation.objects.exists()


def test_a_request_to_join_is_forgotten_with_its_mails(espoo: Portal, record: Any) -> None:
    """Also mails that wait: nobody is left to tell."""
    make_request(espoo, person_email="aino@muu.example")
    declined = waiting_request(espoo, person_email="veera@muu.example")
    DeclineRequest(declined, text="Ei sovi.").execute(skip_permission_checks=True)
    assert set(addresses()) == {"aino@muu.example", "veera@muu.example"}
    let_pass(8)
    assert set(addresses()) == {"veera@muu.example"}
    let_pass(180)
    assert (addresses(), JoinRequest.objects.get().person_email) == ([], "")


def test_a_request_to_be_let_in_is_forgotten_with_its_mails(espoo: Portal, record: Any) -> None:
    ask_for_access(record, espoo, address="aino@muu.example", **WORDS)
    ask_for_access(record, espoo, address="veera@muu.example", **WORDS)
    asked = confirm_access(AccessRequest.objects.get(address="veera@muu.example"))
    decline_access(asked, by=make_user("admin@example.net", is_superuser=True))
    assert set(addresses()) == {"aino@muu.example", "veera@muu.example"}
    let_pass(8)
    assert set(addresses()) == {"veera@muu.example"}
    let_pass(30)
    assert (addresses(), AccessRequest.objects.count()) == ([], 0)


def test_asking_to_be_let_in_sets_no_cookie(record: Any) -> None:
    client = at("espoo")
    path = f"/fi/join/{record.pk}/"
    answers = [client.get(path), client.post(path, {"name": "Aino"})]
    assert [answer.status_code for answer in answers] == [200, 422]
    assert not any(answer.cookies for answer in answers)


def test_searching_sets_no_cookie_and_the_sign_in_page_one(record: Any) -> None:
    """As the privacy statement says."""
    client = at("espoo")
    assert not client.get("/fi/").cookies
    assert set(client.get("/fi/sign-in/").cookies) == {"csrftoken"}
