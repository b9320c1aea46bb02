"""Nothing typed is lost: what is kept as it was typed, saved as far as it is understood, and never overwritten."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from editorial.announcing.models import TypedForm
from editorial.announcing.typed_forms import forget_old_typed_forms
from editorial.desk_texts.typed_storing import KEEP_TYPED
from listings.models import ActivityPage, Listing
from tests.announcing.form_data import filled
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
NEW = "/fi/desk/activities/new/"
JSON = {"accept": "application/json"}


def address(page: Any, end: str = "") -> str:
    return f"/fi/desk/activities/{page.translation_key}/{end}"


def draft(page: Any) -> Any:
    return ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def send(client: Client, path: str, values: dict[str, list[str]], **changes: Any) -> Any:
    for name, value in changes.items():
        values[name.replace("__", "-")] = value if isinstance(value, list) else [value]
    return client.post(path, values)


def revisions(page: Any) -> int:
    return int(Revision.objects.for_instance(ActivityPage.objects.get(pk=page.pk)).count())


# --- Typed text


def test_what_is_typed_is_kept_and_shown_again_on_another_device(sanna: Any, activity: Any) -> None:
    phone, laptop = at("espoo", sanna.user), at("espoo", sanna.user)
    values = filled(
        phone.get(address(activity)), title="Kudontapiiri", season_end="kesään asti", slots__0__start="puoli"
    )
    before = revisions(activity)
    kept = phone.post(address(activity, "typed/"), values, headers=JSON)
    assert (kept.status_code, kept.json()["kept"]) == (200, True)
    assert "Tallessa klo" in kept.json()["said"]
    assert revisions(activity) == before
    shown = laptop.get(address(activity))
    again = filled(shown)
    for name in ("title", "season_end", "slots-0-start", "slots-TOTAL_FORMS"):
        assert again[name] == values[name]
    assert "Tämän kirjoitit" in shown.text
    assert draft(activity).title == "Kielikahvila"


@pytest.mark.parametrize("action", ["check", "save"])
def test_a_faulty_row_is_shown_again_with_all_other_rows(sanna: Any, activity: Any, action: str) -> None:
    """A time that says two, beside an end that says another."""
    client = at("espoo", sanna.user)
    first = client.get(address(activity))
    values = filled(first, slots__0__start="18–20", slots__0__end="21.00", dates__0__date="joskus", action=action)
    assert client.post(address(activity), values).status_code == 422
    again = client.get(address(activity))
    assert again.status_code == 200
    assert (filled(again)["slots-0-start"], filled(again)["dates-0-date"]) == (["18–20"], ["joskus"])
    assert [fault.anchor for fault in again.context["form"].fault_list] == ["id_slots-0-start", "id_dates-0-date"]


def test_a_new_activity_that_is_only_typed_is_found_again(sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), title="Kudontapiiri")
    path = f"/fi/desk/activities/{values['listing_key'][0]}/"
    assert client.post(f"{path}typed/", values, headers=JSON).json()["address"] == path
    other = at("espoo", sanna.user).get(NEW)
    assert path in other.text
    assert "Kudontapiiri" in other.text
    assert filled(at("espoo", sanna.user).get(path))["title"] == ["Kudontapiiri"]


def test_a_colleague_sees_nothing_of_it_but_that_somebody_writes(sanna: Any, veikko: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    client.post(address(activity, "typed/"), filled(client.get(address(activity)), title="Salaista"), headers=JSON)
    shown = at("espoo", veikko.user).get(address(activity))
    assert "Salaista" not in shown.text
    assert "Sanna Siltanen" in shown.text
    sanna.delete()
    assert "Sanna Siltanen" not in at("espoo", veikko.user).get(address(activity)).text


def test_thrown_away_can_be_taken_back(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    client.post(address(activity, "typed/"), filled(client.get(address(activity)), title="Kudontapiiri"), headers=JSON)
    client.post(address(activity, "typed/forget/"))
    shown = client.get(address(activity))
    assert filled(shown)["title"] == ["Kielikahvila"]
    assert address(activity, "typed/restore/") in shown.text
    client.post(address(activity, "typed/restore/"))
    assert filled(client.get(address(activity)))["title"] == ["Kudontapiiri"]
    assert client.post(address(activity, "typed/restore/")).status_code == 404


def test_two_windows_of_one_person_do_not_overwrite_each_other(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    first, second = (filled(client.get(address(activity)), title=title) for title in ("Yksi", "Kaksi"))
    assert client.post(address(activity, "typed/"), first, headers=JSON).status_code == 200
    refused = client.post(address(activity, "typed/"), second, headers=JSON)
    assert (refused.status_code, refused.json()["kept"]) == (409, False)
    assert filled(client.get(address(activity)))["title"] == ["Yksi"]
    forced = client.post(address(activity, "typed/"), second | {"in_place_of_other": ["1"]}, headers=JSON)
    assert forced.status_code == 200
    assert client.post(address(activity, "typed/"), second, headers=JSON).status_code == 200
    assert filled(client.get(address(activity)))["title"] == ["Kaksi"]


def test_typed_forms_go_after_their_time(sanna: Any, record: Any) -> None:
    now = timezone.now()
    ages = {"old": (now - KEEP_TYPED - datetime.timedelta(hours=1), None), "waited": (now, now), "new": (now, None)}
    for typed_at, goes_at in ages.values():
        TypedForm.objects.create(
            person=sanna.user, listing_key=uuid.uuid4(), organisation=record, typed_at=typed_at, goes_at=goes_at
        )
    forget_old_typed_forms()
    assert TypedForm.objects.count() == 1


# --- Saving


def test_what_is_understood_is_saved_and_the_rest_stays_typed(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), summary="Tule!", season_end="kesään asti", slots__0__end="huomenna")
    answer = send(client, address(activity), values, action="save")
    assert answer.status_code == 422
    assert "kesään asti" in answer.text
    saved = draft(activity)
    assert saved.summary == "Tule!"
    assert [slot.start for slot in saved.slots.all()] == [datetime.time(17)]
    assert filled(client.get(address(activity)))["season_end"] == ["kesään asti"]
    mended = filled(client.get(address(activity)), season_end="25.5.2027", slots__0__end="19")
    assert send(client, address(activity), mended, action="save").status_code == 302
    assert str(draft(activity).season_end) == "2027-05-25"
    assert len(draft(activity).slots.all()) == 1
    assert not TypedForm.objects.exists()


def test_a_new_row_of_a_public_page_keeps_what_is_not_understood_anew(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    new_row = {"slots__TOTAL_FORMS": "2", "slots__1__weekdays": ["4"], "slots__1__start": "10", "slots__1__end": "11"}
    send(client, address(activity), filled(client.get(address(activity))), **new_row, action="save")
    values = filled(client.get(address(activity)), slots__1__end="myöhemmin")
    assert values["slots-1-id"] == [""]  # of a draft: no row of the database yet
    assert send(client, address(activity), values, action="save").status_code == 422
    assert [slot.end for slot in draft(activity).slots.all()] == [datetime.time(19), datetime.time(11)]


def test_a_name_is_enough(sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), title="Kudontapiiri", schedule_interval="", dates__1__start="17")
    answer = send(client, NEW, values, action="save")
    page = ActivityPage.objects.get(title="Kudontapiiri")
    assert answer.status_code == 422  # a time without its day stays typed
    assert page.schedule_interval == 1
    assert not page.themes.exists()
    values["dates-1-start"] = [""]
    assert send(client, NEW, values, action="save").status_code == 302
    assert ActivityPage.objects.count() == 1


def test_without_a_name_it_stays_typed(sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), summary="Vielä nimetön")
    answer = send(client, NEW, values, action="save")
    assert answer.status_code == 422
    assert not ActivityPage.objects.exists()
    assert filled(answer)["summary"] == ["Vielä nimetön"]
    path = f"/fi/desk/activities/{values['listing_key'][0]}/"
    assert filled(client.get(path))["summary"] == ["Vielä nimetön"]


@pytest.mark.parametrize("is_new", [True, False])
def test_sent_twice_it_has_one_effect(sanna: Any, activity: Any, is_new: bool) -> None:
    client = at("espoo", sanna.user)
    path = NEW if is_new else address(activity)
    values = filled(client.get(path), title="Kahdesti", slots__0__weekdays=["3"])
    answers = [send(client, path, values, action="save") for _time in range(2)]
    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    page = ActivityPage.objects.get(draft_title="Kahdesti")
    assert revisions(page) == (1 if is_new else 2)
    assert len(draft(page).slots.all()) == 1


def test_back_and_saved_again_is_no_conflict_and_doubles_no_row(sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), title="Piiri", slots__0__weekdays=["3"], slots__0__start="17")
    send(client, NEW, values, action="save")
    answer = send(client, NEW, values, title="Toinen piiri", action="save")
    page = ActivityPage.objects.get()
    assert answer.status_code == 302
    assert draft(page).title == "Toinen piiri"
    assert len(draft(page).slots.all()) == 1
    assert page.slots.count() == 1


def test_a_form_that_changes_nothing_makes_no_revision(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    before = revisions(activity)
    assert send(client, address(activity), filled(client.get(address(activity))), action="check").status_code == 302
    assert revisions(activity) == before


# --- Two people


def test_whoever_is_later_sees_both_texts_and_chooses(sanna: Any, veikko: Any, activity: Any) -> None:
    late, early = at("espoo", sanna.user), at("espoo", veikko.user)
    mine, theirs = (filled(one.get(address(activity))) for one in (late, early))
    theirs["slots-0-weekdays"] = ["5"]
    send(early, address(activity), theirs, summary="Heidän", action="save")
    answer = send(late, address(activity), mine, summary="Minun", action="save")
    assert answer.status_code == 409
    for text in ("Minun", "Heidän", "Veikko Virta"):
        assert text in answer.text
    assert draft(activity).summary == "Heidän"
    question = filled(answer)
    going_on = late.post(address(activity), question | {"go_on": ["1"]})
    assert going_on.status_code == 200
    assert filled(going_on)["summary"] == ["Minun"]
    assert draft(activity).summary == "Heidän"
    kept = send(late, address(activity), filled(going_on), action="save")
    assert kept.status_code == 302
    assert draft(activity).summary == "Minun"
    assert [slot.weekdays for slot in draft(activity).slots.all()] == [[2]]


def test_theirs_can_be_taken_and_mine_taken_back(sanna: Any, veikko: Any, activity: Any) -> None:
    late, early = at("espoo", sanna.user), at("espoo", veikko.user)
    mine, theirs = (filled(one.get(address(activity))) for one in (late, early))
    send(early, address(activity), theirs, summary="Heidän", action="save")
    send(late, address(activity), mine, summary="Minun", action="save")
    late.post(address(activity, "typed/forget/"))
    assert filled(late.get(address(activity)))["summary"] == ["Heidän"]
    late.post(address(activity, "typed/restore/"))
    shown = late.get(address(activity))
    assert filled(shown)["summary"] == ["Minun"]
    assert "Heidän" in shown.text  # typed before theirs was saved: said at the top, with both
    assert send(late, address(activity), filled(shown), action="save").status_code == 302
    assert draft(activity).summary == "Minun"


def test_what_the_desk_does_not_ask_comes_from_the_latest_version(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    mine = filled(client.get(address(activity)), summary="Minun")
    page = draft(activity)
    page.tags.add("kahvi")
    page.seo_title = "Portaalin otsikko"
    page.save_revision()
    question = filled(send(client, address(activity), mine, action="save"))
    assert send(client, address(activity), question, action="save").status_code == 302
    assert [tag.name for tag in draft(activity).tags.all()] == ["kahvi"]
    assert draft(activity).seo_title == "Portaalin otsikko"
    assert draft(activity).summary == "Minun"


# --- Whoever isn't signed in


def test_an_expired_sign_in_loses_nothing(sanna: Any, veikko: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), title="Kudontapiiri", season_end="kesään asti")
    client.cookies.clear()
    answer = send(client, address(activity), values, action="save")
    assert answer["Location"] == f"/fi/sign-in/?next={address(activity)}"
    row = TypedForm.objects.get()
    assert row.goes_at < timezone.now() + datetime.timedelta(hours=1)
    assert "Kudontapiiri" not in at("espoo", veikko.user).get(address(activity)).text
    shown = at("espoo", sanna.user).get(address(activity))
    assert filled(shown)["season_end"] == ["kesään asti"]
    row.refresh_from_db()
    assert row.goes_at is None


def test_a_new_one_waits_for_its_person_too(sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), title="Kudontapiiri")
    client.cookies.clear()
    path = send(client, NEW, values, action="check")["Location"].partition("next=")[2]
    assert filled(at("espoo", sanna.user).get(path))["title"] == ["Kudontapiiri"]
    assert not Listing.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "WzEsImEiXQ:1abc:def", "neighbour's", "removed"])
def test_forged_and_foreign_tokens_keep_nothing(sanna: Any, neighbours_editor: Any, activity: Any, token: str) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), title="Kudontapiiri")
    if token == "neighbour's":
        values["writer"] = filled(at("espoo", neighbours_editor).get(NEW))["writer"]
    elif token == "removed":
        sanna.delete()
    else:
        values["writer"] = [token]
    client.cookies.clear()
    assert send(client, address(activity), values, action="save").status_code == 302
    assert not TypedForm.objects.exists()


def test_an_hour_later_nothing_waits(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), title="Kudontapiiri")
    client.cookies.clear()
    send(client, address(activity), values, action="save")
    TypedForm.objects.update(goes_at=timezone.now())
    assert filled(at("espoo", sanna.user).get(address(activity)))["title"] == ["Kielikahvila"]


def test_another_person_on_the_same_device_saves_nothing_of_it(sanna: Any, veikko: Any, activity: Any) -> None:
    values = filled(at("espoo", sanna.user).get(address(activity)), title="Kudontapiiri")
    answer = send(at("espoo", veikko.user), address(activity), values, action="save")
    assert answer.status_code == 403
    assert "Kudontapiiri" not in answer.text
    assert draft(activity).title == "Kielikahvila"
    assert filled(at("espoo", sanna.user).get(address(activity)))["title"] == ["Kudontapiiri"]


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_failed_check_against_forged_requests_loses_nothing(sanna: Any, activity: Any, is_signed_in: bool) -> None:
    values = filled(at("espoo", sanna.user).get(address(activity)), title="Kudontapiiri")
    strict = Client(headers={"host": "espoo.localhost"}, enforce_csrf_checks=True)
    if is_signed_in:
        strict.force_login(sanna.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = strict.post(address(activity), values)
    wanted = address(activity) if is_signed_in else f"/fi/sign-in/?next={address(activity)}"
    assert answer["Location"] == wanted
    assert draft(activity).title == "Kielikahvila"
    assert filled(at("espoo", sanna.user).get(address(activity)))["title"] == ["Kudontapiiri"]
    del values["writer"]
    assert strict.post(address(activity), values).status_code == 403


def test_the_script_is_told_that_the_sign_in_has_expired(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), title="Kudontapiiri")
    client.cookies.clear()
    told = client.post(address(activity, "typed/"), values, headers=JSON)
    assert (told.status_code, told.json()["kept"]) == (401, True)
    assert told.json()["link"].endswith(address(activity).replace("/", "%2F"))


def test_forms_without_a_session_are_counted(sanna: Any, activity: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from editorial.desk_texts import absent_writers
    from editorial.form_guard.attempt_limits import Limit

    monkeypatch.setattr(absent_writers, "_BY_CLIENT", Limit("typed-absent-client", 1, 60))
    values = filled(at("espoo", sanna.user).get(address(activity)))
    nobody = at("espoo")
    assert [send(nobody, address(activity), values).status_code for _time in range(2)] == [302, 429]


# --- Suspended, several organisations


def test_a_suspended_organisation_keeps_what_its_writer_typed(sanna: Any, record: Any, activity: Any) -> None:
    from listings.actions.suspend_organisation import SuspendOrganisation

    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), title="Kudontapiiri")
    SuspendOrganisation(record).execute()
    assert send(client, address(activity), values, action="save").status_code == 403
    assert draft(activity).title == "Kielikahvila"
    assert ["title", "Kudontapiiri"] in TypedForm.objects.get().fields


def test_an_activity_that_has_been_deleted_meanwhile_is_said_to_be(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), title="Kudontapiiri", action="save")
    ActivityPage.objects.get(pk=activity.pk).delete()
    answer = client.post(address(activity), values)
    assert answer.status_code == 410
    assert "Tämä toiminta on poistettu." in answer.text
    assert ["title", "Kudontapiiri"] in TypedForm.objects.get().fields
