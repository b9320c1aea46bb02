"""A mail is sent once, tried again after what passes, and shown when nobody knows."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from editorial.mails import mail_work
from editorial.mails.delivery import PAUSES, deliver
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail, MailStatus
from editorial.mails.preferences import set_wanted
from editorial.mails.queueing import queue_mail
from regions.models import Portal
from tests.mails.mail_server import MailServer

pytestmark = pytest.mark.django_db


def queued(kind: str, **values: Any) -> Mail:
    values = {"portal": Portal.objects.get(slug="espoo"), "address": "someone@example.org", **values}
    if "person" in values:
        values.pop("address")
    mail = queue_mail(kind, **values)
    assert mail is not None
    return mail


def delivered(mail: Mail) -> Mail:
    deliver(mail.pk)
    mail.refresh_from_db()
    return mail


def later(mail: Mail, **ago: Any) -> None:
    """Let time pass for a mail."""
    passed = datetime.timedelta(**ago)
    changes = {
        name: value - passed
        for name in ("created_at", "attempted_at", "next_attempt_at")
        if (value := getattr(mail, name))
    }
    Mail.objects.filter(pk=mail.pk).update(**changes)
    mail.refresh_from_db()


def test_mail_is_sent_once(greeting: str, mail_server: MailServer) -> None:
    mail = delivered(queued(greeting))
    assert (mail.status, mail.attempts, mail.next_attempt_at) == (MailStatus.SENT, 1, None)
    delivered(mail)
    assert mail_server.recipients == ["someone@example.org"]


@pytest.mark.parametrize("mode", ["later", "drop"])
def test_what_passes_is_tried_again_later(greeting: str, mail_server: MailServer, mode: Any) -> None:
    mail_server.mode = mode
    mail = delivered(queued(greeting))
    assert (mail.status, mail.attempts) == (MailStatus.QUEUED, 1)
    assert mail.next_attempt_at is not None
    assert mail.next_attempt_at > timezone.now() + datetime.timedelta(seconds=50)
    delivered(mail)
    assert mail.attempts == 1  # it isn't due yet
    mail_server.mode = "accept"
    later(mail, minutes=1)
    assert mail_work.send_due_mails() == 1
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.error) == (MailStatus.SENT, 2, "")


def test_no_server_is_tried_again(greeting: str, mail_server: MailServer, settings: Any) -> None:
    settings.EMAIL_PORT = 1
    mail = delivered(queued(greeting))
    assert mail.status == MailStatus.QUEUED
    assert "refused" in mail.error


def test_wrong_password_is_ours_and_tried_again(greeting: str, mail_server: MailServer, settings: Any) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "kototori", "wrong"
    assert delivered(queued(greeting)).status == MailStatus.QUEUED


@pytest.mark.parametrize("mode", ["never", "full"])
def test_what_stays_fails_at_once(greeting: str, mail_server: MailServer, mode: Any) -> None:
    mail_server.mode = mode
    mail = delivered(queued(greeting))
    assert (mail.status, mail.attempts, mail.next_attempt_at) == (MailStatus.FAILED, 1, None)
    assert mail.error.startswith("55")
    assert "someone@example.org" not in mail.error


def test_malformed_address_fails_without_a_server(greeting: str, mail_server: MailServer, anna: Any) -> None:
    anna.email = "anna@example.org\nBcc: all@example.org"
    anna.save()
    assert delivered(queued(greeting, person=anna)).status == MailStatus.FAILED
    assert mail_server.tries == []


def test_attempts_end(greeting: str, mail_server: MailServer) -> None:
    mail_server.mode = "later"
    mail = queued(greeting, period="1")
    for minutes in PAUSES:
        assert delivered(mail).status == MailStatus.QUEUED
        later(mail, minutes=minutes)
    assert delivered(mail).status == MailStatus.FAILED
    assert len(mail_server.tries) == len(PAUSES) + 1


@pytest.mark.parametrize("mode", ["drop_after", "silent"])
def test_broken_connection_after_the_text_leaves_a_doubt(greeting: str, mail_server: MailServer, mode: Any) -> None:
    mail_server.mode = mode
    mail = delivered(queued(greeting))
    assert mail.status == MailStatus.INTERRUPTED
    later(mail, hours=50)
    mail_work.send_due_mails()
    assert delivered(mail).status == MailStatus.INTERRUPTED
    assert len(mail_server.tries) == 1


def test_mail_of_a_lost_task_is_sent(greeting: str, mail_server: MailServer) -> None:
    mail = queued(greeting)
    assert mail_work.send_due_mails() == 0  # the task's turn
    later(mail, hours=9)
    assert mail_work.send_due_mails() == 1
    assert len(mail_server.received) == 1


def test_half_sent_mail_is_shown_and_not_sent_again(greeting: str, mail_server: MailServer) -> None:
    mail = queued(greeting)
    Mail.objects.filter(pk=mail.pk).update(status=MailStatus.SENDING, attempted_at=timezone.now(), attempts=1)
    mail.refresh_from_db()
    assert delivered(mail).status == MailStatus.SENDING  # somebody may be about to lock it
    later(mail, seconds=30)
    assert delivered(mail).status == MailStatus.INTERRUPTED
    assert mail_server.tries == []


def test_secrets_end_with_the_mail(greeting: str, mail_server: MailServer) -> None:
    for mode, status in (
        ("accept", MailStatus.SENT),
        ("never", MailStatus.FAILED),
        ("drop_after", MailStatus.INTERRUPTED),
    ):
        mail_server.mode = mode  # type: ignore[assignment]
        mail = delivered(queued(greeting, period=mode, secrets={"code": "123456"}))
        assert (mail.status, mail.secrets) == (status, {})


def test_old_code_is_not_sent_late(greeting: str, mail_server: MailServer) -> None:
    mail_server.mode = "later"
    mail = delivered(queued(greeting, secrets={"code": "123456"}))
    assert mail.secrets == {"code": "123456"}
    later(mail, minutes=61)
    mail_server.mode = "accept"
    assert delivered(mail).status == MailStatus.TOO_OLD
    other = queued(greeting, period="2", secrets={"code": "654321"})
    later(other, minutes=61)
    mail_work.forget_secrets()
    other.refresh_from_db()
    assert (mail.secrets, other.status, other.secrets) == ({}, MailStatus.TOO_OLD, {})
    assert mail_server.received == []
    assert mail_work.probe_mails().facts["too_old"] == 2


def test_a_kind_may_have_secrets_of_a_shorter_life(greeting: str, mail_server: MailServer) -> None:
    short = MailKind(lambda _mail: MailContent("Code", ("Now.",)), secrets_last=datetime.timedelta(minutes=15))
    with kinds.replaced("short", short):
        mails = [queued(kind, secrets={"code": "1"}, period=period) for kind in ("short", greeting) for period in "ab"]
        for mail in mails:
            later(mail, minutes=16)
        assert [delivered(mail).status for mail in mails[::2]] == [MailStatus.TOO_OLD, MailStatus.SENT]
        mail_work.forget_secrets()
        for mail in mails:
            mail.refresh_from_db()
        assert [(mail.status, mail.secrets) for mail in mails[1::2]] == [
            (MailStatus.TOO_OLD, {}),
            (MailStatus.QUEUED, {"code": "1"}),
        ]


def test_secrets_last_no_longer_than_an_hour() -> None:
    with pytest.raises(ValueError, match="hour"):
        MailKind(lambda _mail: None, secrets_last=datetime.timedelta(minutes=61))


def test_mail_whose_thing_has_gone_is_not_sent(greeting: str, mail_server: MailServer) -> None:
    with kinds.replaced("greeting", MailKind(lambda _mail: None)):
        assert delivered(queued(greeting)).status == MailStatus.GONE
    assert mail_server.tries == []


def test_closed_account_gets_nothing(greeting: str, mail_server: MailServer, anna: Any) -> None:
    mail = queued(greeting, person=anna)
    type(anna).objects.update(is_active=False)
    assert delivered(mail).status == MailStatus.GONE


def test_unwanted_mail_is_not_sent_also_when_it_waits(news: str, mail_server: MailServer, anna: Any) -> None:
    mail = queued(news, person=anna)
    set_wanted(anna, news, False)
    assert delivered(mail).status == MailStatus.UNWANTED
    set_wanted(anna, news, True)
    assert delivered(queued(news, person=anna, period="2")).status == MailStatus.SENT


def test_needed_mail_ignores_a_preference(greeting: str, mail_server: MailServer, anna: Any) -> None:
    set_wanted(anna, greeting, False)
    assert delivered(queued(greeting, person=anna)).status == MailStatus.SENT


def test_mail_that_is_not_needed_goes_to_people_only(news: str) -> None:
    with pytest.raises(ValueError, match="account"):
        queued(news)


@pytest.mark.parametrize("compose", [lambda _mail: 1 // 0, lambda _mail: MailContent(None, ("",))])  # type: ignore[arg-type]
def test_mail_that_cannot_be_composed_fails(open_portals: None, mail_server: MailServer, compose: Any) -> None:
    with kinds.replaced("broken", MailKind(compose)):
        mail = delivered(queued("broken"))
    assert mail.status == MailStatus.FAILED
    assert mail.error.endswith("while the mail was composed.")


def test_unknown_kind_fails_once(greeting: str, mail_server: MailServer) -> None:
    mail = queued(greeting)
    Mail.objects.filter(pk=mail.pk).update(kind="of another version")
    later(mail, hours=1)
    assert mail_work.send_due_mails() == 1
    assert mail_work.send_due_mails() == 0
    mail.refresh_from_db()
    assert mail.status == MailStatus.FAILED


def test_task_carries_the_id_alone(greeting: str, django_capture_on_commit_callbacks: Any) -> None:
    before = list(DBTaskResult.objects.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        mail = queued(greeting, secrets={"code": "1"})
        deliver(mail.pk)
    tasks = DBTaskResult.objects.exclude(pk__in=before)
    assert [task.args_kwargs for task in tasks] == [{"args": [mail.pk], "kwargs": {}}]
    assert DBTaskResult.objects.ready().first() == tasks[0]  # whatever else waits


def test_health_says_when_nobody_sends(greeting: str, mail_server: MailServer) -> None:
    mail = queued(greeting)
    assert mail_work.probe_mails().ok
    later(mail, minutes=16)
    health = mail_work.probe_mails()
    assert (health.ok, health.facts["waiting"]) == (False, 1)
    mail_server.mode = "never"
    delivered(mail)
    health = mail_work.probe_mails()
    assert (health.ok, health.facts["failed"]) == (True, 1)
