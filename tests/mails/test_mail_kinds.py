"""What kinds of mails are called, and which row a mail is about."""

from __future__ import annotations

import importlib
import re
from typing import Any

import pytest
from django.apps import apps

from editorial.mails.mail_kinds import kinds
from editorial.mails.models import Mail, MailPreference
from regions.models import Portal


def test_names_of_kinds_have_one_spelling() -> None:
    assert [name for name in kinds.names() if not re.fullmatch("[a-z]+(-[a-z]+)*", name)] == []


@pytest.mark.django_db
def test_mails_from_before_keep_their_kind(espoo: Portal, anna: Any) -> None:
    mail = Mail.objects.create(kind="organisation_people_changed", person=anna, portal=espoo, language="fi")
    preference = MailPreference.objects.create(person=anna, kind="some_thing", is_wanted=False)
    importlib.import_module("editorial.migrations.0007_mail_facts").spell_with_dashes(apps, None)
    mail.refresh_from_db()
    preference.refresh_from_db()
    assert (mail.kind, preference.kind) == ("organisation-people-changed", "some-thing")
    assert kinds.get(mail.kind) is not None


@pytest.mark.parametrize(
    ("thing", "key"), [("editorial.invitation:12", "12"), ("editorial.joinrequest:a:b", "a:b"), ("", "")]
)
def test_a_mail_knows_the_key_of_its_thing(thing: str, key: str) -> None:
    assert Mail(thing=thing).thing_key == key
