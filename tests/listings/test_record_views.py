"""Views that change records in the admin."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import CancelledDate, Listing
from tests.listings.admin import signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancelled(activity: Any) -> CancelledDate:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return CancelledDate.objects.create(listing=activity.record, date=tomorrow)


def restore_address(activity: Any) -> str:
    return reverse("listings_restore_date", args=[activity.pk])


def test_restoring_is_offered_where_a_day_is_cancelled(
    activity: Any, coordinator: Any, cancelled: CancelledDate
) -> None:
    assert restore_address(activity) in signed_in(coordinator).get(url("edit", activity.pk)).content.decode()


def test_restoring_is_not_offered_without_a_cancelled_day(activity: Any, coordinator: Any) -> None:
    assert restore_address(activity) not in signed_in(coordinator).get(url("edit", activity.pk)).content.decode()


def test_restored_day_takes_place(activity: Any, coordinator: Any, cancelled: CancelledDate) -> None:
    client = signed_in(coordinator)
    assert cancelled.date.isoformat() in client.get(restore_address(activity)).content.decode()
    client.post(restore_address(activity), {"date": cancelled.pk})
    assert not CancelledDate.objects.exists()


def test_stranger_does_not_restore_a_day(activity: Any, other_organisation: Any, cancelled: CancelledDate) -> None:
    from tests.listings.factories import make_editor

    stranger = signed_in(make_editor(other_organisation, "stranger@example.org"))
    assert stranger.post(restore_address(activity), {"date": cancelled.pk}).status_code != 200
    assert CancelledDate.objects.exists()


@pytest.mark.parametrize(
    ("until", "status", "paused_until"),
    [("31.8.2031", 302, datetime.date(2031, 8, 31)), ("", 302, None), ("joskus", 400, None), ("1.1.2020", 400, None)],
)
def test_a_break_may_have_a_last_day(
    activity: Any, coordinator: Any, until: str, status: int, paused_until: datetime.date | None
) -> None:
    address = reverse("listings_change_record", args=[activity.pk, "pause"])
    answer = signed_in(coordinator).post(address, {"until": until, "reason": "Kesätauko"})
    listing = Listing.objects.get(pk=activity.translation_key)
    assert answer.status_code == status
    assert (listing.status, listing.paused_until) == ("paused" if status == 302 else "active", paused_until)
