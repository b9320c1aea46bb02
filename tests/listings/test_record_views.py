"""Views that change records in the admin."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import CancelledDate
from tests.listings.admin import signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancelled(activity: Any) -> CancelledDate:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return CancelledDate.objects.create(listing=activity.record, date=tomorrow)


def restore_address(activity: Any) -> str:
    return reverse("listings_restore_date", args=[activity.pk])


def test_restoring_is_offered_where_a_day_is_cancelled(activity: Any, editor: Any, cancelled: CancelledDate) -> None:
    assert restore_address(activity) in signed_in(editor).get(url("edit", activity.pk)).content.decode()


def test_restoring_is_not_offered_without_a_cancelled_day(activity: Any, editor: Any) -> None:
    assert restore_address(activity) not in signed_in(editor).get(url("edit", activity.pk)).content.decode()


def test_restored_day_takes_place(activity: Any, editor: Any, cancelled: CancelledDate) -> None:
    client = signed_in(editor)
    assert cancelled.date.isoformat() in client.get(restore_address(activity)).content.decode()
    client.post(restore_address(activity), {"date": cancelled.pk})
    assert not CancelledDate.objects.exists()


def test_stranger_does_not_restore_a_day(activity: Any, other_organisation: Any, cancelled: CancelledDate) -> None:
    from tests.listings.factories import make_editor

    stranger = signed_in(make_editor(other_organisation, "stranger@example.org"))
    assert stranger.post(restore_address(activity), {"date": cancelled.pk}).status_code != 200
    assert CancelledDate.objects.exists()
