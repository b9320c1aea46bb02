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
from regions.models import Portal, PortalMembership, PortalRole
from tests.mails.mail_server import MailServer
from tests.mails.test_delivery import delivered, later
from tests.regions.factories import make_member

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


def test_somebody_who_no_longer_coordinates_hears_nothing_of_colleagues(
    coordinator: Any, espoo: Portal, national_administrator: Any, mail_server: MailServer
) -> None:
    other = make_member(espoo, PortalRole.COORDINATOR, name="toinen@example.org")
    RemovePortalRole(PortalMembership.objects.get(user=other), national_administrator).execute()
    mail = Mail.objects.get(kind="coordinator-left", person=coordinator)
    PortalMembership.objects.filter(user=coordinator).delete()
    assert delivered(mail).status == MailStatus.GONE
