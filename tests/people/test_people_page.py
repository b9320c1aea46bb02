"""The page of an organisation's people at the desk, by role."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.mails.models import Mail
from editorial.people.actions.invite import Invite
from editorial.people.models import Invitation
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from tests.people.conftest import add_person
from tests.people.test_member_actions import roles
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
RESPONSIBLE, WRITER = OrganisationRole.RESPONSIBLE, OrganisationRole.WRITER


def people_path(record: Any, below: str = "") -> str:
    return f"/en/desk/organisations/{record.pk}/people/{below}"


def test_the_list_says_who_works_here_and_who_is_invited(record: Any, sanna: Any, veikko: Any) -> None:
    Invite("uma@example.org", WRITER, organisation=record, by=sanna.user).execute()
    page = at("espoo", sanna.user).get(people_path(record)).text
    for words in ("Sanna Siltanen", "veikko@example.org", "uma@example.org", "(you)", "only responsible person"):
        assert words in page.replace("</span>", ""), words


def test_a_writer_sees_the_list_and_does_nothing_but_leave(record: Any, sanna: Any, veikko: Any) -> None:
    invitation = Invite("uma@example.org", WRITER, organisation=record, by=sanna.user).execute()
    client = at("espoo", veikko.user)
    page = client.get(people_path(record))
    assert page.status_code == 200
    assert "Invite somebody" not in page.text
    assert page.text.count("<form") == 1  # signing out
    own = f"{sanna.pk}/"
    for below, values in (
        ("", {"address": "x@example.org", "role": WRITER}),
        (f"{own}role/", {"role": WRITER}),
        (f"{own}remove/", {}),
        (f"{own}hand-over/", {}),
        (f"invitations/{invitation.pk}/again/", {}),
        (f"invitations/{invitation.pk}/withdraw/", {}),
    ):
        assert client.post(people_path(record, below), values).status_code == 404, below
    assert roles(record) == {"sanna": RESPONSIBLE, "veikko": WRITER}
    assert Invitation.objects.count() == 1
    assert client.post(people_path(record, "leave/"))["Location"] == "/en/desk/"
    assert client.get(people_path(record)).status_code == 404


def test_a_responsible_person_invites_sends_again_and_takes_back(record: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    answer = client.post(people_path(record), {"address": "Uma@Example.org", "role": WRITER})
    assert answer["Location"] == people_path(record)
    invitation = Invitation.objects.get()
    assert (invitation.address, invitation.role, invitation.language) == ("uma@example.org", WRITER, "en")
    before = invitation.sent_at
    client.post(people_path(record, f"invitations/{invitation.pk}/again/"))
    invitation.refresh_from_db()
    assert invitation.sent_at > before
    assert Mail.objects.filter(kind="invitation").count() == 2
    client.post(people_path(record, f"invitations/{invitation.pk}/withdraw/"))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"address": "not an address", "role": WRITER}, "not an address"),
        ({"address": "uma@example.org", "role": "king"}, "uma@example.org"),
        ({"address": "sanna@example.org", "role": WRITER}, "in the organisation already"),
        ({"address": "a\x00b@example.org", "role": WRITER}, "ab@example.org"),
    ],
)
def test_what_was_typed_stays_where_something_is_wrong(record: Any, sanna: Any, values: Any, said: str) -> None:
    answer = at("espoo", sanna.user).post(people_path(record), values)
    if answer.status_code == 302:  # a character that nobody sees is left out
        assert Invitation.objects.get().address == said
        return
    assert answer.status_code == 422
    assert said in answer.text
    assert "Check these first" in answer.text


def test_a_responsible_person_changes_roles_hands_over_and_removes(
    record: Any, sanna: Any, veikko: Any, organisation: Any
) -> None:
    client = at("espoo", sanna.user)
    client.post(people_path(record, f"{veikko.pk}/role/"), {"role": RESPONSIBLE})
    assert roles(record)["veikko"] == RESPONSIBLE
    client.post(people_path(record, f"{veikko.pk}/role/"), {"role": WRITER})
    page = client.get(people_path(record, f"{veikko.pk}/remove/"))
    assert "Veikko Virta" in page.text
    assert "veikko" in roles(record)
    maija = add_person(organisation, "maija")
    client.post(people_path(record, f"{veikko.pk}/remove/"))
    assert roles(record) == {"sanna": RESPONSIBLE, "maija": WRITER}
    assert client.get(people_path(record, f"{maija.pk}/hand-over/")).status_code == 200
    client.post(people_path(record, f"{maija.pk}/hand-over/"))
    assert roles(record) == {"sanna": WRITER, "maija": RESPONSIBLE}
    assert client.post(people_path(record, f"{maija.pk}/remove/")).status_code == 404


def test_the_only_responsible_person_is_told_why_she_cant_leave(record: Any, sanna: Any, veikko: Any) -> None:
    client = at("espoo", sanna.user)
    assert "only responsible person" in client.get(people_path(record, "leave/")).text
    answer = client.post(people_path(record, "leave/"), follow=True)
    assert "hand over to another one first" in answer.text
    assert roles(record)["sanna"] == RESPONSIBLE


def test_the_only_responsible_person_may_leave_where_she_coordinates_the_portal(
    record: Any, coordinator: Any, veikko: Any
) -> None:
    own = OrganisationMembership.objects.create(user=coordinator, organisation=record, role=RESPONSIBLE)
    client = at("espoo", coordinator)
    page = client.get(people_path(record)).text
    assert f'action="{people_path(record, f"{own.pk}/role/")}"' in page
    assert "only responsible person" not in page
    assert "only responsible person" not in client.get(people_path(record, "leave/")).text
    client.post(people_path(record, "leave/"))
    assert roles(record) == {"veikko": WRITER}


def test_somebody_who_is_removed_gets_nothing_at_the_next_request(record: Any, sanna: Any, veikko: Any) -> None:
    client = at("espoo", veikko.user)
    page = client.get(people_path(record))
    assert (page.status_code, "no-store" in page["Cache-Control"], "ETag" in page) == (200, True, False)
    at("espoo", sanna.user).post(people_path(record, f"{veikko.pk}/remove/"))
    assert client.get(people_path(record)).status_code == 404
    assert "Siltasanat" not in client.get("/en/desk/").text


def test_a_suspended_organisation_lets_nobody_in_but_people_may_go(record: Any, sanna: Any, veikko: Any) -> None:
    SuspendOrganisation(record).execute()
    client = at("espoo", sanna.user)
    page = client.get(people_path(record)).text
    assert "shown at the moment" in page
    assert "Send the invitation" not in page
    assert client.post(people_path(record), {"address": "x@example.org", "role": WRITER}).status_code == 422
    client.post(people_path(record, f"{veikko.pk}/remove/"))
    assert roles(record) == {"sanna": RESPONSIBLE}


def test_a_row_of_another_organisation_is_not_there(
    record: Any, sanna: Any, neighbours_editor: Any, coordinator: Any
) -> None:
    other = OrganisationMembership.objects.get(user=neighbours_editor)
    foreign = Invite("uma@example.org", WRITER, organisation=other.organisation, by=coordinator).execute()
    client = at("espoo", sanna.user)
    for below in (
        f"{other.pk}/role/",
        f"{other.pk}/remove/",
        f"{other.pk}/hand-over/",
        f"{10**30}/remove/",
        f"invitations/{foreign.pk}/again/",
        f"invitations/{foreign.pk}/withdraw/",
    ):
        assert client.post(people_path(record, below), {"role": RESPONSIBLE}).status_code == 404, below
    assert OrganisationMembership.objects.get(pk=other.pk).role == WRITER
    assert Invitation.objects.filter(pk=foreign.pk, sent_at=foreign.sent_at).exists()


def test_what_changes_asks_for_a_token(record: Any, sanna: Any, veikko: Any) -> None:
    client = at("espoo", sanna.user)
    client.handler.enforce_csrf_checks = True
    assert client.post(people_path(record, f"{veikko.pk}/remove/")).status_code == 403
    assert "veikko" in roles(record)


def _statements(client: Any, path: str) -> int:
    with CaptureQueriesContext(connection) as statements:
        assert client.get(path).status_code == 200
    return len(statements)


def test_the_list_takes_the_same_statements_for_many_people(record: Any, sanna: Any, organisation: Any) -> None:
    client = at("espoo", sanna.user)
    add_person(organisation, "p")
    Invite("p@example.net", WRITER, organisation=record, by=sanna.user).execute()
    _statements(client, people_path(record))  # what a process reads once
    few = _statements(client, people_path(record))
    for number in range(10):
        add_person(organisation, f"p{number}")
        Invite(f"p{number}@example.net", WRITER, organisation=record, by=sanna.user).execute()
    assert _statements(client, people_path(record)) == few
