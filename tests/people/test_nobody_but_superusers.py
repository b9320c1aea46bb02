"""A service whose only administrators are superusers of the command line: they get the mails of coordinators."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.mails.models import Mail
from editorial.people.answerers import answerers_of
from editorial.people.portal_role_notices import tell_coordinators
from editorial.review.review_mails import mail_coordinators
from regions.models import Portal, PortalMembership, PortalRole
from regions.portal_staff import coordinators_or_administrators
from tests.joining.joining_requests import waiting_request
from tests.people.test_desk_home import ask
from tests.regions.factories import make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def test_they_stand_in_until_a_portal_has_a_coordinator(espoo: Portal, vantaa: Portal, admin: Any) -> None:
    make_user("closed@example.net", is_superuser=True, is_active=False)
    make_user("", is_superuser=True)
    assert coordinators_or_administrators(espoo) == [admin]
    coordinator = make_member(espoo, PortalRole.COORDINATOR)
    assert coordinators_or_administrators(espoo) == [coordinator]
    assert coordinators_or_administrators(espoo, without=coordinator) == [admin]
    assert coordinators_or_administrators(vantaa) == [admin]


def test_they_answer_who_asks_to_be_let_in(record: Any, admin: Any) -> None:
    assert answerers_of(ask(record, "Aino")) == [admin]


def test_they_hear_of_requests_to_join(espoo: Portal, admin: Any) -> None:
    waiting_request(espoo)
    assert Mail.objects.get(kind="join-request-waits").person == admin


def test_they_hear_of_roles(espoo: Portal, admin: Any) -> None:
    coordinator = make_member(espoo, PortalRole.COORDINATOR)
    tell_coordinators("coordinator-left", PortalMembership.objects.get(user=coordinator))
    assert Mail.objects.get().person == admin


def test_they_hear_of_texts_that_wait_for_review(espoo: Portal, admin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr("editorial.review.review_mails.portal_of", lambda state: espoo)
    monkeypatch.setattr("editorial.review.review_mails.queue_mail", lambda kind, *, person, **more: told.append(person))
    mail_coordinators(object())  # type: ignore[arg-type]  # any review
    mail_coordinators(object(), by=admin)  # type: ignore[arg-type]
    assert told == [admin]
