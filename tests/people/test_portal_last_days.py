"""What the job does before and after a last day: reminders, rights, mails; once each, and after an outage, too."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from editorial.mails.models import Mail
from editorial.people.ended_roles import end_roles
from regions.models import Portal, PortalMembership, PortalRole
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

HELSINKI = ZoneInfo("Europe/Helsinki")
#: The clocks go back that night.
LAST_DAY = datetime.date(2027, 10, 31)


def on(days: int, hour: int = 9) -> Any:
    day = LAST_DAY + datetime.timedelta(days=days)
    moment = datetime.datetime(day.year, day.month, day.day, hour, tzinfo=HELSINKI)
    return time_machine.travel(moment, tick=False)


def told() -> list[tuple[str, str]]:
    return sorted(Mail.objects.values_list("kind", "person__email"))


@pytest.fixture
def substitute(espoo: Portal, coordinator: Any) -> Any:
    with on(-30):
        return make_member(espoo, PortalRole.COORDINATOR, name="s@example.org", ends_on=LAST_DAY)


def test_a_week_before_both_sides_are_reminded_once(substitute: Any, coordinator: Any) -> None:
    with on(-8):
        end_roles()
    assert told() == []
    for days in (-7, -6, 0):
        with on(days):
            end_roles()
    assert told() == [("others-role-ends-soon", coordinator.email), ("portal-role-ends-soon", "s@example.org")]


def test_after_the_last_day_rights_are_tidied_and_both_are_told_once(substitute: Any, coordinator: Any) -> None:
    with on(0, hour=23):
        end_roles()
        assert substitute.groups.exists()
    Mail.objects.all().delete()
    with on(1, hour=0):
        call_command("tick", verbosity=0)
        assert not substitute.groups.exists()
        assert told() == []  # nobody is woken
    for days in (1, 2, 30):
        with on(days):
            end_roles()
    assert told() == [("others-role-ended", coordinator.email), ("portal-role-ended", "s@example.org")]


def test_an_outage_is_caught_up(substitute: Any) -> None:
    with on(12):
        end_roles()
        assert not substitute.groups.exists()
    assert ("portal-role-ended", "s@example.org") in told()


def test_nobody_hears_of_what_ended_long_ago(substitute: Any) -> None:
    with on(200):
        end_roles()
        assert not substitute.groups.exists()
    assert told() == []


def test_a_new_last_day_is_told_anew(substitute: Any) -> None:
    with on(1):
        end_roles()
    PortalMembership.objects.filter(user=substitute).update(ends_on=LAST_DAY + datetime.timedelta(days=60))
    with on(61):
        end_roles()
    assert [kind for kind, email in told() if email == "s@example.org"] == ["portal-role-ended"] * 2


def test_national_administrators_hear_that_nobody_coordinates_a_portal(
    vantaa: Portal, national_administrator: Any
) -> None:
    with on(-30):
        make_member(vantaa, PortalRole.COORDINATOR, ends_on=LAST_DAY)
    with on(1):
        end_roles()
    assert ("others-role-ended", national_administrator.email) in told()
