"""The links of mails: confirm, see the state, answer a question. Forged, old and used ones do nothing."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from editorial.joining import sending_limits
from editorial.joining.actions.answer_request import AskBack, DeclineRequest
from editorial.joining.actions.errors import JoinError
from editorial.joining.actions.person_steps import confirm_request, reply_to_question, withdraw_request
from editorial.joining.actions.send_request import mail_again
from editorial.joining.joining_jobs import KEEP_PERSON, KEEP_UNCONFIRMED, delete_unconfirmed, forget_people
from editorial.joining.joining_mails import CONFIRM_LINK, STATE_LINK, link_key
from editorial.joining.models import JoinMessage, JoinRequest, JoinStatus
from editorial.mails.models import Mail
from editorial.mails.signed_links import signed_link
from regions import periodic
from regions.models import Portal
from tests.joining.joining_requests import link_in, make_request, typed, visitor, waiting_request
from tests.mails.received_mails import deliver_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def state_of(row: JoinRequest) -> str:
    return str(JoinRequest.objects.get(pk=row.pk).status)


def path_of(action: str, row: JoinRequest, language: str = "fi") -> str:
    return signed_link(action, link_key(row), portal=row.portal, language=language).partition(":8000")[2]


def test_the_link_shows_and_only_the_button_confirms(espoo: Portal, coordinator: Any) -> None:
    row = make_request(espoo)
    path = link_in(deliver_all()[-1])
    for _look in range(2):
        page = visitor().get(path)
        assert page.status_code == 200
        assert "Kielipolku ry" in page.text
    assert state_of(row) == JoinStatus.UNCONFIRMED
    answer = visitor().post(path, {"choice": "confirm"})
    assert answer.status_code == 302
    assert state_of(row) == JoinStatus.WAITING
    assert visitor().get(answer["Location"]).status_code == 200
    received, waits = deliver_all()[-2:]
    assert [received.to, waits.to] == [["aino@kielipolku.example"], [coordinator.email]]
    assert "/admin/joining/" in waits.body
    assert "aino" not in waits.body.lower()
    assert visitor().get(link_in(received)).status_code == 200


def test_the_forms_of_links_carry_a_token_against_forged_requests(espoo: Portal) -> None:
    row = make_request(espoo)
    strict = Client(enforce_csrf_checks=True, headers={"host": "espoo.localhost"})
    assert strict.post(path_of(CONFIRM_LINK, row), {"choice": "confirm"}).status_code == 403
    assert state_of(row) == JoinStatus.UNCONFIRMED


def test_a_used_link_leads_to_the_state_and_confirms_nothing_again(espoo: Portal) -> None:
    row = make_request(espoo)
    path = path_of(CONFIRM_LINK, row)
    visitor().post(path, {"choice": "confirm"})
    AskBack(JoinRequest.objects.get(), text="Missä?").execute()
    for method in (visitor().get, visitor().post):
        answer = method(path)
        assert answer.status_code == 302
        assert state_of(row) == JoinStatus.ASKED


@pytest.mark.parametrize("step", [confirm_request, withdraw_request, mail_again])
def test_a_link_does_nothing_where_the_address_changes_while_it_is_read(
    espoo: Portal, step: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sending_limits, "RESEND_PAUSE", timedelta(0))
    row = make_request(espoo)
    JoinRequest.objects.update(person_email="mallory@example.org")
    with pytest.raises(JoinError):
        step(row)
    assert state_of(row) == JoinStatus.UNCONFIRMED
    assert Mail.objects.count() == 1


def test_a_portal_takes_so_many_confirmed_requests_in_an_hour_and_the_link_works_later(
    espoo: Portal, monkeypatch: Any
) -> None:
    first, second = make_request(espoo), make_request(espoo, person_email="toinen@example.org")
    monkeypatch.setattr(sending_limits, "TO_PORTAL", 1)
    assert visitor().post(path_of(CONFIRM_LINK, first), {"choice": "confirm"}).status_code == 302
    answer = visitor().post(path_of(CONFIRM_LINK, second), {"choice": "confirm"})
    assert answer.status_code == 429
    assert 'value="confirm"' in answer.text
    assert state_of(second) == JoinStatus.UNCONFIRMED
    JoinRequest.objects.update(confirmed_at=timezone.now() - timedelta(hours=2))
    assert visitor().post(path_of(CONFIRM_LINK, second), {"choice": "confirm"}).status_code == 302


def test_an_old_link_offers_a_new_one(espoo: Portal) -> None:
    row = make_request(espoo)
    JoinRequest.objects.update(mailed_at=timezone.now() - timedelta(days=3, minutes=1))
    path = path_of(CONFIRM_LINK, row)
    assert visitor().get(path).status_code == 410
    assert visitor().post(path, {"choice": "confirm"}).status_code == 410
    assert state_of(row) == JoinStatus.UNCONFIRMED
    cache.clear()
    assert visitor().post(path, {"choice": "new-link"}).status_code == 200
    assert visitor().get(link_in(deliver_all()[-1])).status_code == 200


def test_who_did_not_send_it_deletes_it(espoo: Portal) -> None:
    row = make_request(espoo)
    assert visitor().post(path_of(CONFIRM_LINK, row), {"choice": "not-me"}).status_code == 200
    assert not JoinRequest.objects.exists()
    assert visitor().get(path_of(CONFIRM_LINK, row)).status_code == 410


def test_forged_and_foreign_links_get_nothing(espoo: Portal) -> None:
    row, other = make_request(espoo), waiting_request(espoo, person_email="b@example.org")
    path = path_of(CONFIRM_LINK, row)
    assert visitor().get(path[:-3] + "xx/").status_code == 404
    key = f"{other.pk} {row.address_key}"
    mixed = signed_link(STATE_LINK, key, portal=espoo, language="fi").partition(":8000")[2]
    assert visitor().get(mixed).status_code == 410
    gone = signed_link(STATE_LINK, f"{uuid.uuid4()} x", portal=espoo, language="fi").partition(":8000")[2]
    assert visitor().get(gone).status_code == 410
    assert visitor().get("/fi/join/request/forged/").status_code == 404
    assert visitor().get("/fi/join/sent/forged/").status_code == 404
    # The link that shows the state of an unconfirmed request would show it to whoever guessed the address.
    assert visitor().get(path_of(STATE_LINK, row)).status_code == 410


def test_a_question_is_answered_with_everything_filled_in(espoo: Portal, coordinator: Any) -> None:
    row = waiting_request(espoo)
    AskBack(row, coordinator, "Onko teillä Y-tunnusta?").execute()
    message = deliver_all()[-1]
    assert message.to == [row.person_email]
    assert "> Onko teillä Y-tunnusta?" in message.body
    page = visitor().get(link_in(message))
    assert page.status_code == 200
    assert "Onko teillä Y-tunnusta?" in page.text
    assert page.context["form"].initial["name"] == "Kielipolku ry"
    path = page.context["answer_path"]
    faulty = visitor().post(path, typed(business_id="123", reply="On."))
    assert faulty.status_code == 400
    assert "On." in faulty.text
    assert state_of(row) == JoinStatus.ASKED
    strict = Client(enforce_csrf_checks=True, headers={"host": "espoo.localhost"})
    answer = strict.post(path, typed(business_id="1572860-0", reply="On.", person_email="other@example.org"))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.status, row.business_id, row.person_email) == (
        JoinStatus.WAITING,
        "1572860-0",
        "aino@kielipolku.example",
    )
    reply = JoinMessage.objects.get(kind="reply")
    assert reply.text == "On."
    assert "business_id" in reply.changed
    assert visitor().post(path, typed(name="Toinen")).status_code == 400  # answered already
    assert JoinRequest.objects.get(pk=row.pk).name == "Kielipolku ry"


def test_of_two_replies_the_second_is_told(espoo: Portal) -> None:
    row = AskBack(waiting_request(espoo), text="Missä?").execute()
    reply_to_question(row, {"name": "Ensin"}, "Täällä")
    with pytest.raises(JoinError):
        reply_to_question(row, {"name": "Sitten"}, "Tuolla")
    assert JoinRequest.objects.get().name == "Ensin"


def test_a_declined_request_says_why(espoo: Portal, coordinator: Any) -> None:
    row = waiting_request(espoo, person_language="sv", language="sv")
    DeclineRequest(row, coordinator, "Toiminta on kaupallista.").execute()
    message = deliver_all()[-1]
    assert "> Toiminta on kaupallista." in message.body
    assert "Toiminta on kaupallista." in visitor().get(path_of(STATE_LINK, row)).text


def test_links_lead_to_a_language_that_the_portal_has(vantaa: Portal) -> None:
    make_request(vantaa, person_language="sv")  # Vantaa has fi and ar
    path = link_in(deliver_all()[-1])
    assert visitor("vantaa.localhost").get(path).status_code == 200


def test_time_deletes_the_unconfirmed_and_forgets_people(espoo: Portal, coordinator: Any) -> None:
    old = timezone.now() - KEEP_UNCONFIRMED - timedelta(hours=1)
    unconfirmed = make_request(espoo)
    JoinRequest.objects.update(created_at=old)
    delete_unconfirmed()
    assert JoinRequest.objects.filter(pk=unconfirmed.pk).exists()  # mailed lately
    JoinRequest.objects.update(mailed_at=old)
    waiting = waiting_request(espoo, person_email="b@example.org")
    delete_unconfirmed()
    assert list(JoinRequest.objects.all()) == [waiting]
    DeclineRequest(waiting, coordinator, "Salainen syy").execute()
    forget_people()
    waiting.refresh_from_db()
    assert waiting.person_email
    link = path_of(STATE_LINK, waiting)
    JoinRequest.objects.update(answered_at=timezone.now() - KEEP_PERSON - timedelta(days=1))
    forget_people()
    waiting.refresh_from_db()
    assert (waiting.person_name, waiting.person_email, waiting.name) == ("", "", "Kielipolku ry")
    assert not JoinMessage.objects.exclude(text="").exists()
    assert visitor().get(link).status_code == 410
    assert len([name for name in periodic.jobs.names() if "requests to join" in name]) == 2
