"""The queue of mails: one row for each mail, written before anything is sent."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from editorial.mails.delivery import deliver
from editorial.mails.mail_kinds import kinds
from editorial.mails.models import Mail, MailStatus
from editorial.mails.queueing import queue_mail
from regions.models import Portal

pytestmark = pytest.mark.django_db


def test_the_same_mail_is_queued_once(greeting: str) -> None:
    portal = Portal.objects.get(slug="espoo")
    first = queue_mail(greeting, portal=portal, address="Someone@example.org")
    assert first is not None
    assert queue_mail(greeting, portal=portal, address="someone@example.org") is None
    assert queue_mail(greeting, portal=portal, address="someone@example.org", period="2") is not None


def test_a_mail_goes_to_its_person_and_says_so_in_the_ledger(greeting: str) -> None:
    person = get_user_model().objects.create_user("anna@example.org", "anna@example.org")
    row = queue_mail(greeting, portal=Portal.objects.get(slug="espoo"), person=person, secrets={"code": "1"})
    assert row is not None
    deliver(row.pk)
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    row.refresh_from_db()
    assert (row.status, row.secrets) == (MailStatus.SENT, {})


def test_every_kind_says_what_it_is_in_words_of_its_own() -> None:
    labels = {name: str(kind.label) for name, kind in kinds.items()}
    assert len(labels) > 20
    assert {name for name, label in labels.items() if not label} == set()
    assert len(set(labels.values())) == len(labels)


def test_an_unknown_kind_is_an_error(open_portals: None) -> None:
    with pytest.raises(LookupError):
        queue_mail("no such kind", portal=Portal.objects.get(slug="espoo"), address="a@example.org")
    assert not Mail.objects.exists()
