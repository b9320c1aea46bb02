"""Asking to be let in to an organisation, and answering."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from editorial.accounts.split_names import split_name
from editorial.form_guard import form_keys
from editorial.form_guard.attempt_limits import Limit
from editorial.form_guard.client_address import client_address
from editorial.form_guard.form_keys import make_form_key
from editorial.mails.models import Mail, MailStatus
from editorial.mails.queueing import preferred_language
from editorial.people import access_times
from editorial.people.actions import ask_for_access
from editorial.people.actions.access_due import attend_to_requests
from editorial.people.actions.answer_access import decline_access, let_in
from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.models import AccessRequest, AccessState
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from tests.listings.factories import make_organisation, record_of
from tests.people.test_desk_home import ask
from tests.people.test_member_actions import roles
from tests.people.test_people_page import people_path
from tests.people.visiting import at, mailed_path, new_mails
from tests.regions.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals", "without_waiting")]
WORDS = {"name": "Aino Asikas", "email": "Aino@example.org", "message": "Ohjaan kielikahvilaa tiistaisin."}


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits the seconds that a person needs at least; a test of its own has that."""
    monkeypatch.setattr(form_keys, "MIN_SECONDS", 0)
    cache.clear()


def ask_path(record: Any) -> str:
    return f"/en/join/{record.pk}/"


def send(record: Any, client: Any = None, **changes: str) -> Any:
    client = client or at("espoo")
    opened = re.search(r'name="form_key" value="([^"]+)"', client.get(ask_path(record)).text)
    assert opened is not None
    return client.post(ask_path(record), {**WORDS, "form_key": opened.group(1), **changes})


def confirmed(record: Any, **changes: str) -> AccessRequest:
    send(record, **changes)
    at("espoo").post(mailed_path())
    return AccessRequest.objects.latest("asked_at")


def test_nobody_sees_a_request_before_its_address_is_confirmed(record: Any, sanna: Any) -> None:
    answer = send(record)
    assert answer.status_code == 200
    assert "Look into your mail" in answer.text
    path = mailed_path()
    assert [mail.recipient_address for mail in Mail.objects.all()] == ["aino@example.org"]
    responsible = at("espoo", sanna.user)
    assert "Aino" not in responsible.get(people_path(record)).text
    page = at("espoo").get(path)
    assert "Ohjaan kielikahvilaa" in page.text
    assert AccessRequest.objects.get().state == AccessState.ASKED
    assert "on its way" in at("espoo").post(path).text
    assert "Aino Asikas" in responsible.get(people_path(record)).text
    assert "Aino Asikas" in responsible.get("/en/desk/").text
    (message,) = new_mails()
    assert message.to == ["sanna@example.org"]
    assert "Ohjaan kielikahvilaa" in message.body
    at("espoo").post(path)  # pressed twice
    assert new_mails() == []


def test_a_responsible_person_lets_in_and_the_person_has_an_account_and_a_mail(record: Any, sanna: Any) -> None:
    asked = confirmed(record)
    new_mails()
    path = people_path(record, f"requests/{asked.pk}/")
    client = at("espoo", sanna.user)
    assert client.get(path).status_code == 200
    assert client.post(path, {"answer": "let_in", "role": "king"}).status_code == 422
    assert client.post(path, {"answer": "let_in", "role": "writer"})["Location"] == people_path(record)
    person = get_user_model().objects.get(email="aino@example.org")
    assert (person.first_name, person.last_name, person.has_usable_password()) == ("Aino", "Asikas", False)
    assert roles(record)["aino"] == OrganisationRole.WRITER
    mails = {message.to[0]: message.body for message in new_mails()}
    assert set(mails) == {"aino@example.org", "sanna@example.org"}
    assert "http://espoo.localhost:8000/" in mails["aino@example.org"]
    assert "/desk/" in mails["aino@example.org"]
    assert client.post(path, {"answer": "let_in", "role": "writer"}).status_code == 404


def test_nobody_reads_of_a_request_that_they_may_no_longer_answer(record: Any, sanna: Any) -> None:
    confirmed(record)
    OrganisationMembership.objects.filter(pk=sanna.pk).update(role=OrganisationRole.WRITER)
    assert new_mails() == []
    assert Mail.objects.get(person=sanna.user).status == MailStatus.GONE


def test_a_responsible_person_declines_with_a_reason(record: Any, sanna: Any) -> None:
    asked = confirmed(record)
    new_mails()
    path = people_path(record, f"requests/{asked.pk}/")
    at("espoo", sanna.user).post(path, {"answer": "decline", "reason": "Emme tunne sinua."})
    (message,) = new_mails()
    assert message.to == ["aino@example.org"]
    assert "Emme tunne sinua." in message.body
    assert not get_user_model().objects.filter(email="aino@example.org").exists()
    assert AccessRequest.objects.get().state == AccessState.DECLINED


def test_a_declined_person_may_ask_again(record: Any, sanna: Any) -> None:
    decline_access(confirmed(record), by=sanna.user)
    assert confirmed(record).state == AccessState.WAITING


def test_only_those_who_choose_people_answer(
    record: Any, sanna: Any, veikko: Any, neighbours_editor: Any, vantaa_coordinator: Any, translator: Any
) -> None:
    asked = confirmed(record)
    for person in (veikko.user, neighbours_editor, vantaa_coordinator, translator):
        path = people_path(record, f"requests/{asked.pk}/")
        assert at("espoo", person).get(path).status_code == 404
        assert at("espoo", person).post(path, {"answer": "let_in", "role": "writer"}).status_code == 404
        with pytest.raises(PeoplePermissionError):
            let_in(asked, "writer", by=person)
        with pytest.raises(PeoplePermissionError):
            decline_access(asked, by=person)
    assert AccessRequest.objects.get().state == AccessState.WAITING


def test_without_a_responsible_person_the_portals_coordinators_answer(
    record: Any, veikko: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    asked = confirmed(record)
    assert [message.to for message in new_mails()] == [[coordinator.email]]
    assert list(AccessRequest.objects.for_coordinator(coordinator)) == [asked]
    assert list(AccessRequest.objects.for_coordinator(vantaa_coordinator)) == []
    let_in(asked, OrganisationRole.RESPONSIBLE, by=coordinator)
    assert roles(record)["aino"] == OrganisationRole.RESPONSIBLE
    assert list(AccessRequest.objects.for_coordinator(coordinator)) == []


def test_with_a_responsible_person_the_coordinator_sees_it_later(record: Any, sanna: Any, coordinator: Any) -> None:
    asked = confirmed(record)
    assert list(AccessRequest.objects.for_coordinator(coordinator)) == []
    AccessRequest.objects.update(confirmed_at=timezone.now() - access_times.COORDINATORS_AFTER)
    assert list(AccessRequest.objects.for_coordinator(coordinator)) == [asked]


def test_a_portal_without_coordinators_has_the_national_administrators(record: Any, national: Any) -> None:
    from tests.regions.factories import make_member

    make_member(national, "national_admin", name="kansallinen@example.org")
    confirmed(record)
    assert [message.to for message in new_mails()] == [["kansallinen@example.org"]]


@pytest.mark.parametrize("kind", ["nobody", "account", "member", "waiting"])
def test_the_answer_is_the_same_whoever_asks(record: Any, sanna: Any, kind: str) -> None:
    pages = {}
    make_user("tilillinen@example.org")
    confirmed(record, email="odottava@example.org")
    addresses = {
        "nobody": "kukaan@example.org",
        "account": "tilillinen@example.org",
        "member": "sanna@example.org",
        "waiting": "odottava@example.org",
    }
    for email in (addresses["nobody"], addresses[kind]):
        pages[email] = send(record, email=email, name="X Y")
    one, *others = pages.values()
    for other in others:
        assert (other.status_code, other.text) == (one.status_code, one.text)


def test_who_is_in_already_reads_it_in_the_mail_only(record: Any, sanna: Any) -> None:
    send(record, email="sanna@example.org")
    (message,) = new_mails()
    assert message.to == ["sanna@example.org"]
    assert "/mail/" not in message.body
    assert not AccessRequest.objects.exists()


def test_asking_again_replaces_the_link_and_a_waiting_request_stays(record: Any, sanna: Any) -> None:
    send(record)
    first = mailed_path()
    send(record, message="Toisin sanoin.")
    second = mailed_path()
    assert at("espoo").post(first).status_code == 410
    assert at("espoo").post(second).status_code == 200
    new_mails()
    send(record, message="Vielä kerran.")
    assert new_mails() == []
    assert AccessRequest.objects.get().message == "Toisin sanoin."


def test_an_organisation_that_visitors_dont_see_is_not_there(record: Any, espoo: Any) -> None:
    hidden = make_organisation(espoo, "Luonnos ry", live=False)
    for path in (f"/en/join/{hidden.translation_key}/", "/en/join/00000000-0000-0000-0000-000000000000/"):
        assert at("espoo").get(path).status_code == 404
    SuspendOrganisation(record).execute()
    assert at("espoo").get(ask_path(record)).status_code == 404
    assert at("espoo").post(ask_path(record), WORDS).status_code == 404


def test_who_is_let_in_gets_mails_in_the_language_of_the_request(record: Any, sanna: Any) -> None:
    asked = ask(record, "Aino")
    AccessRequest.objects.update(language="sv")
    assert preferred_language(let_in(asked, OrganisationRole.WRITER, by=sanna.user)) == "sv"


def test_nobody_is_let_in_while_the_organisation_is_suspended(record: Any, sanna: Any) -> None:
    asked = confirmed(record)
    SuspendOrganisation(record).execute()
    with pytest.raises(PeopleError):
        let_in(asked, "writer", by=sanna.user)
    assert AccessRequest.objects.get().state == AccessState.WAITING


def test_a_closed_account_is_not_let_in(record: Any, sanna: Any) -> None:
    make_user("aino@example.org", is_active=False)
    with pytest.raises(PeopleError):
        let_in(confirmed(record), "writer", by=sanna.user)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"email": "x"},
        {"message": " "},
        {"message": "x" * 501},
        {"name": "x" * 101},
        {"form_key": "forged"},
    ],
)
def test_what_was_typed_stays(record: Any, changes: dict[str, str]) -> None:
    answer = send(record, **changes)
    assert answer.status_code == 422
    assert not AccessRequest.objects.exists()
    for name, value in WORDS.items():
        if name not in changes:
            assert value in answer.text


def test_a_machine_that_fills_in_the_trap_gets_the_same_answer_and_nothing_happens(record: Any) -> None:
    person, machine = send(record, email="p@example.org"), send(record, fax="https://spam.example")
    assert machine.text == person.text
    assert [mail.address for mail in Mail.objects.all()] == ["p@example.org"]


def test_a_form_that_is_sent_at_once_is_refused_and_can_be_sent_again(
    record: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_keys, "MIN_SECONDS", 60)
    answer = send(record)
    assert answer.status_code == 422
    assert "press the button once more" in answer.text
    opened = re.search(r'name="form_key" value="([^"]+)"', answer.text)
    monkeypatch.setattr(form_keys, "MIN_SECONDS", 0)
    assert opened is not None
    again = at("espoo").post(ask_path(record), {**WORDS, "form_key": opened.group(1)})
    assert "Look into your mail" in again.text


def test_a_form_that_was_open_for_months_still_works(record: Any) -> None:
    key = make_form_key(seconds_ago=90 * 86400).signed
    assert at("espoo").post(ask_path(record), {**WORDS, "form_key": key}).status_code == 200


def test_the_form_needs_no_cookie(record: Any) -> None:
    client = Client(headers={"host": "espoo.localhost"}, enforce_csrf_checks=True)
    answer = send(record, client)
    assert answer.status_code == 200
    assert not client.cookies


@pytest.mark.parametrize(("what", "most"), [("client", 10), ("address", 5)])
def test_requests_are_limited(record: Any, what: str, most: int) -> None:
    key = make_form_key(seconds_ago=60).signed
    for number in range(most + 1):
        remote = "10.0.0.1" if what == "client" else f"10.0.0.{number}"
        client = Client(headers={"host": "espoo.localhost"}, REMOTE_ADDR=remote)
        email = "same@example.org" if what == "address" else f"p{number}@example.org"
        answer = client.post(ask_path(record), {**WORDS, "form_key": key, "email": email})
        assert answer.status_code == (200 if number < most else 429), number
    assert "many requests" in answer.text
    assert WORDS["message"] in answer.text


def test_only_confirmed_requests_keep_others_from_asking(
    record: Any, sanna: Any, neighbour: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_for_access, "TO_ORGANISATION", Limit("access-organisation", 1, 3600))
    paths = []
    for number in range(3):
        assert send(record, email=f"p{number}@example.org").status_code == 200
        paths.append(mailed_path())
    assert "on its way" in at("espoo").post(paths[0]).text
    full = at("espoo").post(paths[1])
    assert full.status_code == 429
    assert "many requests" in full.text
    assert "<form" in full.text
    assert AccessRequest.objects.waiting().count() == 1
    assert send(record, email="p4@example.org").status_code == 429
    assert send(record_of(neighbour), email="p4@example.org").status_code == 200
    cache.clear()
    assert "on its way" in at("espoo").post(paths[1]).text


def test_a_household_with_ipv6_is_one_client(record: Any) -> None:
    key = make_form_key(seconds_ago=60).signed
    for number in range(11):
        client = Client(headers={"host": "espoo.localhost"}, REMOTE_ADDR=f"2001:db8::{number:x}")
        answer = client.post(ask_path(record), {**WORDS, "form_key": key, "email": f"p{number}@example.org"})
    assert answer.status_code == 429


def test_the_client_is_whom_the_trusted_proxy_names(settings: Any, rf: Any) -> None:
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 1.2.3.4"}, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client_address(request) == "1.2.3.4"


def _age(age: datetime.timedelta) -> None:
    AccessRequest.objects.update(confirmed_at=timezone.now() - age - datetime.timedelta(minutes=1))


def test_time_reminds_tells_the_coordinators_and_ends(record: Any, sanna: Any, coordinator: Any) -> None:
    confirmed(record)
    new_mails()

    def mailed() -> set[str]:
        attend_to_requests()
        attend_to_requests()
        return {message.to[0] for message in new_mails()}

    assert mailed() == set()
    _age(access_times.REMIND_AFTER)
    assert mailed() == {"sanna@example.org"}
    assert mailed() == set()
    _age(access_times.COORDINATORS_AFTER)
    assert mailed() == {"sanna@example.org", coordinator.email}
    assert mailed() == set()
    _age(access_times.EXPIRE_AFTER)
    assert mailed() == {"aino@example.org"}
    assert AccessRequest.objects.get().state == AccessState.EXPIRED
    AccessRequest.objects.update(answered_at=timezone.now() - access_times.KEEP_ANSWERED * 1.1)
    assert mailed() == set()
    assert not AccessRequest.objects.exists()


def test_after_an_outage_one_reminder_is_sent_and_not_two(record: Any, sanna: Any, coordinator: Any) -> None:
    confirmed(record)
    new_mails()
    _age(access_times.COORDINATORS_AFTER)
    attend_to_requests()
    assert sorted(message.to[0] for message in new_mails()) == sorted(["sanna@example.org", coordinator.email])


def test_a_request_that_nobody_confirms_is_deleted_and_its_link_ends(record: Any) -> None:
    send(record)
    path = mailed_path()
    AccessRequest.objects.update(asked_at=timezone.now() - access_times.CONFIRM_WITHIN * 1.1)
    assert at("espoo").post(path).status_code == 410
    attend_to_requests()
    assert not AccessRequest.objects.exists()


def test_a_request_of_another_organisation_is_not_there(record: Any, sanna: Any, neighbour: Any) -> None:
    other = confirmed(record_of(neighbour))
    path = people_path(record, f"requests/{other.pk}/")
    assert at("espoo", sanna.user).post(path, {"answer": "let_in", "role": "writer"}).status_code == 404
    assert not OrganisationMembership.objects.filter(user__email="aino@example.org").exists()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Aino Maria  Asikas", ("Aino Maria", "Asikas")),
        ("Aino", ("Aino", "")),
        ("Siltasanat ry, toimisto", ("Siltasanat ry, toimisto", "")),
    ],
)
def test_a_name_in_one_field_is_a_first_and_a_last_name(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts
