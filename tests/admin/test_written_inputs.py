"""The admin's forms, actions and filters read dates and times as people write them, and show them so."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import get_form_for_model
from wagtail.models import Page
from wagtail.users.models import UserProfile

from listings.models import ActivityDate, ActivityPage, CancelledDate
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import make_activity

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year + 1


def latest(activity: Any) -> Any:
    return ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()


def save(user: Any, activity: Any, **values: Any) -> Any:
    client = signed_in(user)
    address = url("edit", activity.pk)
    return client.post(address, form_of(client, address, **values))


def test_texts_of_a_form_are_read(coordinator: Any, activity: Any) -> None:
    values = {
        "season_start": f"4.2.{YEAR}",
        "season_end": f"30. huhtikuuta {YEAR}",
        "valid_until": f"١.٥.{YEAR}",
        "slots-0-start": "klo 18",
        "slots-0-end": "24:00",
    }
    save(coordinator, activity, **values)
    draft = latest(activity)
    assert (draft.season_start, draft.season_end) == (datetime.date(YEAR, 2, 4), datetime.date(YEAR, 4, 30))
    assert draft.valid_until == datetime.date(YEAR, 5, 1)
    slot = draft.slots.get()
    assert (slot.start, slot.end) == (datetime.time(18), datetime.time())


def test_a_text_that_is_no_date_is_shown_again_with_a_sentence(coordinator: Any, activity: Any) -> None:
    answer = save(
        coordinator, activity, season_start="helmikuussa", **{"slots-0-start": "18–20", "valid_until": "4.2."}
    )
    form = answer.context["form"]
    assert "esimerkiksi" in form.errors["season_start"][0]
    assert form["season_start"].value() == "helmikuussa"
    row = form.formsets["slots"].forms[0]
    assert "18.00" in row.errors["start"][0]
    assert 'value="18–20"' in str(row["start"])
    assert 'value="4.2.' in str(form["valid_until"])
    assert latest(activity).season_start is None


@pytest.mark.parametrize(("language", "time"), [("fi", "17.00"), ("sv", "17.00"), ("en", "17:00")])
def test_stored_values_are_shown_in_the_readers_way(coordinator: Any, activity: Any, language: str, time: str) -> None:
    activity.season_end = datetime.date(YEAR, 4, 3)
    activity.save_revision()
    profile = UserProfile.get_for_user(coordinator)
    profile.preferred_language = language
    profile.save()
    page = signed_in(coordinator).get(url("edit", activity.pk)).content.decode()
    assert f'value="3.4.{YEAR}"' in page
    assert f'value="{time}"' in page


def test_moments_of_scheduled_publishing_are_read() -> None:
    form_class = get_form_for_model(Page, form_class=WagtailAdminModelForm, fields=["go_live_at"])
    moment = timezone.localtime(timezone.now()).replace(YEAR, 2, 4, 9, 0, 0, 0)
    form = form_class({"go_live_at": f"4.2.{YEAR} klo 9"})
    assert form.is_valid()
    assert form.cleaned_data["go_live_at"] == moment
    assert f'value="4.2.{YEAR} 9.00"' in str(form["go_live_at"])
    assert f'value="4.2.{YEAR} 9.00"' in str(form_class(initial={"go_live_at": moment})["go_live_at"])
    refused = form_class({"go_live_at": "ensi talvena"})
    assert "esimerkiksi" in refused.errors["go_live_at"][0]
    assert 'value="ensi talvena"' in str(refused["go_live_at"])


def test_a_day_is_cancelled_as_it_is_written(coordinator: Any, organisation: Any) -> None:
    day = timezone.localdate() + datetime.timedelta(days=9)
    activity = make_activity(organisation, slots=[], schedule_kind="by_agreement")
    activity.schedule_kind = "single"
    activity.dates = [ActivityDate(date=day)]
    activity.save_revision().publish()
    address = reverse("listings_cancel_date", args=[activity.pk])
    refused = signed_in(coordinator).post(address, {"date": "huomiseksi"}).content.decode()
    assert "huomiseksi" in refused
    assert "esimerkiksi" in refused
    signed_in(coordinator).post(address, {"date": f"{day.day}.{day.month}."})
    assert CancelledDate.objects.get().date == day


def test_filters_of_a_list_are_read(admin: Any, activity: Any) -> None:
    parent = activity.get_parent()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    listed = reverse("wagtailadmin_explore_results", args=[parent.pk])
    client = signed_in(admin)
    name = "latest_revision_created_at"
    shown = client.get(listed, {f"{name}_from": "tänään"}).content.decode()
    hidden = client.get(listed, {f"{name}_from": f"{tomorrow.day}. {tomorrow.month}. {tomorrow.year}"}).content.decode()
    assert activity.title in shown
    assert activity.title not in hidden


def test_what_a_text_means_is_told_to_staff(coordinator: Any) -> None:
    address = reverse("regions_read_written")
    client = signed_in(coordinator)
    assert client.get(address, {"kind": "date", "text": f"8/3/{YEAR}"}).json()["shown"] == f"8.3.{YEAR}"
    assert client.get(address, {"kind": "time", "text": "24", "ends": "1"}).json()["shown"] == "0.00"
    span = client.get(address, {"kind": "time", "text": "9–11"}).json()
    assert (span["first"], span["last"]) == ("9.00", "11.00")
    assert "esimerkiksi" in client.get(address, {"kind": "datetime", "text": "x" * 500}).json()["fault"]


def test_filter_keeps_what_it_does_not_understand(admin: Any, activity: Any) -> None:
    listed = reverse("wagtailadmin_explore", args=[activity.get_parent().pk])
    shown = signed_in(admin).get(listed, {"latest_revision_created_at_from": "eilen illalla"}).content.decode()
    assert ("eilen illalla" in shown, 'class="error-message"' in shown) == (True, True)
