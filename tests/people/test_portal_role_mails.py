"""Mails about roles say what was, and reach people also after an outage of the mail server."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.apps import apps

from editorial.mails.delivery import PAUSES, deliver
from editorial.mails.models import Mail, MailStatus
from editorial.mails.resending import send_again
from editorial.people.actions.portal_role import RemovePortalRole
from regions.models import PortalMembership
from tests.mails.mail_server import MailServer
from tests.mails.test_delivery import delivered, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def removal(coordinator: Any, translator: Any) -> Mail:
    """The mail to a translator whose role a coordinator has taken away; its membership is gone."""
    RemovePortalRole(PortalMembership.objects.get(user=translator), coordinator).execute()
    return Mail.objects.get(kind="portal-role-removed")


def text(mail_server: MailServer) -> str:
    (message,) = mail_server.received
    return " ".join(str(message.get_body(("plain",)).get_content()).split())  # type: ignore[union-attr]


def test_a_role_mail_arrives_after_an_outage_of_two_hours(removal: Mail, mail_server: MailServer) -> None:
    mail_server.mode = "later"
    assert delivered(removal).status == MailStatus.QUEUED
    later(removal, hours=2)
    assert delivered(removal).status == MailStatus.QUEUED
    later(removal, hours=2)
    mail_server.mode = "accept"
    assert delivered(removal).status == MailStatus.SENT
    assert "kääntäjä" in text(mail_server)


def test_a_role_mail_that_failed_in_the_end_says_the_same_when_sent_again(
    removal: Mail, mail_server: MailServer, admin: Any
) -> None:
    mail_server.mode = "later"
    for minutes in (*PAUSES, 0):
        assert delivered(removal).status in (MailStatus.QUEUED, MailStatus.FAILED)
        later(removal, minutes=minutes)
    assert removal.status == MailStatus.FAILED
    mail_server.mode = "accept"
    send_again(removal.pk, by=admin)
    deliver(removal.pk)
    assert "kääntäjä" in text(mail_server)


def test_role_mails_that_waited_before_they_had_facts_keep_what_they_say(removal: Mail) -> None:
    said = removal.facts
    removal.facts, removal.secrets, removal.has_secrets = {}, said, True
    removal.save()
    importlib.import_module("editorial.migrations.0007_mail_facts").move_facts(apps, None)
    removal.refresh_from_db()
    assert said["role"] == "translator"
    assert (removal.facts, removal.secrets, removal.has_secrets) == (said, {}, False)
