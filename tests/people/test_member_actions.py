"""Changes of an organisation's people: who may make them, what they leave, and who hears of them."""

from __future__ import annotations

import datetime
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail as outbox
from django.db import connection
from django.utils import timezone
from wagtail.models import PageLogEntry

from editorial.mails.delivery import deliver
from editorial.mails.models import Mail
from editorial.people.actions.accept_invitation import accept_invitation
from editorial.people.actions.add_member import MAX_PEOPLE
from editorial.people.actions.change_account import ChangeAccount
from editorial.people.actions.change_member_role import ChangeMemberRole
from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.actions.hand_over import HandOver
from editorial.people.actions.invite import MAX_MAILS_A_DAY, Invite, send_again
from editorial.people.actions.leave_organisation import LeaveOrganisation
from editorial.people.actions.member_action import PEOPLE_CHANGED
from editorial.people.actions.remove_member import RemoveMember
from editorial.people.models import Invitation
from listings.actions.suspend_organisation import ResumeOrganisation, SuspendOrganisation
from listings.enums import OrganisationRole
from listings.models import Organisation, OrganisationMembership, OrganisationPage
from regions.models import PortalMembership
from regions.permissions import forget_memberships
from tests.people.conftest import add_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
RESPONSIBLE, WRITER = OrganisationRole.RESPONSIBLE, OrganisationRole.WRITER


def roles(record: Any) -> dict[str, str]:
    rows = OrganisationMembership.objects.filter(organisation=record).values_list("user__email", "role")
    return {address.partition("@")[0]: role for address, role in rows}


def told() -> list[str]:
    """Who gets a mail about a change, oldest first."""
    rows = Mail.objects.filter(kind=PEOPLE_CHANGED).order_by("pk")
    return [mail.recipient_address.partition("@")[0] for mail in rows]


def texts() -> dict[str, str]:
    """Send what waits; return the texts by recipient."""
    outbox.outbox.clear()
    for row in Mail.objects.filter(kind=PEOPLE_CHANGED).order_by("pk"):
        deliver(row.pk)
    return {message.to[0].partition("@")[0]: str(message.body) for message in outbox.outbox}


def test_who_is_removed_has_no_rights_left_and_everybody_hears_of_it(record: Any, sanna: Any, veikko: Any) -> None:
    person, page = veikko.user, OrganisationPage.objects.source_of(record)
    assert page.permissions_for_user(person).can_add_subpage()
    RemoveMember(veikko, sanna.user).execute()
    assert roles(record) == {"sanna": RESPONSIBLE}
    assert not page.permissions_for_user(get_user_model().objects.get(pk=person.pk)).can_add_subpage()
    assert told() == ["sanna", "veikko"]
    said = texts()
    assert "Sanna Siltanen poisti henkilön Veikko Virta" in said["sanna"]
    assert "Sanna Siltanen poisti sinut" in said["veikko"]
    assert "/desk/" in said["sanna"]
    assert "/desk/" not in said["veikko"]


def test_a_change_stands_in_the_log_of_the_page_without_a_name(organisation: Any, sanna: Any, veikko: Any) -> None:
    RemoveMember(veikko, sanna.user).execute()
    entry = PageLogEntry.objects.get(page=organisation, action="editorial.remove_member")
    assert entry.user == sanna.user
    assert entry.data == {
        "organisation": str(organisation.translation_key),
        "person": veikko.user.pk,
        "role": "writer",
        "by_portal": False,
    }
    assert "Veikko Virta" in entry.message
    veikko.user.delete()
    assert "Veikko" not in PageLogEntry.objects.get(pk=entry.pk).message


def test_only_responsible_people_and_coordinators_of_the_portal_change_people(
    record: Any, sanna: Any, veikko: Any, neighbours_editor: Any, vantaa_coordinator: Any, translator: Any
) -> None:
    for person in (veikko.user, neighbours_editor, vantaa_coordinator, translator):
        for action in (RemoveMember(veikko, person), ChangeMemberRole(veikko, RESPONSIBLE, person)):
            with pytest.raises(PeoplePermissionError):
                action.execute()
        with pytest.raises(PeoplePermissionError):
            HandOver(sanna, person).execute()
    assert roles(record) == {"sanna": RESPONSIBLE, "veikko": WRITER}
    assert told() == []


def test_the_portals_coordinator_changes_people_too_and_the_mail_says_for_whom(
    record: Any, sanna: Any, veikko: Any, coordinator: Any
) -> None:
    ChangeMemberRole(veikko, RESPONSIBLE, coordinator).execute()
    RemoveMember(sanna, coordinator).execute()
    assert roles(record) == {"veikko": RESPONSIBLE}
    assert "(Kototori Espoo)" in texts()["sanna"]


def test_the_last_responsible_person_stays_until_another_takes_over(record: Any, sanna: Any, veikko: Any) -> None:
    for action in (
        LeaveOrganisation(sanna),
        ChangeMemberRole(sanna, WRITER, sanna.user),
        RemoveMember(sanna, sanna.user),
    ):
        with pytest.raises(PeopleError, match="vastuuhenkilö"):
            action.execute()
    HandOver(veikko, sanna.user).execute()
    assert roles(record) == {"sanna": WRITER, "veikko": RESPONSIBLE}
    assert told() == ["sanna", "veikko"]
    LeaveOrganisation(OrganisationMembership.objects.get(pk=sanna.pk)).execute()
    assert roles(record) == {"veikko": RESPONSIBLE}


def test_somebody_whose_account_is_closed_is_no_other_responsible_person(record: Any, sanna: Any, veikko: Any) -> None:
    ChangeMemberRole(veikko, RESPONSIBLE, sanna.user).execute()
    veikko.user.is_active = False
    veikko.user.save()
    with pytest.raises(PeopleError):
        LeaveOrganisation(sanna).execute()
    with pytest.raises(PeopleError):
        HandOver(veikko, sanna.user).execute()


def test_the_coordinator_removes_the_last_responsible_person_of_a_dead_address(
    record: Any, sanna: Any, coordinator: Any
) -> None:
    assert not Organisation.objects.without_people().filter(pk=record.pk).exists()
    RemoveMember(sanna, coordinator).execute()
    assert Organisation.objects.without_people().filter(pk=record.pk).exists()


def test_the_organisation_hears_that_an_account_is_closed(
    record: Any, sanna: Any, veikko: Any, national_administrator: Any
) -> None:
    names = {"first_name": "Sanna", "last_name": "Siltanen"}
    ChangeAccount(sanna.user, national_administrator, **names, is_active=False).execute()
    assert told() == ["veikko"]
    assert "sulki henkilön Sanna Siltanen tilin" in texts()["veikko"]
    ChangeAccount(sanna.user, national_administrator, **names, is_active=False).execute()
    ChangeAccount(sanna.user, national_administrator, **names, is_active=True).execute()
    assert told() == ["veikko"]


def test_an_organisation_with_writers_only_is_without_a_responsible_person(
    record: Any, sanna: Any, veikko: Any
) -> None:
    assert record not in Organisation.objects.without_responsible()
    sanna.user.is_active = False
    sanna.user.save()
    assert record in Organisation.objects.without_responsible()


def test_who_works_with_a_closed_account_only_is_without_people(record: Any, sanna: Any) -> None:
    sanna.user.is_active = False
    sanna.user.save()
    assert record in Organisation.objects.without_people()


@pytest.mark.parametrize("role", ["king", "", WRITER])
def test_a_role_that_there_is_not_or_that_the_person_has_is_refused(sanna: Any, veikko: Any, role: str) -> None:
    with pytest.raises(PeopleError):
        ChangeMemberRole(veikko, role, sanna.user).execute()
    assert told() == []


def test_who_has_gone_meanwhile_is_not_changed(record: Any, sanna: Any, veikko: Any) -> None:
    RemoveMember(veikko, sanna.user).execute()
    for action in (RemoveMember(veikko, sanna.user), ChangeMemberRole(veikko, RESPONSIBLE, sanna.user)):
        with pytest.raises(PeopleError):
            action.execute()
    with pytest.raises(PeopleError):
        LeaveOrganisation(veikko).execute()


def test_who_accepts_is_welcomed_and_the_others_hear_of_it(record: Any, sanna: Any, veikko: Any) -> None:
    invitation = Invite("uusi@example.org", WRITER, organisation=record, by=sanna.user).execute()
    accept_invitation(invitation, get_user_model().objects.create_user("uusi@example.org", "uusi@example.org"))
    assert roles(record)["uusi"] == WRITER
    assert told() == ["sanna", "veikko", "uusi"]
    assert "Tervetuloa" in texts()["uusi"]


def test_an_invitation_to_a_lower_role_takes_nothing_away(record: Any, sanna: Any, coordinator: Any) -> None:
    invitation = Invite("veikko@example.org", WRITER, organisation=record, by=coordinator).execute()
    Invitation.objects.filter(pk=invitation.pk).update(address="sanna@example.org")
    accept_invitation(Invitation.objects.get(pk=invitation.pk), sanna.user)
    assert roles(record) == {"sanna": RESPONSIBLE}


def _invited_by(person: Any, record: Any) -> Invitation:
    return Invite("uusi@example.org", WRITER, organisation=record, by=person).execute()


def test_nobody_comes_in_by_somebody_who_may_no_longer_invite(record: Any, sanna: Any, organisation: Any) -> None:
    somebody = get_user_model().objects.create_user("uusi@example.org", "uusi@example.org")
    maija = add_person(organisation, "maija", RESPONSIBLE)
    invitation = _invited_by(maija.user, record)
    OrganisationMembership.objects.filter(pk=maija.pk).update(role=WRITER)
    with pytest.raises(PeopleError):
        accept_invitation(invitation, somebody)
    accept_invitation(send_again(invitation, by=sanna.user), somebody)
    assert roles(record)["uusi"] == WRITER


def test_an_invitation_gives_no_role_whose_last_day_has_passed(coordinator: Any, espoo: Any) -> None:
    today = timezone.localdate()
    invitation = Invite("uusi@example.org", "counsellor", portal=espoo, ends_on=today, by=coordinator).execute()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        with pytest.raises(PeopleError):
            send_again(invitation, by=coordinator)
        with pytest.raises(PeopleError):
            accept_invitation(invitation, get_user_model().objects.create_user("uusi@example.org", "uusi@example.org"))


def test_invitations_go_with_who_is_removed_and_pass_on_with_a_hand_over(
    record: Any, sanna: Any, veikko: Any, organisation: Any
) -> None:
    maija = add_person(organisation, "maija", RESPONSIBLE)
    _invited_by(maija.user, record)
    RemoveMember(maija, sanna.user).execute()
    assert not Invitation.objects.exists()
    _invited_by(sanna.user, record)
    HandOver(veikko, sanna.user).execute()
    assert Invitation.objects.get().invited_by == veikko.user


def test_nobody_comes_in_to_a_suspended_organisation(record: Any, sanna: Any, coordinator: Any) -> None:
    invitation = _invited_by(sanna.user, record)
    somebody = get_user_model().objects.create_user("uusi@example.org", "uusi@example.org")
    SuspendOrganisation(record, coordinator).execute()
    record.refresh_from_db()
    for action in (
        lambda: accept_invitation(invitation, somebody),
        lambda: send_again(invitation, by=sanna.user),
        lambda: Invite("x@example.org", WRITER, organisation=record, by=sanna.user).execute(),
    ):
        with pytest.raises(PeopleError):
            action()
    ResumeOrganisation(record, coordinator).execute()
    accept_invitation(invitation, somebody)
    assert "uusi" in roles(record)


def test_a_closed_account_accepts_nothing(record: Any, sanna: Any) -> None:
    closed = get_user_model().objects.create_user("uusi@example.org", "uusi@example.org", is_active=False)
    with pytest.raises(PeopleError):
        accept_invitation(_invited_by(sanna.user, record), closed)


def test_a_coordinators_invitation_ends_with_the_coordinators_role(record: Any, coordinator: Any) -> None:
    invitation = _invited_by(coordinator, record)
    PortalMembership.objects.filter(user=coordinator).delete()
    forget_memberships(coordinator)
    with pytest.raises(PeopleError):
        accept_invitation(invitation, get_user_model().objects.create_user("uusi@example.org", "uusi@example.org"))


def test_an_organisation_has_a_limited_number_of_people_and_invitations(record: Any, sanna: Any) -> None:
    Invitation.objects.bulk_create(
        Invitation(address=f"p{number}@example.org", organisation=record, portal=record.home_portal, role=WRITER)
        for number in range(MAX_PEOPLE - 1)
    )
    with pytest.raises(PeopleError):
        _invited_by(sanna.user, record)


def test_nobody_floods_an_address_with_invitations(record: Any, sanna: Any) -> None:
    invitation = _invited_by(sanna.user, record)
    for _time in range(MAX_MAILS_A_DAY - 1):
        invitation = send_again(invitation, by=sanna.user)
    with pytest.raises(PeopleError):
        send_again(invitation, by=sanna.user)
    assert Mail.objects.filter(kind="invitation").count() == MAX_MAILS_A_DAY


@pytest.mark.django_db(transaction=True)
def test_two_responsible_people_who_leave_at_once_do_not_leave_it_without_one(
    record: Any, sanna: Any, organisation: Any
) -> None:
    maija = add_person(organisation, "maija", RESPONSIBLE)
    start, outcomes = Barrier(2), []

    def leave(membership: Any) -> None:
        start.wait()
        try:
            LeaveOrganisation(membership).execute()
            outcomes.append("left")
        except PeopleError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=leave, args=(membership,)) for membership in (sanna, maija)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["left", "refused"]
    assert list(roles(record).values()) == [RESPONSIBLE]
