"""The coordinator's side: who sees a request, what each answer does, and that two at once have one winner."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from editorial.joining.actions.answer_request import AskBack, DeclineRequest, PassOnRequest, request_version
from editorial.joining.actions.approve_request import ApproveRequest
from editorial.joining.actions.errors import JoinError, JoinPermissionError
from editorial.joining.joining_mails import WAITS
from editorial.joining.models import JoinRequest, JoinStatus
from editorial.mails.models import Mail, MailStatus
from listings.dashboard import needs_of
from listings.enums import OrganisationRole, OrganisationStatus
from listings.models import Organisation, OrganisationMembership, OrganisationPage
from regions.models import Portal, PortalMembership
from search.indexer import drain_outbox
from search.models import OrganisationDocument
from tests.joining.joining_requests import make_request, visitor, waiting_request
from tests.listings.admin import signed_in
from tests.listings.factories import record_of
from tests.mails.received_mails import deliver_all
from tests.regions.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
LIST = "/admin/joining/"


def test_a_shared_inbox_keeps_its_whole_name(coordinator: Any, espoo: Portal) -> None:
    row = waiting_request(espoo, person_name="Siltasanat ry, toimisto")
    ApproveRequest(row, coordinator).execute()
    person = OrganisationMembership.objects.get().user
    assert (person.first_name, person.last_name) == ("Siltasanat ry, toimisto", "")


def address(row: JoinRequest, answer: str = "") -> str:
    return f"{LIST}{row.pk}/" + (f"{answer}/" if answer else "")


def answer(client: Client, row: JoinRequest, name: str, **values: str) -> Any:
    data = {f"{name}-{key}": value for key, value in ({"seen": request_version(row)} | values).items()}
    return client.post(address(row, name), data)


def test_approving_makes_the_organisation_with_its_person(espoo: Portal, coordinator: Any) -> None:
    row = waiting_request(
        espoo, business_id="1572860-0", language="sv", description="<b>Hej</b>\n\nVälkommen", person_language="sv"
    )
    response = answer(signed_in(coordinator), row, "approve")
    assert response.status_code == 302
    row.refresh_from_db()
    record = Organisation.objects.get()
    assert (row.status, row.organisation, row.answered_by) == (JoinStatus.APPROVED, record, coordinator)
    assert (record.business_id, record.source_language, record.home_portal) == ("1572860-0", "sv", espoo)
    page = OrganisationPage.objects.get()
    assert (page.live, page.title, page.language, page.municipality_id) == (True, "Kielipolku ry", "sv", "049")
    assert page.description == "<p>&lt;b&gt;Hej&lt;/b&gt;</p><p>Välkommen</p>"
    assert page.get_parent().specific == espoo.directory
    person = get_user_model().objects.get(email="aino@kielipolku.example")
    assert page.owner == person
    assert (person.first_name, person.last_name, person.has_usable_password()) == ("Aino", "Virtanen", False)
    membership = OrganisationMembership.objects.get()
    assert (membership.user, membership.role) == (person, OrganisationRole.RESPONSIBLE)
    drain_outbox()
    assert OrganisationDocument.objects.visible(espoo).filter(pk=record.pk).exists()
    message = deliver_all()[-1]
    assert message.to == [person.email]
    assert "/sv/sign-in/?next=%2Fsv%2Fdesk%2F" in message.body
    assert ModelLogEntry.objects.filter(action="editorial.approve_request", user=coordinator).count() == 1


def test_nobody_is_told_of_a_request_that_they_may_no_longer_answer(espoo: Portal, coordinator: Any) -> None:
    waiting_request(espoo)
    assert Mail.objects.filter(kind=WAITS, person=coordinator).exists()
    PortalMembership.objects.filter(user=coordinator).delete()
    assert coordinator.email not in [address for message in deliver_all() for address in message.to]
    assert Mail.objects.get(kind=WAITS, person=coordinator).status == MailStatus.GONE


def test_somebody_with_an_account_gets_the_membership_alone(espoo: Portal, coordinator: Any, editor: Any) -> None:
    row = waiting_request(espoo, person_email=editor.email.upper())
    ApproveRequest(row, coordinator).execute()
    assert OrganisationMembership.objects.filter(user=editor).count() == 2
    assert get_user_model().objects.filter(email__iexact=editor.email).count() == 1


def test_a_closed_account_is_not_opened_by_a_request(espoo: Portal, coordinator: Any) -> None:
    make_user("aino@kielipolku.example", is_active=False)
    row = waiting_request(espoo)
    with pytest.raises(JoinError):
        ApproveRequest(row, coordinator).execute()
    assert not Organisation.objects.exists()
    row.refresh_from_db()
    assert row.status == JoinStatus.WAITING


def test_the_same_business_id_cannot_be_approved_and_is_shown(
    espoo: Portal, coordinator: Any, organisation: Any
) -> None:
    record = record_of(organisation)
    record.business_id = "1572860-0"
    record.save()
    row = waiting_request(espoo, business_id="1572860-0")
    twin = waiting_request(espoo, business_id="1572860-0", name="Aivan muu", person_email="b@example.org")
    client = signed_in(coordinator)
    page = client.get(address(row))
    hints = page.context["hints"]
    assert [one.name for one in hints.same_organisations] == ["Siltasanat ry"]
    assert [one.name for one in hints.same_requests] == [twin.name]
    response = answer(client, row, "approve")
    assert response.status_code == 400
    assert Organisation.objects.count() == 1
    assert not get_user_model().objects.filter(email=row.person_email).exists()


def held(organisation: Any, status: OrganisationStatus) -> Organisation:
    record = record_of(organisation)
    record.business_id, record.status = "1572860-0", status
    record.save()
    return record


@pytest.mark.parametrize(("status", "words"), [("joined", "be let in there"), ("suspended", "is suspended")])
def test_the_refusal_says_which_organisation_has_the_number(
    espoo: Portal, organisation: Any, status: Any, words: str
) -> None:
    held(organisation, status)
    with override("en"), pytest.raises(JoinError, match=f"^Siltasanat ry in Kototori Espoo .*{words}"):
        ApproveRequest(waiting_request(espoo, business_id="1572860-0")).execute()


def test_an_organisation_that_has_left_comes_back_with_its_number(espoo: Portal, organisation: Any) -> None:
    record = held(organisation, OrganisationStatus.LEFT)
    request = ApproveRequest(waiting_request(espoo, business_id="1572860-0")).execute()
    record.refresh_from_db()
    assert request.organisation is not None
    assert (record.business_id, request.organisation.business_id) == ("", "1572860-0")


def test_alike_names_are_shown_and_other_portals_requests_without_theirs(
    espoo: Portal, vantaa: Portal, coordinator: Any, organisation: Any
) -> None:
    drain_outbox()
    row = waiting_request(espoo, name="Siltasanta")
    waiting_request(espoo, name="Silta Sanat ry", person_email="b@example.org")
    waiting_request(vantaa, name="Siltasanat Vantaa", person_email="c@example.org")
    page = signed_in(coordinator).get(address(row))
    hints = page.context["hints"]
    assert [one.name for one in hints.alike_organisations] == ["Siltasanat ry"]
    assert sorted(one.name for one in hints.alike_requests) == ["", "Silta Sanat ry"]
    assert "Siltasanat Vantaa" not in page.text
    assert [portal.slug for portal in hints.portals] == ["espoo"]


def test_nobody_else_sees_or_answers(
    espoo: Portal, coordinator: Any, vantaa_coordinator: Any, editor: Any, admin: Any
) -> None:
    row, unconfirmed = waiting_request(espoo), make_request(espoo, person_email="b@example.org")
    for stranger in (vantaa_coordinator, editor):
        client = signed_in(stranger)
        assert row.name not in client.get(LIST).text
        assert client.get(address(row)).status_code in (302, 403, 404)
        for name in ("approve", "ask", "decline", "pass-on"):
            assert answer(client, row, name, text="x", portal="vantaa").status_code in (302, 403, 404)
        for action in (ApproveRequest, AskBack, DeclineRequest):
            with pytest.raises(JoinPermissionError):
                action(row, stranger, "x").execute()
    row.refresh_from_db()
    assert row.status == JoinStatus.WAITING
    for person in (coordinator, admin):
        client = signed_in(person)
        assert client.get(address(row)).status_code == 200
        assert client.get(address(unconfirmed)).status_code == 404
        assert len(client.get(LIST).context["page_obj"].object_list) == 1
    assert Client(headers={"host": "kototori.localhost"}).get(address(row)).status_code == 302
    assert visitor().get(address(row)).status_code == 404


def test_a_question_and_a_reason_have_to_be_written_and_what_was_typed_stays(espoo: Portal, coordinator: Any) -> None:
    row, client = waiting_request(espoo), signed_in(coordinator)
    for name in ("ask", "decline"):
        for text in ("", "  ", "\0", "x" * 100_000):
            response = answer(client, row, name, text=text)
            assert response.status_code == 400
    assert "x" * 100_000 in response.text
    assert answer(client, row, "nosuch").status_code == 404
    row.refresh_from_db()
    assert row.status == JoinStatus.WAITING
    assert answer(client, row, "ask", text="Missä kokoonnutte?").status_code == 302
    row.refresh_from_db()
    assert row.status == JoinStatus.ASKED


def test_it_is_passed_on_to_another_portals_coordinators(
    espoo: Portal, vantaa: Portal, coordinator: Any, vantaa_coordinator: Any
) -> None:
    row, client = waiting_request(espoo), signed_in(coordinator)
    assert answer(client, row, "pass-on", portal="").status_code == 400
    assert answer(client, row, "pass-on", portal="espoo").status_code == 400
    assert answer(client, row, "pass-on", portal="vantaa", text="Teidän aluetta").status_code == 302
    assert client.get(address(row)).status_code == 404
    assert signed_in(vantaa_coordinator).get(address(row)).status_code == 200
    sent_to = [message.to for message in deliver_all()]
    assert [vantaa_coordinator.email] in sent_to
    assert "Teidän aluetta" not in "".join(message.body for message in deliver_all())
    with pytest.raises(JoinError):
        PassOnRequest(JoinRequest.objects.get(), portal=vantaa).execute()


def test_who_is_late_is_told_and_keeps_the_text(espoo: Portal, coordinator: Any) -> None:
    row = waiting_request(espoo)
    ApproveRequest(row).execute()
    response = answer(signed_in(coordinator), row, "decline", text="Ei sovi")
    assert response.status_code == 400
    assert JoinRequest.objects.get().status == JoinStatus.APPROVED
    other = waiting_request(espoo, person_email="b@example.org")
    AskBack(other, text="Missä?").execute()
    response = answer(signed_in(coordinator), other, "decline", text="Ei sovi lainkaan")
    assert response.status_code == 400
    assert "Ei sovi lainkaan" in response.text


def test_the_dashboard_counts_and_the_list_begins_with_those_that_wait(espoo: Portal, coordinator: Any) -> None:
    first = waiting_request(espoo, name="Ensin", person_email="a@example.org")
    asked = waiting_request(espoo, name="Kysytty", person_email="b@example.org")
    last = waiting_request(espoo, name="Viimeksi", person_email="c@example.org")
    done = waiting_request(espoo, name="Valmis", person_email="d@example.org")
    AskBack(asked, text="Missä?").execute()
    DeclineRequest(done, text="Ei sovi").execute()
    listed = signed_in(coordinator).get(LIST).context["page_obj"].object_list
    assert [one.name for one in listed] == [first.name, last.name, asked.name, done.name]
    assert [need.count for need in needs_of(coordinator) if need.url == LIST] == [2]


def test_the_same_statements_for_one_request_and_for_ten(espoo: Portal, coordinator: Any) -> None:
    client, shown = signed_in(coordinator), waiting_request(espoo, name="Seura 0", person_email="a0@example.org")

    def statements(path: str) -> int:
        """The fewest of three looks: some of what a process remembers is read again after some seconds."""
        counts = []
        for _look in range(3):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            counts.append(len(queries))
        return min(counts)

    few = statements(LIST), statements(address(shown))
    for number in range(1, 11):
        waiting_request(espoo, name=f"Seura {number}", person_email=f"a{number}@example.org")
    assert (statements(LIST), statements(address(shown))) == few


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", [ApproveRequest, DeclineRequest])
def test_of_two_answers_at_once_one_wins(espoo: Portal, second: Any) -> None:
    row = waiting_request(espoo)
    seen = request_version(row)
    start, outcomes = threading.Barrier(2), []

    def run(action: Any) -> None:
        try:
            start.wait()
            action(JoinRequest.objects.get(pk=row.pk), None, "Syy", seen=seen).execute()
            outcomes.append("done")
        except JoinError:
            outcomes.append("late")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(action,)) for action in (ApproveRequest, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "late"]
    assert Organisation.objects.count() == (1 if JoinRequest.objects.get().status == JoinStatus.APPROVED else 0)


@pytest.mark.django_db(transaction=True)
def test_two_requests_with_one_business_id_at_once_make_one_organisation(espoo: Portal) -> None:
    rows = [
        waiting_request(espoo, business_id="1572860-0", name=f"Seura {at}", person_email=f"a{at}@example.org")
        for at in range(2)
    ]
    start, outcomes = threading.Barrier(2), []

    def run(row: JoinRequest) -> None:
        try:
            start.wait()
            ApproveRequest(row).execute()
            outcomes.append("done")
        except JoinError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert OrganisationPage.objects.count() == OrganisationMembership.objects.count() == 1
