"""Days in mails and lists are those of the clock on the wall, half an hour after midnight too."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from editorial.joining.joining_mails import confirm_mail as join_mail
from editorial.joining.models import CONFIRM_WITHIN as JOIN_WITHIN
from editorial.mails.mail_kinds import MailContent
from editorial.mails.models import Mail
from editorial.people.access_mails import confirm_mail as access_mail
from editorial.people.access_times import CONFIRM_WITHIN as ACCESS_WITHIN
from editorial.people.actions.ask_for_access import ask_for_access
from editorial.people.actions.invite import Invite
from editorial.people.models import VALID_FOR
from editorial.people.people_mails import invitation_mail
from editorial.people.wagtail_accounts.account_views import _last_sign_in
from regions.local_days import local_day
from regions.models import Portal, PortalRole
from tests.joining.joining_requests import make_request
from tests.listings.admin import signed_in
from tests.regions.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

#: In Greenwich it is still the 9th.
AFTER_MIDNIGHT = datetime.datetime(2027, 3, 10, 0, 30, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.fixture(autouse=True)
def _after_midnight() -> Any:
    with time_machine.travel(AFTER_MIDNIGHT, tick=False):
        yield


def in_words(day: datetime.date, form: str = "DATE_FORMAT") -> str:
    return date_format(day, form)


def after(wait: datetime.timedelta) -> str:
    return in_words((AFTER_MIDNIGHT + wait).date())


def notes(content: MailContent | None) -> str:
    assert content is not None
    return " ".join(content.notes)


def test_a_moment_has_the_day_of_this_time_zone() -> None:
    assert local_day(timezone.now(), "Y-m-d") == "2027-03-10"


def test_an_invitation_says_its_last_day(espoo: Portal) -> None:
    Invite("uusi@example.org", PortalRole.COUNSELLOR, portal=espoo).execute()
    assert after(VALID_FOR) in notes(invitation_mail(Mail.objects.get()))


def test_who_asks_to_be_let_in_reads_the_last_day(record: Any, espoo: Portal) -> None:
    ask_for_access(record, espoo, address="aino@example.org", name="Aino", message="", language="fi")
    assert after(ACCESS_WITHIN) in notes(access_mail(Mail.objects.get()))


def test_who_asks_to_join_reads_the_last_day(espoo: Portal) -> None:
    make_request(espoo)
    assert after(JOIN_WITHIN) in notes(join_mail(Mail.objects.get()))


def test_the_admin_says_when_an_invitation_was_sent(espoo: Portal, coordinator: Any) -> None:
    invitation = Invite("uusi@example.org", PortalRole.COUNSELLOR, portal=espoo, by=coordinator).execute()
    page = signed_in(coordinator).get(reverse("people_send_again", args=[espoo.slug, invitation.pk]))
    assert in_words(AFTER_MIDNIGHT.date()) in page.content.decode()


def test_the_admin_says_when_somebody_signed_in_last() -> None:
    person = make_user("a@example.org", last_login=timezone.now())
    assert _last_sign_in(person) == in_words(AFTER_MIDNIGHT.date(), "SHORT_DATE_FORMAT")
