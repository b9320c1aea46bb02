"""The last day of a role is the last day of its rights, whether or not a job has run since."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions.models import Portal, PortalMembership, PortalRole
from tests.listings.admin import signed_in
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

HELSINKI = ZoneInfo("Europe/Helsinki")
LAST_DAY = datetime.date(2027, 3, 28)  # clocks go forward that night: its midnight is at 21:00 in universal time


def at(hour: int, minute: int, day: datetime.date = LAST_DAY) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=HELSINKI)


@pytest.fixture
def substitute(espoo: Portal) -> Iterator[tuple[Any, Client]]:
    with time_machine.travel(at(12, 0, LAST_DAY - datetime.timedelta(days=3)), tick=False):
        person = make_member(espoo, PortalRole.COORDINATOR, name="sijainen@example.org", ends_on=LAST_DAY)
        yield person, signed_in(person)


def home_of(portal: Portal) -> str:
    return f"/admin/pages/{portal.homes.earliest('pk').pk}/edit/"


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(23, 59), True),
        (at(0, 0, LAST_DAY + datetime.timedelta(days=1)), False),
        (datetime.datetime(2027, 3, 28, 20, 59, tzinfo=datetime.UTC), True),
        (datetime.datetime(2027, 3, 28, 21, 0, tzinfo=datetime.UTC), False),
        (at(9, 0, LAST_DAY + datetime.timedelta(days=400)), False),
    ],
)
def test_rights_end_at_midnight_of_the_last_day_without_any_job(
    substitute: tuple[Any, Client], espoo: Portal, moment: datetime.datetime, is_open: bool
) -> None:
    person, client = substitute
    with time_machine.travel(moment, tick=False):
        client.force_login(person)
        assert (client.get(home_of(espoo)).status_code == 200) is is_open
        assert person.groups.exists() is is_open


def test_ended_national_administrator_is_no_superuser_at_the_next_request(national: Portal) -> None:
    with time_machine.travel(at(12, 0), tick=False) as clock:
        person = make_member(national, PortalRole.NATIONAL_ADMIN, ends_on=LAST_DAY)
        client = signed_in(person)
        assert client.get("/admin/users/").status_code == 200
        clock.shift(datetime.timedelta(days=1))
        assert client.get("/admin/users/").status_code == 403
        person.refresh_from_db()
        assert not person.is_superuser


def test_a_new_last_day_gives_the_rights_back(substitute: tuple[Any, Client], espoo: Portal) -> None:
    person, client = substitute
    with time_machine.travel(at(9, 0, LAST_DAY + datetime.timedelta(days=1)), tick=False):
        client.get("/admin/")
        membership = PortalMembership.objects.get(user=person)
        membership.ends_on = None
        membership.save()
        assert client.get(home_of(espoo)).status_code == 200


def test_another_role_stays(substitute: tuple[Any, Client], espoo: Portal, vantaa: Portal) -> None:
    person, client = substitute
    PortalMembership.objects.create(user=person, portal=vantaa, role=PortalRole.COORDINATOR)
    with time_machine.travel(at(9, 0, LAST_DAY + datetime.timedelta(days=1)), tick=False):
        assert client.get(home_of(vantaa)).status_code == 200
        assert client.get(home_of(espoo)).status_code != 200


def test_a_public_page_asks_nothing_about_rights(substitute: tuple[Any, Client]) -> None:
    _person, client = substitute
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get("/fi/", headers={"host": "espoo.localhost:8000"}).status_code == 200
    assert not [query for query in asked if "auth_user" in query["sql"] or "portalmembership" in query["sql"]]


def test_an_ended_role_costs_a_staff_request_one_statement_at_most(espoo: Portal, vantaa: Portal) -> None:
    person = make_member(vantaa, PortalRole.COORDINATOR, name="kaksi@example.org")
    client = signed_in(person)

    def statements() -> int:
        client.get("/admin/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/")
        return len(asked)

    before = statements()
    ended = datetime.date(2026, 1, 1)
    PortalMembership.objects.create(user=person, portal=espoo, role=PortalRole.COORDINATOR, ends_on=ended)
    assert statements() <= before + 1
