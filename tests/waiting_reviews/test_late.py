"""What nobody has answered in some working days: national administrators see it first, also other portals' texts."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from editorial.review.working_days import late_before
from editorial.waiting_reviews.waiting_list import asked_by
from listings import dashboard
from regions.models import Portal, PortalMembership
from tests.joining.joining_requests import waiting_request
from tests.listings.admin import signed_in
from tests.waiting_reviews.waiting_steps import rows_of, sent, titles_of, waits_since

HELSINKI = ZoneInfo("Europe/Helsinki")


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24T12:00", "2026-11-17"),  # Tuesday: five whole days since Monday of the week before
        ("2026-11-24T00:01", "2026-11-17"),
        ("2026-11-29T12:00", "2026-11-23"),  # Sunday
        ("2026-12-28T12:00", "2026-12-17"),  # Christmas Eve and Christmas Day don't count
        ("2027-01-04T12:00", "2026-12-23"),  # nor New Year's Day
        ("2027-01-08T09:00", "2026-12-30"),  # nor Epiphany
        ("2027-04-02T09:00", "2027-03-24"),  # nor Good Friday and Easter Monday
    ],
)
def test_only_finnish_working_days_count(now: str, expected: str) -> None:
    assert late_before(moment(now)) == moment(f"{expected}T00:00")


def test_number_of_days_is_a_setting(settings: Any) -> None:
    settings.KOTOTORI_REVIEW_ESCALATES_AFTER_WORKING_DAYS = 1
    assert late_before(moment("2026-11-24T12:00")) == moment("2026-11-23T00:00")
    settings.KOTOTORI_REVIEW_ESCALATES_AFTER_WORKING_DAYS = 0
    assert late_before(moment("2026-11-24T12:00")) == moment("2026-11-24T00:00")


@pytest.mark.django_db
def test_national_administrators_see_late_texts_of_all_portals_first(
    espoo: Portal,
    vantaa: Portal,
    national: Portal,
    activity: Any,
    other_activity: Any,
    coordinator: Any,
    vantaa_coordinator: Any,
    admin: Any,
) -> None:
    own, late, fresh = (
        waiting_request(national, name="Oma valtakunnallinen"),
        sent(other_activity, title="Vantaan myöhästynyt"),
        sent(activity, title="Espoon tuore"),
    )
    waits_since(late, late_before() - datetime.timedelta(seconds=1))
    waits_since(fresh, late_before() + datetime.timedelta(seconds=1))
    type(own).objects.filter(pk=own.pk).update(changed_at=late_before() + datetime.timedelta(seconds=2))
    assert [(row.title, row.is_late) for row in rows_of(admin)] == [
        ("Vantaan myöhästynyt", True),
        ("Oma valtakunnallinen", False),
    ]
    assert [(row.title, row.is_late) for row in rows_of(vantaa_coordinator)] == [("Vantaan myöhästynyt", True)]
    assert titles_of(coordinator) == ["Espoon tuore"]
    assert titles_of(admin, portal_id=espoo.pk) == ["Espoon tuore"]
    (need,) = [need for need in dashboard.needs_of(admin) if need.url == "/admin/review/"]
    assert (need.count, need.is_late) == (1, True)
    page = signed_in(admin).get("/admin/review/").content.decode()
    assert "Vantaan myöhästynyt" in page
    assert "k-stop" in page


@pytest.mark.django_db
def test_portals_without_a_coordinator_are_the_national_administrators_work(
    espoo: Portal, activity: Any, coordinator: Any, admin: Any
) -> None:
    sent(activity, title="Uusi aika")
    assert titles_of(admin) == []
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    PortalMembership.objects.filter(user=coordinator).update(ends_on=yesterday)
    assert titles_of(admin) == ["Uusi aika"]
    assert asked_by(admin).sees_late
