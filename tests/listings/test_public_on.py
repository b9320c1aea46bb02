"""What the admin takes for public on a day is what visitors see, by the times of the schedule."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from listings.models import ActivityDate, ActivityPage, ActivitySlot, Listing
from listings.schedule import Schedule, ScheduleKind, over_at
from listings.schedule.occurrences import at_wall_time
from regions.models import Portal, PortalRole
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity
from tests.listings.schedule_strategies import valid_schedules
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()
#: Too far ahead to matter.
LATER = datetime.date(2150, 1, 1)


def write(page: Any, schedule: Schedule) -> None:
    """Give a public page these times, as any way of writing would."""
    ActivityPage.objects.filter(pk=page.pk).update(
        schedule_kind=schedule.kind.value, season_start=schedule.season_start, season_end=schedule.season_end
    )
    ActivitySlot.objects.filter(page=page).delete()
    ActivityDate.objects.filter(page=page).delete()
    ActivitySlot.objects.bulk_create(
        ActivitySlot(page=page, weekdays=list(slot.weekdays), start=slot.start, end=slot.end) for slot in schedule.slots
    )
    ActivityDate.objects.bulk_create(
        ActivityDate(page=page, date=dated.date, start=dated.start, end=dated.end) for dated in schedule.dates
    )


def days_to_look_at(schedule: Schedule, over: datetime.datetime | None) -> set[datetime.date]:
    days = {over.date() if over else TODAY, schedule.season_end or TODAY, *(dated.date for dated in schedule.dates)}
    return {day + count * DAY for day in days for count in range(-1, 3)}


def is_listed(page: Any, day: datetime.date) -> bool:
    return Listing.objects.public_on(day).filter(pk=page.translation_key).exists()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(valid_schedules)
def test_whatever_visitors_see_on_a_day_is_listed(activity: Any, schedule: Schedule) -> None:
    write(activity, schedule)
    Listing.objects.update(confirm_by=LATER)
    over = over_at(schedule)
    for day in days_to_look_at(schedule, over):
        is_shown = over is None or over > at_wall_time(day, datetime.time())
        # The last times of a season may be days before its end.
        until_season_ends = schedule.season_end is not None and schedule.season_end >= day - DAY
        if is_shown:
            assert is_listed(activity, day), day
        elif not until_season_ends or schedule.kind in (ScheduleKind.SINGLE, ScheduleKind.SERIES):
            assert not is_listed(activity, day), day


def test_what_ends_after_midnight_is_listed_on_that_day(organisation: Any) -> None:
    hours = {"start": datetime.time(22), "end": datetime.time(1, 30)}
    until_midnight = hours | {"end": datetime.time()}
    for times, listed in ((hours, True), (until_midnight, False)):
        for facts in (
            {"schedule_kind": "single", "slots": [], "dates": [ActivityDate(date=TODAY, **times)]},
            {"season_end": TODAY, "slots": [ActivitySlot(weekdays=[TODAY.isoweekday()], **times)]},
        ):
            page = make_activity(organisation, **facts)
            assert (is_listed(page, TODAY), is_listed(page, TODAY + DAY)) == (True, listed)
            assert not is_listed(page, TODAY + 2 * DAY)


@pytest.fixture
def extra_date(activity: Any) -> Any:
    """A season that was over two months ago, and one more time in two weeks."""
    ActivityPage.objects.filter(pk=activity.pk).update(
        season_start=TODAY - 100 * DAY, season_end=TODAY - 60 * DAY, mode="online", online_url="https://example.org/"
    )
    ActivityDate.objects.create(page=activity, date=TODAY + 14 * DAY)
    page = ActivityPage.objects.get(pk=activity.pk)
    page.tags.add("kevätretki")
    page.save()
    return page


def test_single_date_after_the_season_keeps_it_in_others_lists(extra_date: Any, vantaa: Portal) -> None:
    stranger = make_member(vantaa, PortalRole.COORDINATOR)
    assert Listing.objects.visible_to(stranger).filter(pk=extra_date.translation_key).exists()
    client = signed_in(stranger)
    for query in ({}, {"scope": "country"}):
        shown = client.get(reverse("listings_pool_modeladmin_index"), query).content.decode()
        assert extra_date.title in shown
    tags = client.get(reverse("wagtailadmin_tag_autocomplete"), {"term": "kevät"})
    assert tags.json() == ["kevätretki"]


def test_date_by_agreement_counts_for_nothing(extra_date: Any) -> None:
    ActivityPage.objects.filter(pk=extra_date.pk).update(schedule_kind=ScheduleKind.BY_AGREEMENT.value)
    assert not is_listed(extra_date, TODAY)
