"""Changing and taking away roles in portals: who may, who must stay, and who is told."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from editorial.mails.models import Mail
from editorial.people.actions.accept_invitation import accept_invitation
from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.actions.invite import Invite, send_again
from editorial.people.actions.portal_role import ChangePortalRole, RemovePortalRole
from regions.models import Portal, PortalMembership, PortalRole
from tests.regions.factories import make_member, make_user

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def role_of(user: Any) -> PortalMembership:
    membership: PortalMembership = PortalMembership.objects.get(user=user)
    return membership


def mails() -> set[tuple[str, str]]:
    return set(Mail.objects.values_list("kind", "person__email"))


def colleague(portal: Portal, name: str = "toinen@example.org", **values: Any) -> Any:
    return make_member(portal, PortalRole.COORDINATOR, name=name, **values)


def test_a_removed_role_is_gone_and_the_person_is_told(coordinator: Any, translator: Any, espoo: Portal) -> None:
    RemovePortalRole(role_of(translator), coordinator).execute()
    assert not PortalMembership.objects.filter(user=translator).exists()
    assert mails() == {("portal-role-removed", translator.email)}
    entry = ModelLogEntry.objects.get(action="editorial.remove_portal_role")
    assert entry.data == {"person": translator.pk, "role": "translator"}
    assert (entry.object_id, entry.user) == (str(espoo.pk), coordinator)


def test_languages_and_last_day_change_and_the_person_is_told(coordinator: Any, translator: Any) -> None:
    day = timezone.localdate() + 30 * DAY
    ChangePortalRole(role_of(translator), coordinator, languages=["sv", "en"], ends_on=day).execute()
    assert (role_of(translator).languages, role_of(translator).ends_on) == (["sv", "en"], day)
    assert mails() == {("portal-role-changed", translator.email)}


def test_a_change_that_changes_nothing_tells_nobody(coordinator: Any, translator: Any) -> None:
    ChangePortalRole(role_of(translator), coordinator, languages=["ar"]).execute()
    assert not Mail.objects.exists()
    assert not ModelLogEntry.objects.filter(action="editorial.change_portal_role").exists()


@pytest.mark.parametrize(
    "values",
    [
        {"languages": []},
        {"languages": ["so"]},
        {"languages": ["ar"], "ends_on": timezone.localdate() - DAY},
        {"languages": ["ar"], "ends_on": timezone.localdate() + 9999 * DAY},
    ],
)
def test_what_makes_no_sense_is_refused(coordinator: Any, translator: Any, values: dict[str, Any]) -> None:
    with pytest.raises(PeopleError):
        ChangePortalRole(role_of(translator), coordinator, **values).execute()
    assert (role_of(translator).languages, role_of(translator).ends_on) == (["ar"], None)


def test_others_neither_change_nor_remove(
    translator: Any, vantaa_coordinator: Any, counsellor: Any, editor: Any, coordinator: Any
) -> None:
    for stranger in (vantaa_coordinator, counsellor, editor, translator):
        with pytest.raises(PeoplePermissionError):
            RemovePortalRole(role_of(translator), stranger).execute()
        with pytest.raises(PeoplePermissionError):
            ChangePortalRole(role_of(coordinator), stranger, ends_on=timezone.localdate()).execute()
    assert PortalMembership.objects.filter(user__in=[translator, coordinator]).count() == 2


def test_the_other_coordinators_hear_who_goes(coordinator: Any, espoo: Portal) -> None:
    first, second = colleague(espoo), colleague(espoo, "kolmas@example.org")
    RemovePortalRole(role_of(first), coordinator).execute()
    assert mails() == {("portal-role-removed", first.email), ("coordinator-left", second.email)}


def test_the_other_coordinators_hear_who_comes(coordinator: Any, espoo: Portal) -> None:
    invitation = Invite("uusi@example.org", PortalRole.COORDINATOR, portal=espoo, by=coordinator).execute()
    accept_invitation(invitation, make_user("uusi@example.org"))
    assert ("coordinator-came", coordinator.email) in mails()


def test_the_last_coordinator_neither_leaves_nor_gets_a_last_day(coordinator: Any) -> None:
    with pytest.raises(PeopleError):
        RemovePortalRole(role_of(coordinator), coordinator).execute()
    with pytest.raises(PeopleError):
        ChangePortalRole(role_of(coordinator), coordinator, ends_on=timezone.localdate()).execute()
    assert role_of(coordinator).ends_on is None


def test_a_substitute_beside_her_is_not_enough(coordinator: Any, espoo: Portal) -> None:
    substitute = colleague(espoo, ends_on=timezone.localdate() + 9 * DAY)
    for who in (coordinator, substitute):
        with pytest.raises(PeopleError):
            RemovePortalRole(role_of(coordinator), who).execute()
    RemovePortalRole(role_of(substitute), substitute).execute()
    assert list(PortalMembership.objects.values_list("user", flat=True)) == [coordinator.pk]


def test_a_national_administrator_may_remove_the_last_coordinator(
    coordinator: Any, national_administrator: Any
) -> None:
    RemovePortalRole(role_of(coordinator), national_administrator).execute()
    assert not PortalMembership.objects.filter(user=coordinator).exists()


def test_the_last_national_administrator_stays(national_administrator: Any, national: Portal) -> None:
    with pytest.raises(PeopleError):
        RemovePortalRole(role_of(national_administrator), national_administrator).execute()
    with pytest.raises(PeopleError):
        RemovePortalRole(role_of(national_administrator)).execute()
    other = make_member(national, PortalRole.NATIONAL_ADMIN, name="toinen@example.org")
    RemovePortalRole(role_of(national_administrator), other if other.refresh_from_db() is None else None).execute()
    assert not PortalMembership.objects.filter(user=national_administrator).exists()


def test_nobody_moves_their_own_last_day_away(coordinator: Any, espoo: Portal) -> None:
    day = timezone.localdate() + 9 * DAY
    substitute = colleague(espoo, ends_on=day)
    for later in (None, day + DAY):
        with pytest.raises(PeopleError):
            ChangePortalRole(role_of(substitute), substitute, ends_on=later).execute()
    ChangePortalRole(role_of(substitute), substitute, ends_on=day - DAY).execute()
    ChangePortalRole(role_of(substitute), coordinator, ends_on=None).execute()
    assert role_of(substitute).ends_on is None


def test_a_substitute_gives_roles_until_their_own_last_day_at_most(coordinator: Any, espoo: Portal) -> None:
    day = timezone.localdate() + 9 * DAY
    substitute = colleague(espoo, ends_on=day)
    third = colleague(espoo, "kolmas@example.org", ends_on=day - DAY)
    for later in (None, day + DAY):
        with pytest.raises(PeopleError):
            Invite("oma@example.org", PortalRole.COORDINATOR, portal=espoo, ends_on=later, by=substitute).execute()
        with pytest.raises(PeopleError):
            ChangePortalRole(role_of(third), substitute, ends_on=later).execute()
    invitation = Invite("oma@example.org", PortalRole.COORDINATOR, portal=espoo, ends_on=day, by=substitute).execute()
    ChangePortalRole(role_of(third), substitute, ends_on=day).execute()
    ChangePortalRole(role_of(third), coordinator, ends_on=None).execute()
    Invite("oma@example.org", PortalRole.COORDINATOR, portal=espoo, by=coordinator).execute()
    with pytest.raises(PeopleError):
        send_again(invitation, by=substitute)
    send_again(invitation, by=coordinator)


def test_who_has_a_role_without_an_end_besides_gives_roles_without_one(
    espoo: Portal, national_administrator: Any, national: Portal, admin: Any
) -> None:
    day = timezone.localdate() + 9 * DAY
    PortalMembership.objects.create(user=national_administrator, portal=espoo, role=PortalRole.COORDINATOR, ends_on=day)
    for number, by in enumerate((national_administrator, admin)):
        Invite(f"p{number}@example.org", PortalRole.COORDINATOR, portal=espoo, by=by).execute()
    PortalMembership.objects.filter(user=national_administrator, portal=national).update(ends_on=day)
    with pytest.raises(PeopleError):
        Invite("p3@example.org", PortalRole.NATIONAL_ADMIN, portal=national, by=national_administrator).execute()


def test_nobody_gives_what_is_not_theirs(coordinator: Any, vantaa: Portal, national: Portal, espoo: Portal) -> None:
    for portal, role in (
        (vantaa, PortalRole.COORDINATOR),
        (national, PortalRole.NATIONAL_ADMIN),
        (espoo, PortalRole.NATIONAL_ADMIN),
    ):
        with pytest.raises(PeoplePermissionError):
            Invite("minä@example.org", role, portal=portal, by=coordinator).execute()


def test_somebody_whose_role_has_ended_can_be_invited_again(coordinator: Any, espoo: Portal) -> None:
    former = make_member(espoo, PortalRole.COUNSELLOR, name="ent@example.org", ends_on=timezone.localdate() - DAY)
    invitation = Invite(former.email, PortalRole.COUNSELLOR, portal=espoo, by=coordinator).execute()
    accept_invitation(invitation, former)
    assert role_of(former).ends_on is None


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_remove_each_other_at_once_leave_one(open_portals: None) -> None:
    espoo = Portal.objects.get(slug="espoo")
    first, second = colleague(espoo, "a@example.org"), colleague(espoo, "b@example.org")
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def leave(who: Any) -> None:
        start.wait()
        try:
            RemovePortalRole(role_of(who), get_user_model().objects.get(pk=who.pk)).execute()
            outcomes.append("left")
        except PeopleError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=[who]) for who in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["left", "refused"]
    assert PortalMembership.objects.filter(portal=espoo, role=PortalRole.COORDINATOR).count() == 1
