"""Changes that take one step: a break, going on, confirming, a cancelled date, the end, and deleting a draft."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowState

from editorial.announcing.models import TypedForm
from editorial.desk_texts.models import TypedText
from listings.actions.cancel_date import CancelDate
from listings.actions.change_status import CancelListing, EndListing, PauseListing, ResumeListing
from listings.actions.delete_draft import DeleteDraft
from listings.models import ActivityDate, ActivityPage, CancelledDate, Listing
from tests.listings.factories import make_activity, translated
from tests.own_activities.test_home import groups, home, listing_of, submitted
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def address(page: Any, step: str, language: str = "en") -> str:
    return f"/{language}/desk/activities/{page.translation_key}/{step}/"


def tuesday(weeks: int = 1) -> datetime.date:
    today = timezone.localdate()
    return today + datetime.timedelta(days=(1 - today.weekday()) % 7 + 7 * weeks)


def in_days(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + datetime.timedelta(days=days))


# Breaks


def test_a_break_until_a_day_as_people_write_it(activity: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    year = timezone.localdate().year + 1
    answer = client.post(address(activity, "pause"), {"until": f"31.8.{year}", "reason": "Kesätauko"})
    assert answer["Location"] == "/en/desk/"
    listing = listing_of(activity)
    assert (listing.status, listing.paused_until, listing.status_reason) == (
        "paused",
        datetime.date(year, 8, 31),
        "Kesätauko",
    )
    assert PageLogEntry.objects.filter(action="listings.pause", user=sanna.user).exists()
    assert "It is on a break until" in client.get("/en/desk/").text


@pytest.mark.parametrize("until", ["joskus", "1.1.2020"])
def test_a_break_until_something_else_stays_in_the_form(activity: Any, sanna: Any, until: str) -> None:
    answer = at("espoo", sanna.user).post(address(activity, "pause"), {"until": until, "reason": "Syy"})
    assert answer.status_code == 422
    assert f'value="{until}"' in answer.text
    assert 'value="Syy"' in answer.text
    assert listing_of(activity).status == "active"


def test_going_on_and_what_is_active_already(activity: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    asked = client.get(address(activity, "resume"))
    assert asked.status_code == 200
    assert "already" in asked.text
    assert client.post(address(activity, "resume")).status_code == 409
    PauseListing(listing_of(activity), sanna.user).execute()
    assert client.post(address(activity, "resume")).status_code == 302
    assert listing_of(activity).status == "active"


@pytest.mark.parametrize(("action", "step"), [(PauseListing, "resume"), (CancelListing, "resume"), (EndListing, "end")])
def test_what_a_coordinator_has_decided_stays_and_says_whom_to_ask(
    activity: Any, sanna: Any, coordinator: Any, espoo: Any, action: Any, step: str
) -> None:
    action(listing_of(activity), coordinator).execute()
    before = listing_of(activity).status
    answer = at("espoo", sanna.user).post(address(activity, step), {"action": "undo"} if step == "end" else {})
    assert answer.status_code == 409
    assert "has decided this" in answer.text
    assert espoo.contact_email in answer.text
    assert listing_of(activity).status == before


# Dates


def test_a_date_is_chosen_from_the_next_ones_and_restored(activity: Any, sanna: Any) -> None:
    client, day = at("espoo", sanna.user), tuesday()
    page = client.get(address(activity, "cancel-date"))
    assert f'value="{day.isoformat()}"' in page.text
    answer = client.post(address(activity, "cancel-date"), {"date": day.isoformat(), "reason": "Vesivahinko"})
    assert answer["Location"] == "/en/desk/"
    row = CancelledDate.objects.get(listing=activity.translation_key)
    assert (row.date, row.reason) == (day, "Vesivahinko")
    again = client.get(address(activity, "cancel-date")).text
    assert "Vesivahinko" in again
    assert f'type="radio" name="date" value="{day.isoformat()}"' not in again
    restored = client.post(address(activity, "cancel-date"), {"action": "restore", "date": day.isoformat()})
    assert restored.status_code == 302
    assert not CancelledDate.objects.exists()


def test_more_dates_can_be_shown(activity: Any, sanna: Any) -> None:
    client, far = at("espoo", sanna.user), tuesday(30).isoformat()
    assert far not in client.get(address(activity, "cancel-date")).text
    assert far in client.get(address(activity, "cancel-date") + "?more=1").text
    assert client.post(address(activity, "cancel-date"), {"date": far}).status_code == 302


@pytest.mark.parametrize("date", ["", "2027-13-45", "x", "1900-01-02", "٢٠٢٧-٠١-٠٥"])
def test_other_dates_are_refused(activity: Any, sanna: Any, date: str) -> None:
    client = at("espoo", sanna.user)
    assert client.post(address(activity, "cancel-date"), {"date": date, "reason": "Syy"}).status_code == 422
    assert client.post(address(activity, "cancel-date"), {"date": date, "action": "restore"}).status_code == 409
    assert not CancelledDate.objects.exists()


def test_a_date_that_a_coordinator_has_cancelled_stays(activity: Any, sanna: Any, coordinator: Any) -> None:
    day = tuesday()
    CancelDate(listing_of(activity), day, coordinator).execute()
    sent = {"action": "restore", "date": day.isoformat()}
    answer = at("espoo", sanna.user).post(address(activity, "cancel-date"), sent)
    assert answer.status_code == 409
    assert "has decided this" in answer.text
    assert CancelledDate.objects.exists()


def test_a_single_date_needs_no_choice(organisation: Any, sanna: Any) -> None:
    dates = [ActivityDate(date=tuesday(), start=datetime.time(18))]
    page = make_activity(organisation, "Juhla", schedule_kind="single", slots=[], dates=dates)
    assert "checked" in at("espoo", sanna.user).get(address(page, "cancel-date")).text


# The end


def test_the_end_can_be_undone_for_a_week_and_restores_what_was(activity: Any, sanna: Any, veikko: Any) -> None:
    until = timezone.localdate() + datetime.timedelta(days=40)
    PauseListing(listing_of(activity), sanna.user, "Tauko", until).execute()
    client = at("espoo", sanna.user)
    answer = client.post(address(activity, "end"))
    assert answer["Location"] == address(activity, "end")
    assert listing_of(activity).status == "ended"
    assert "Undo the end" in client.get(answer["Location"]).text
    assert "You can undo this until" in home(veikko.user)
    with in_days(7):
        undone = at("espoo", veikko.user).post(address(activity, "end"), {"action": "undo"})
    assert undone["Location"] == "/en/desk/"
    listing = listing_of(activity)
    assert (listing.status, listing.paused_until, listing.status_reason, listing.ended_on) == (
        "paused",
        until,
        "Tauko",
        None,
    )


def test_after_a_week_it_can_only_be_copied_except_by_coordinators(activity: Any, sanna: Any, coordinator: Any) -> None:
    EndListing(listing_of(activity), sanna.user).execute()
    with in_days(8):
        client = at("espoo", sanna.user)
        shown = client.get(address(activity, "end"))
        assert "Undo the end" not in shown.text
        assert f'href="{address(activity, "copy")}"' in shown.text
        for step, sent in (("end", {"action": "undo"}), ("resume", {})):
            assert client.post(address(activity, step), sent).status_code == 409
        assert "undo" not in home(sanna.user).lower().split("group-ended")[1]
        assert listing_of(activity).status == "ended"
        ResumeListing(listing_of(activity), coordinator).execute()
    assert listing_of(activity).status == "active"


def test_an_end_is_undone_once(activity: Any, sanna: Any) -> None:
    EndListing(listing_of(activity), sanna.user).execute()
    client = at("espoo", sanna.user)
    assert client.post(address(activity, "end"), {"action": "undo"}).status_code == 302
    assert client.post(address(activity, "end"), {"action": "undo"}).status_code == 409
    assert listing_of(activity).status == "active"


# Deleting


def test_a_draft_that_was_never_public_is_deleted_with_what_is_typed(
    organisation: Any, record: Any, sanna: Any
) -> None:
    page = make_activity(organisation, "Luonnos", live=False)
    page.save_revision(user=sanna.user)
    translated(page, "sv", live=False, title="Utkast")
    submitted(page, sanna.user)
    TypedForm.objects.create(person=sanna.user, listing_key=page.translation_key, organisation=record)
    client = at("espoo", sanna.user)
    assert "Luonnos" in client.get(address(page, "delete")).text
    assert ActivityPage.objects.filter(translation_key=page.translation_key).count() == 2
    assert client.post(address(page, "delete"))["Location"] == "/en/desk/"
    assert not ActivityPage.objects.filter(translation_key=page.translation_key).exists()
    assert not Listing.objects.filter(pk=page.translation_key).exists()
    assert not TypedForm.objects.exists()
    assert not WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).exists()
    assert client.get(address(page, "delete")).status_code == 404
    assert groups(home(sanna.user)) == {}


def test_what_was_public_is_not_deleted(activity: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    assert "has been public" in client.get(address(activity, "delete")).text
    assert client.post(address(activity, "delete")).status_code == 409
    ActivityPage.objects.get(pk=activity.pk).unpublish()
    assert client.post(address(activity, "delete")).status_code == 409
    assert ActivityPage.objects.filter(pk=activity.pk).exists()


def test_deleted_twice_is_deleted_once(organisation: Any, sanna: Any) -> None:
    draft = make_activity(organisation, "Luonnos", live=False)
    first, second = (Listing.objects.with_portal().get(pk=draft.translation_key) for _ in range(2))
    DeleteDraft(first, sanna.user).execute()
    DeleteDraft(second, sanna.user).execute()
    assert not ActivityPage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("way", ["desk", "admin"])
def test_what_colleagues_have_typed_goes_with_the_draft(
    organisation: Any, record: Any, sanna: Any, veikko: Any, way: str
) -> None:
    """Nobody's home leads to what isn't there any more; what is typed of other activities stays."""
    page, other = (make_activity(organisation, title, live=False) for title in ("Luonnos", "Toinen"))
    fields = [["title", "Veikko typed"]]
    for key in (page.translation_key, other.translation_key):
        TypedForm.objects.create(person=veikko.user, listing_key=key, organisation=record, fields=fields)
        TypedText.objects.create(person=veikko.user, page_key=key, language="sv", organisation=record)
    if way == "desk":
        assert at("espoo", sanna.user).post(address(page, "delete")).status_code == 302
    else:
        translated(page, "sv", live=False).delete()
        assert TypedForm.objects.count() == 2
        ActivityPage.objects.get(pk=page.pk).delete()
    assert [row.listing_key for row in TypedForm.objects.all()] == [other.translation_key]
    assert [row.page_key for row in TypedText.objects.all()] == [other.translation_key]


def test_the_home_does_not_lead_to_what_was_typed_after_the_deletion(
    organisation: Any, record: Any, sanna: Any
) -> None:
    page = make_activity(organisation, "Luonnos", live=False)
    ActivityPage.objects.get(pk=page.pk).delete()
    assert Listing.objects.filter(pk=page.translation_key).exists()
    fields = [["title", "Typed too late"]]
    TypedForm.objects.create(person=sanna.user, listing_key=page.translation_key, organisation=record, fields=fields)
    assert "Typed too late" not in home(sanna.user)


def test_what_is_only_typed_is_deleted_by_its_writer(record: Any, sanna: Any, veikko: Any) -> None:
    key = "11111111-1111-4111-8111-111111111111"
    fields = [["title", "Typed <only>"]]
    TypedForm.objects.create(person=sanna.user, listing_key=key, organisation=record, fields=fields)
    path = f"/en/desk/activities/{key}/delete/"
    assert at("espoo", veikko.user).post(path).status_code == 404
    client = at("espoo", sanna.user)
    assert "Typed &lt;only&gt;" in client.get(path).text
    for step in ("copy", "pause", "cancel-date", "resume", "confirm", "end"):
        assert client.get(f"/en/desk/activities/{key}/{step}/").status_code == 404
    assert client.post(path).status_code == 302
    assert not TypedForm.objects.exists()


# Nobody else


@pytest.mark.parametrize("step", ["copy", "cancel-date", "pause", "resume", "confirm", "end", "delete"])
def test_a_step_needs_a_token(activity: Any, sanna: Any, step: str) -> None:
    client = Client(headers={"host": "espoo.localhost"}, enforce_csrf_checks=True)
    client.force_login(sanna.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address(activity, step)).status_code == 403
