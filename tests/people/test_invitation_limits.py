"""How many invitations go out in a day, and what the name of whoever invites can't have."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from editorial.accounts.account_forms import NameForm
from editorial.form_guard.attempt_limits import Limit
from editorial.joining.join_form import JoinForm
from editorial.mails.models import Mail
from editorial.people.actions import invite
from editorial.people.actions.errors import PeopleError
from editorial.people.actions.invite import Invite, send_again, withdraw
from editorial.people.forms import AskForm, NewAccountForm
from editorial.people.models import Invitation
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.models import Portal, PortalRole
from tests.listings.factories import record_of
from tests.people.test_people_page import people_path
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
HOUR = 3600


@pytest.fixture(autouse=True)
def _nobody_has_invited_yet(monkeypatch: pytest.MonkeyPatch, open_portals: None) -> None:
    cache.clear()
    monkeypatch.setattr(invite, "OF_ORGANISATION", Limit("invitations-organisation", 3, HOUR))
    monkeypatch.setattr(invite, "BY_PERSON", Limit("invitations-person", 5, HOUR))
    monkeypatch.setattr(invite, "BY_COORDINATOR", Limit("invitations-coordinator", 7, HOUR))


def writer(record: Any, number: int, by: Any) -> Invitation:
    return Invite(f"p{number}@example.org", OrganisationRole.WRITER, organisation=record, by=by).execute()


def test_withdrawing_gives_no_invitation_back(record: Any, sanna: Any, coordinator: Any) -> None:
    for number in range(3):
        withdraw(writer(record, number, sanna.user), by=sanna.user)
    with pytest.raises(PeopleError):
        writer(record, 4, sanna.user)
    assert Mail.objects.filter(kind=invite.INVITATION).count() == 3
    assert not Invitation.objects.exists()
    writer(record, 5, coordinator)
    writer(record, 6, None)


def test_sending_again_counts(record: Any, sanna: Any) -> None:
    invitation = writer(record, 1, sanna.user)
    for _time in range(2):
        send_again(invitation, by=sanna.user)
    with pytest.raises(PeopleError):
        send_again(invitation, by=sanna.user)


def test_a_person_has_a_limit_in_all_organisations_together(record: Any, sanna: Any, neighbour: Any) -> None:
    other = record_of(neighbour)
    OrganisationMembership.objects.create(user=sanna.user, organisation=other, role=OrganisationRole.RESPONSIBLE)
    for number in range(5):
        writer(record if number < 3 else other, number, sanna.user)
    with pytest.raises(PeopleError):
        writer(other, 6, sanna.user)


def test_a_coordinator_has_a_higher_limit(record: Any, coordinator: Any, espoo: Portal) -> None:
    for number in range(7):
        if number % 2:
            writer(record, number, coordinator)
        else:
            Invite(f"p{number}@example.org", PortalRole.COUNSELLOR, portal=espoo, by=coordinator).execute()
    with pytest.raises(PeopleError):
        writer(record, 8, coordinator)


def test_the_page_says_what_to_do_and_keeps_what_was_typed(record: Any, sanna: Any) -> None:
    for number in range(3):
        writer(record, number, sanna.user)
    answer = at("espoo", sanna.user).post(people_path(record), {"address": "p9@example.org", "role": "writer"})
    assert "Try again tomorrow" in answer.text
    assert "p9@example.org" in answer.text


@pytest.mark.parametrize("name", ["See https://evil.example", "WWW.evil.example", "aino@evil.example", "\uff37ww.evil"])
def test_a_name_has_no_address_of_a_page_in_it(name: str, espoo: Portal) -> None:
    forms: list[tuple[Any, str]] = [
        (NewAccountForm({"first_name": name, "last_name": "A"}, address="a@example.org"), "first_name"),
        (NewAccountForm({"first_name": "A", "last_name": name}, address="a@example.org"), "last_name"),
        (NameForm({"first_name": name, "last_name": ""}), "first_name"),
        (NameForm({"first_name": "", "last_name": name}), "last_name"),
        (AskForm({"name": name}), "name"),
        (JoinForm({"person_name": name}, portal=espoo), "person_name"),
    ]
    for form, field in forms:
        assert field in form.errors, form


@pytest.mark.parametrize("name", ["Aino-Kaisa", "O'Neill", "Siltasanat ry, toimisto", "Dr. W. Wu", "أحمد"])
def test_names_of_people_are_taken(name: str) -> None:
    assert NameForm({"first_name": name, "last_name": name, "language": "fi"}).is_valid()
