"""An invalid schedule can only be saved as a draft; the form shows each fault at its field."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from listings.models import ActivityDate, ActivityPage, ActivitySlot
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import make_activity, published, translated

pytestmark = pytest.mark.django_db

NO_SENSE = [
    ({"schedule_kind": "single"}, "dates"),
    ({"schedule_kind": "monthly"}, "weeks_of_month"),
    ({"slots": []}, "slots"),
    ({"schedule_interval": 53}, "schedule_interval"),
    ({"season_start": datetime.date(2026, 12, 1), "season_end": datetime.date(2026, 11, 1)}, "season_end"),
]


@pytest.mark.parametrize(("facts", "field"), NO_SENSE)
def test_schedule_without_sense_is_not_published(organisation: Any, facts: dict[str, Any], field: str) -> None:
    page = make_activity(organisation, live=False, **facts)
    with pytest.raises(ValidationError) as error:
        page.save_revision()
    assert set(error.value.error_dict) == {field}


def test_monthly_without_weekday_is_not_published(organisation: Any) -> None:
    page = make_activity(organisation, live=False, schedule_kind="monthly", weeks_of_month=[1], slots=[])
    with pytest.raises(ValidationError):
        page.save_revision()


def test_translation_has_no_schedule_of_its_own(activity: Any) -> None:
    version = translated(activity, "ar", title="مقهى")
    version.slots.all().delete()
    assert published(version).live


@pytest.fixture
def client(coordinator: Any) -> Any:
    return signed_in(coordinator)


def send(client: Any, activity: Any, action: str | None, **values: Any) -> Any:
    address = url("edit", activity.pk)
    data = form_of(client, address, **values)
    return client.post(address, data | ({f"action-{action}": "1"} if action else {}))


def latest(activity: Any) -> Any:
    return ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()


def test_draft_may_be_without_dates(client: Any, activity: Any) -> None:
    send(client, activity, None, schedule_kind="single")
    assert latest(activity).schedule_kind == "single"


def test_submitting_without_dates_says_so_above_the_dates(client: Any, activity: Any) -> None:
    form = send(client, activity, "submit", schedule_kind="single").context["form"]
    assert form.formsets["dates"].non_form_errors()


def test_submitting_a_month_without_week_says_so_beside_the_weeks(client: Any, activity: Any) -> None:
    form = send(client, activity, "submit", schedule_kind="monthly").context["form"]
    assert set(form.errors) == {"weeks_of_month"}


def test_fault_of_a_row_stands_beside_its_field(client: Any, activity: Any) -> None:
    form = send(client, activity, "submit", **{"slots-0-end": "17:00:00"}).context["form"]
    assert set(form.formsets["slots"].forms[0].errors) == {"end"}


def test_removed_row_does_not_count(client: Any, activity: Any) -> None:
    form = send(client, activity, "submit", **{"slots-0-DELETE": "on"}).context["form"]
    assert form.formsets["slots"].non_form_errors()


def test_row_added_in_the_form_mends_the_schedule(client: Any, organisation: Any, coordinator: Any) -> None:
    activity = make_activity(organisation, live=False, slots=[])
    row = {"slots-TOTAL_FORMS": 1, "slots-0-weekdays": ["3"], "slots-0-start": "17:00", "slots-0-ORDER": 1}
    send(client, activity, "submit", **row)
    assert ActivityPage.objects.get(pk=activity.pk).workflow_in_progress


def test_schedules_rows_are_in_the_value(organisation: Any) -> None:
    slot = ActivitySlot(weekdays=[5], start=datetime.time(9))
    extra = ActivityDate(date=datetime.date(2026, 12, 24))
    schedule = make_activity(organisation, live=False, slots=[slot], dates=[extra]).schedule
    assert (schedule.slots[0].weekdays, schedule.dates[0].date) == ((5,), datetime.date(2026, 12, 24))
