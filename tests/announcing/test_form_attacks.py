"""Attacks on the desk's form: a clear 4xx, and nothing is written."""

from __future__ import annotations

import json
import uuid
from html import unescape
from typing import Any

import pytest
from wagtail.models import Page, Revision

from editorial.announcing.models import TypedForm
from listings.models import ActivityPage, Listing, Venue
from regions.models import Municipality
from tests.announcing.form_data import filled
from tests.listings.factories import make_activity, record_of
from tests.people.visiting import at
from tests.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
NEW = "/fi/desk/activities/new/"


def address(page: Any, end: str = "") -> str:
    return f"/fi/desk/activities/{page.translation_key}/{end}"


def state() -> Any:
    """All that a form could have written."""
    pages = list(ActivityPage.objects.order_by("pk").values("pk", "latest_revision", "draft_title", "title"))
    return pages, Revision.objects.count(), Listing.objects.count(), Venue.objects.count()


BOMBS: dict[str, dict[str, Any]] = {
    "many rows": {"slots-TOTAL_FORMS": "100000"},
    "a number beyond all": {"slots-TOTAL_FORMS": "9" * 5000},
    "negative": {"slots-TOTAL_FORMS": "-1"},
    "no number": {"slots-TOTAL_FORMS": "kaksi"},
    "fewer known rows": {"slots-INITIAL_FORMS": "0"},
    "more known rows": {"slots-INITIAL_FORMS": "3"},
    "known rows, no number": {"slots-INITIAL_FORMS": "x"},
    "count missing": {"slots-TOTAL_FORMS": None},
    "known count missing": {"slots-INITIAL_FORMS": None},
    "somebody's row": {"slots-0-id": "1"},
    "row of no number": {"slots-0-id": "x"},
    "row beyond the database": {"slots-0-id": "9" * 30},
    "row id missing": {"slots-0-id": None},
    "row twice": {"slots-1-id": "same"},
    "more rows than may be": {"dates-TOTAL_FORMS": "200"},
    "title twice": {"title": ["Yksi", "Kaksi"]},
    "organisation twice": {"organisation": ["same", "same"]},
    "NUL": {"title": "Kieli\0kahvila"},
    "control characters": {"summary": "Tule\x07\x1b kahville"},
    "NUL in a name": {"tit\0le": "x"},
    "100 kB name": {"title": "x" * 100_000},
    "100 kB day": {"season_start": "1" * 100_000},
    "100 kB time": {"slots-0-start": "1:" * 50_000},
    "100 kB description": {"description": "<p>" * 35_000},
    "too much": {"description": "ä" * 150_000},
    "many names": {f"x{number}": "y" * 100 for number in range(3000)},
    "unknown choice": {"section": "kaikki"},
    "unknown concept": {"themes": ["999999"]},
    "concept of no number": {"themes": ["x"]},
    "concept beyond the database": {"themes": ["9" * 30]},
    "unknown weekday": {"slots-0-weekdays": ["9"]},
    "huge interval": {"schedule_interval": "9" * 40},
}


def exploding(form: dict[str, list[str]], bomb: str) -> dict[str, list[str]]:
    """Return the form's values with what a bomb says instead."""
    values = dict(form)
    for name, value in BOMBS[bomb].items():
        if value is None:
            del values[name]
        elif value == "same":
            values[name] = values["slots-0-id"]
        elif value == ["same", "same"]:
            values[name] = values[name] * 2
        else:
            values[name] = value if isinstance(value, list) else [value]
    if bomb == "row twice":
        values["slots-TOTAL_FORMS"] = ["2"]
    return values


def test_what_no_browser_sends_is_refused(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    form, before = filled(client.get(address(activity))), state()
    for bomb in BOMBS:
        with undone():
            values = exploding(form, bomb)
            answer = client.post(address(activity), values | {"action": ["save"]})
            assert 400 <= answer.status_code < 500, bomb
            if bomb in ("unknown weekday", "huge interval"):
                continue  # not understood, as what people mistype: the rest may be saved
            assert state() == before, bomb
            kept = client.post(address(activity, "typed/"), values, headers={"accept": "application/json"})
            assert kept.status_code in (200, 400, 413), bomb
            assert client.get(address(activity)).status_code == 200, bomb


NAMED: dict[str, tuple[dict[str, Any], str, str]] = {
    "too many rows": (
        {"spoken_languages-TOTAL_FORMS": "200"},
        "”Mitä kieliä siellä puhutaan”: enintään 30",
        "Which languages are spoken there”: at most 30",
    ),
    "rows missing": ({"slots-INITIAL_FORMS": "3"}, "Minä päivinä ja mihin aikaan”", "On which days and at what time”"),
    "no number": ({"slots-TOTAL_FORMS": "x"}, "Minä päivinä ja mihin aikaan”", "On which days and at what time”"),
    "somebody's row": ({"slots-0-id": "1"}, "Minä päivinä ja mihin aikaan”", "On which days and at what time”"),
    "sent twice": ({"season_start": ["1.1.", "2.1."]}, "”Ensimmäinen päivä”", "“First day”"),
    "too long": ({"season_start": "1" * 9000}, "”Ensimmäinen päivä”", "“First day” is too long: at most 5000"),
    "too long in a row": ({"slots-0-start": "1" * 9000}, "aikaan: Alkaa”", "at what time: Begins” is too long"),
}


@pytest.mark.parametrize("fault", NAMED)
def test_refusals_name_questions_as_the_form_asks_them(sanna: Any, activity: Any, fault: str) -> None:
    client = at("espoo", sanna.user)
    sent, *wordings = NAMED[fault]
    for language, words in zip(("fi", "en"), wordings, strict=True):
        path = f"/{language}/desk/activities/{activity.translation_key}/"
        answer = client.post(path, filled(client.get(path)) | sent)
        assert answer.status_code in (400, 413, 422)
        said = unescape(answer.text)
        assert words in said
        for name in sent:
            assert f"“{name}" not in said
            assert f"”{name}" not in said
            assert f"“{name.partition('-')[0]}”" not in said


def test_rows_that_are_not_sent_stay(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), summary="Tule!")
    for name in [name for name in values if name.startswith("slots-")]:
        del values[name]
    assert client.post(address(activity), values | {"action": ["save"]}).status_code == 302
    saved = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert (saved.summary, len(saved.slots.all())) == ("Tule!", 1)


def test_a_character_that_nobody_types_is_taken_out_and_shown(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), title="Kudonta\0piiri")
    answer = client.post(address(activity), values | {"action": ["save"]})
    assert answer.status_code == 422
    assert filled(answer)["title"] == ["Kudontapiiri"]


def test_foreign_venues_pictures_and_organisations_are_refused(
    sanna: Any, activity: Any, neighbour: Any, espoo: Any
) -> None:
    client = at("espoo", sanna.user)
    hidden = Venue.objects.create(
        name="Salainen talo", street="Piilokatu 1", municipality=Municipality.objects.get(pk="049"), address_hidden=True
    )
    hidden.hidden_by.add(record_of(neighbour))
    before = state()
    for value in (str(hidden.pk), "0", "-1", "x", "9" * 30):
        values = filled(client.get(address(activity)), venue=value, summary="Tule!")
        answer = client.post(address(activity), values | {"action": ["save"]})
        assert answer.status_code == 422
        assert "Piilokatu" not in answer.text
        assert "Salainen" not in answer.text
    assert state() == before


@pytest.mark.parametrize("whose", ["neighbour's", "nobody's", "no id"])
def test_tampered_organisations_are_404(sanna: Any, neighbour: Any, whose: str) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), title="Kudontapiiri")
    ids = {"neighbour's": str(record_of(neighbour).pk), "nobody's": str(uuid.uuid4()), "no id": "x' OR 1=1"}
    values["organisation"] = [ids[whose]]
    before = state()
    assert client.post(NEW, values | {"action": ["save"]}).status_code == 404
    path = f"/fi/desk/activities/{values['listing_key'][0]}/typed/"
    assert client.post(path, values, headers={"accept": "application/json"}).status_code == 404
    assert state() == before
    assert not TypedForm.objects.exists()


def test_a_key_of_somebody_elses_activity_is_404(sanna: Any, neighbour: Any) -> None:
    theirs = make_activity(neighbour, "Naapurin kerho")
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), title="Kudontapiiri", listing_key=str(theirs.translation_key))
    before = state()
    assert client.post(NEW, values | {"action": ["save"]}).status_code == 404
    assert client.post(address(theirs), values | {"action": ["save"]}).status_code == 404
    assert state() == before


def test_a_removed_writer_is_refused_at_the_next_request(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), title="Kudontapiiri")
    sanna.delete()
    before = state()
    assert client.post(address(activity), values | {"action": ["save"]}).status_code == 404
    told = client.post(address(activity, "typed/"), values, headers={"accept": "application/json"})
    assert (told.status_code, told.json()["kept"]) == (404, False)
    assert state() == before
    assert not TypedForm.objects.exists()


@pytest.mark.parametrize("version", ["1", "x", "-1", "9" * 40, "", "of another activity"])
def test_a_form_of_no_version_overwrites_nothing(sanna: Any, activity: Any, organisation: Any, version: str) -> None:
    other = make_activity(organisation, "Toinen")
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), summary="Tule!")
    foreign = filled(client.get(address(other)))
    for name in ("loaded_revision_id", "loaded_revision_created_at"):
        values[name] = foreign[name] if version == "of another activity" else [version]
    for name in [name for name in values if name.startswith("slots-")]:
        del values[name]
    before = state()
    assert client.post(address(activity), values | {"action": ["save"]}).status_code in (400, 409)
    assert state() == before
    assert client.get(address(activity)).status_code == 200


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream"])
def test_other_kinds_of_content_are_refused(sanna: Any, activity: Any, kind: str) -> None:
    client = at("espoo", sanna.user)
    before = state()
    answer = client.post(address(activity), json.dumps({"title": "Kudontapiiri"}), content_type=kind)
    assert answer.status_code == 415
    assert state() == before


def test_a_broken_multipart_is_refused(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    before = state()
    body = b"--x\r\nContent-Disposition: form-data"
    answer = client.post(address(activity), body, content_type="multipart/form-data")
    assert 400 <= answer.status_code < 500
    surrogate = b"title=%ED%A0%80Kerho&action=save"
    answer = client.post(address(activity), surrogate, content_type="application/x-www-form-urlencoded")
    assert 400 <= answer.status_code < 500
    assert state() == before


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("whose", ["organisation", "portal"])
def test_an_id_of_something_else_makes_no_activity(sanna: Any, neighbour: Any, whose: str, language: str) -> None:
    other = neighbour if whose == "organisation" else Page.objects.filter(depth=2).first()
    client = at("espoo", sanna.user)
    values = filled(client.get(NEW), title="Kudontapiiri", listing_key=other.translation_key, written_in=language)
    before = Page.objects.filter(translation_key=other.translation_key).count()
    assert client.post(NEW, values | {"action": ["save"]}).status_code == 404
    assert Page.objects.filter(translation_key=other.translation_key).count() == before
