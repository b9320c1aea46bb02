"""Copying at the desk: new days, consent once more, translations as drafts, and one copy however often it is sent."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from editorial.own_activities.record_forms import consent_field
from listings.actions.change_status import EndListing
from listings.models import ActivityContact, ActivityDate, ActivityException, ActivityPage, Listing
from listings.translated_texts.origins import outdated_names
from regions.languages import own_name
from tests.announcing.form_data import filled
from tests.listings.factories import make_activity, published, translated
from tests.own_activities.test_record_steps import address
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

YEAR = timezone.localdate().year + 1


@pytest.fixture
def season(organisation: Any) -> Any:
    """A weekly activity of a season that is over, with people, a break and a translation."""
    organisation.phone, organisation.email = "+358 9 123 4567", "toimisto@example.org"
    published(organisation)
    last_year = timezone.localdate().year - 1
    page = make_activity(
        organisation,
        "Kielikahvila",
        summary=f"Maijan kahvila alkaa 12.1.{last_year}.",
        season_start=datetime.date(last_year, 1, 12),
        season_end=datetime.date(last_year, 5, 25),
        exceptions=[ActivityException(first=datetime.date(last_year, 2, 20), reason="Hiihtoloma")],
        contacts=[
            ActivityContact(
                role="group_leader",
                name="Maija Meikäläinen",
                phone="+358 40 111 2222",
                email="maija@example.org",
                consent_on=datetime.date(last_year, 1, 1),
            ),
            ActivityContact(role="office", email="kahvila@example.org"),
        ],
    )
    translated(page, "sv", title="Språkkafé", summary="Maija tar emot den 12.1.")
    translated(page, "ar", title="مقهى", live=False)
    return page


def copies(page: Any) -> list[Any]:
    keys = Listing.objects.filter(copied_from=page.translation_key).values_list("pk", flat=True)
    return [ActivityPage.objects.source_of(Listing.objects.get(pk=key)) for key in keys]


def copy(page: Any, user: Any, **answers: Any) -> Any:
    """Copy as a browser does; the answer of the sent form."""
    client = at("espoo", user)
    form = client.get(address(page, "copy"))
    assert form.status_code == 200
    return client.post(address(page, "copy"), filled(form, **answers))


DAYS = {"season_start": f"12.1.{YEAR}", "season_end": f"25.5.{YEAR}"}


def test_two_days_make_a_copy_that_is_ready_to_send(season: Any, sanna: Any) -> None:
    answer = copy(season, sanna.user, **DAYS)
    [made] = copies(season)
    assert answer["Location"] == f"/en/desk/activities/{made.translation_key}/check/"
    draft = made.get_latest_revision_as_object()
    assert (draft.season_start, draft.season_end) == (datetime.date(YEAR, 1, 12), datetime.date(YEAR, 5, 25))
    assert (draft.title, draft.summary, made.live) == (season.title, season.summary, False)
    assert list(draft.exceptions.all()) == []
    assert [(slot.weekdays, slot.start) for slot in draft.slots.all()] == [([2], datetime.time(17))]
    assert list(draft.themes.all()) == list(season.themes.all())
    draft.full_clean()
    client = at("espoo", sanna.user)
    check = client.get(answer["Location"])
    assert "Send to review" in check.text
    assert client.post(answer["Location"], filled(check)).status_code == 302
    assert made.current_workflow_state is not None


def test_no_person_comes_along_without_a_new_consent(season: Any, sanna: Any) -> None:
    copy(season, sanna.user, **DAYS)
    [made] = copies(season)
    contacts = list(made.get_latest_revision_as_object().contacts.all())
    assert [(row.role, row.name, row.phone, row.email, row.consent_on) for row in contacts] == [
        ("group_leader", "", "+358 9 123 4567", "toimisto@example.org", None),
        ("office", "", "", "kahvila@example.org", None),
    ]
    assert "maija" not in str(made.latest_revision.content["contacts"]).lower()


def test_whoever_agrees_again_comes_along_from_today(season: Any, sanna: Any) -> None:
    form = at("espoo", sanna.user).get(address(season, "copy")).text
    field = consent_field("Maija Meikäläinen")
    assert f'name="{field}"' in form
    assert not re.search(rf'name="{field}"[^>]*checked', form)
    copy(season, sanna.user, **DAYS, **{field: "on"})
    [made] = copies(season)
    first = made.get_latest_revision_as_object().contacts.first()
    assert (first.name, first.consent_on) == ("Maija Meikäläinen", timezone.localdate())


def test_translations_are_of_the_public_original_and_not_of_the_copied_draft(season: Any, sanna: Any) -> None:
    ActivityPage.objects.filter(translation_key=season.translation_key).update(text_state={})
    draft = ActivityPage.objects.get(pk=season.pk).get_latest_revision_as_object()
    draft.summary = "Maija ei tule."
    draft.save_revision()
    copy(season, sanna.user, **DAYS)
    [made] = copies(season)
    version = made.family().get(locale__language_code="sv").get_latest_revision_as_object()
    assert outdated_names(version, made.get_latest_revision_as_object()) == ["summary"]


def test_translations_come_as_drafts_and_what_to_look_at_is_said(season: Any, sanna: Any) -> None:
    page = at("espoo", sanna.user).get(address(season, "copy")).text
    for piece in ("<mark>Maijan</mark>", "<mark>Maija</mark>", "<mark>12.1.</mark>", "svenska", own_name("ar")):
        assert piece in page, piece
    copy(season, sanna.user, **DAYS)
    [made] = copies(season)
    versions = {version.language: version for version in made.family().exclude(pk=made.pk)}
    assert set(versions) == {"sv", "ar"}
    for version, title in ((versions["sv"], "Språkkafé"), (versions["ar"], "مقهى")):
        assert not version.live
        assert version.first_published_at is None
        draft = version.get_latest_revision_as_object()
        assert draft.title == title
        assert list(draft.contacts.all()) == []
    assert versions["sv"].get_latest_revision_as_object().summary == "Maija tar emot den 12.1."
    assert season.family().count() == 3


def test_sent_twice_it_is_one_copy(season: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(season, "copy")), **DAYS)
    first, second = (client.post(address(season, "copy"), values) for _time in range(2))
    assert first["Location"] == second["Location"]
    [made] = copies(season)
    assert made.family().count() == 3


def test_a_key_of_something_else_makes_nothing(season: Any, activity: Any, neighbour: Any, sanna: Any) -> None:
    foreign = make_activity(neighbour, "Naapurin")
    for key in (activity.translation_key, foreign.translation_key, neighbour.translation_key):
        answer = copy(season, sanna.user, **DAYS, listing_key=key)
        assert answer.status_code == 409
        assert "Naapurin" not in answer.text
    assert copy(season, sanna.user, **DAYS, listing_key="x").status_code == 422
    assert copies(season) == []


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({}, "Write the first day"),
        ({"season_start": "joskus", "season_end": f"25.5.{YEAR}"}, "joskus"),
        ({"season_start": f"12.5.{YEAR}", "season_end": f"1.1.{YEAR}"}, "ends before it begins"),
        ({"season_start": "12.1.2020", "season_end": "25.5.2020"}, "is over"),
    ],
)
def test_days_that_make_no_season_stay_in_the_form(season: Any, sanna: Any, days: dict[str, str], words: str) -> None:
    answer = copy(season, sanna.user, **days)
    assert answer.status_code == 422
    assert words in answer.text
    assert copies(season) == []


def test_a_single_event_asks_for_its_new_day(organisation: Any, sanna: Any) -> None:
    dates = [ActivityDate(date=datetime.date(2025, 3, 4), start=datetime.time(18), end=datetime.time(20))]
    page = make_activity(organisation, "Juhla", schedule_kind="single", slots=[], dates=dates)
    assert copy(page, sanna.user).status_code == 422
    copy(page, sanna.user, date=f"4.3.{YEAR}")
    [made] = copies(page)
    [row] = made.get_latest_revision_as_object().dates.all()
    assert (row.date, row.start, row.end) == (datetime.date(YEAR, 3, 4), datetime.time(18), datetime.time(20))


def test_a_series_asks_for_each_day_and_leaves_out_the_empty(organisation: Any, sanna: Any) -> None:
    days = [datetime.date(2025, 3, 4), datetime.date(2025, 3, 18), datetime.date(2025, 4, 1)]
    dates = [ActivityDate(date=day, start=datetime.time(10 + place)) for place, day in enumerate(days)]
    page = make_activity(organisation, "Sarja", schedule_kind="series", slots=[], dates=dates)
    assert copy(page, sanna.user).status_code == 422
    copy(page, sanna.user, date_0=f"3.3.{YEAR}", date_2=f"31.3.{YEAR}")
    [made] = copies(page)
    rows = made.get_latest_revision_as_object().dates.all()
    assert [(row.date, row.start.hour) for row in rows] == [
        (datetime.date(YEAR, 3, 3), 10),
        (datetime.date(YEAR, 3, 31), 12),
    ]


def test_dates_that_are_over_do_not_come(organisation: Any, sanna: Any) -> None:
    page = make_activity(
        organisation,
        "Kerho",
        valid_until=datetime.date(2025, 6, 1),
        sign_up_deadline=datetime.date(2025, 1, 5),
        season_end=datetime.date(2025, 6, 1),
        dates=[ActivityDate(date=datetime.date(2025, 6, 7))],
    )
    copy(page, sanna.user, season_end=f"1.6.{YEAR}", season_start="")
    assert copies(page) == []
    copy(page, sanna.user, **DAYS)
    [made] = copies(page)
    draft = made.get_latest_revision_as_object()
    assert (draft.valid_until, draft.sign_up_deadline, list(draft.dates.all())) == (None, None, [])


def test_a_consent_is_of_one_person_whoever_is_named_meanwhile(season: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(season, "copy")), **DAYS, **{consent_field("Maija Meikäläinen"): "on"})
    page = ActivityPage.objects.get(pk=season.pk).get_latest_revision_as_object()
    first = page.contacts.first()
    first.name = "Joku Muu"
    page.contacts = [first]
    page.save_revision()
    client.post(address(season, "copy"), values)
    [made] = copies(season)
    assert [row.name for row in made.get_latest_revision_as_object().contacts.all()] == [""]


def test_the_status_does_not_come_along(season: Any, sanna: Any) -> None:
    EndListing(Listing.objects.get(pk=season.translation_key), sanna.user).execute()
    copy(season, sanna.user, **DAYS)
    [made] = copies(season)
    assert Listing.objects.get(pk=made.translation_key).status == "active"


@pytest.mark.parametrize(
    "facts",
    [
        {"schedule_kind": ""},
        {"schedule_kind": "series", "dates": [ActivityDate(date=None)]},
        {"schedule_kind": "single", "dates": [ActivityDate(date=None)]},
        {"exceptions": [ActivityException(first=None, reason="Loma")]},
    ],
    ids=["no kind", "series without a day", "once without a day", "break without a day"],
)
def test_unfinished_times_are_shown_and_copied(organisation: Any, sanna: Any, facts: dict[str, Any]) -> None:
    page = make_activity(organisation, "Kesken", live=False)
    draft = page.get_latest_revision_as_object()
    for name, value in facts.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    client = at("espoo", sanna.user)
    assert client.get(address(page, "copy").removesuffix("copy/")).status_code == 200
    shown = client.get(address(page, "copy"))
    days = {name: "12.1.2099" for name in filled(shown) if name.startswith(("date", "season"))}
    assert client.post(address(page, "copy"), filled(shown, **days)).status_code in (302, 422)
