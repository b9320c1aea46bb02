"""A real event of autumn 2017, from the newsletter of the old service: every fact of it has a field."""

import datetime
from typing import Any

import pytest

from listings.models import ActivityContact, ActivityDate, ActivityPage, Venue
from listings.schedule import DateWindow, expand
from listings.schedule.schedule import EARLIEST, LATEST
from regions.models import Municipality
from tests.listings.factories import concept, make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(organisation: Any) -> ActivityPage:
    venue = Venue.objects.create(
        name="Koulutustilat", street="Yliopistonkatu 5", municipality=Municipality.objects.get(pk="091")
    )
    consent_on = datetime.date(2017, 10, 1)
    page = make_activity(
        organisation,
        "Verkostoitumistilaisuus",
        section="professional",
        format=concept("format", "pro_event"),
        themes=[concept("theme", "network")],
        target_groups=[concept("target_group", "professionals"), concept("target_group", "volunteers")],
        audience="Palveluohjausta tekeville viranomaisille ja järjestöjen edustajille.",
        slots=[],
        schedule_kind="single",
        dates=[ActivityDate(date=datetime.date(2017, 11, 24), start=datetime.time(9), end=datetime.time(12, 30))],
        municipality=Municipality.objects.get(pk="091"),
        venue=venue,
        floor="6",
        sign_up_type="required",
        sign_up_deadline=datetime.date(2017, 11, 14),
        sign_up_url="https://forms.example.org/verkostot",
        contacts=[
            ActivityContact(
                role="coordinator", name="Maija", phone="050 1", email="m@example.org", consent_on=consent_on
            ),
            ActivityContact(
                role="coordinator", name="Matti", phone="050 2", email="n@example.org", consent_on=consent_on
            ),
        ],
    )
    activity: ActivityPage = ActivityPage.objects.get(pk=page.pk)
    return activity


def test_networking_event_takes_place_on_one_friday_morning(event: ActivityPage) -> None:
    occurrences = expand(event.schedule, DateWindow(EARLIEST, LATEST))
    times = [(time.starts_at.isoformat(), time.ends_at.isoformat() if time.ends_at else None) for time in occurrences]
    assert times == [("2017-11-24T09:00:00+02:00", "2017-11-24T12:30:00+02:00")]


def test_networking_event_has_an_address_and_a_floor(event: ActivityPage) -> None:
    assert (str(event.venue), event.floor) == ("Koulutustilat, Yliopistonkatu 5", "6")


def test_networking_event_has_target_groups_as_codes_and_in_words(event: ActivityPage) -> None:
    codes = {group.code for group in event.target_groups.all()}
    assert (event.section, codes) == ("professional", {"professionals", "volunteers"})
    assert "viranomaisille" in event.audience


def test_networking_event_has_a_sign_up_form_and_a_deadline(event: ActivityPage) -> None:
    facts = (event.sign_up_type, event.sign_up_deadline, event.sign_up_url)
    assert facts == ("required", datetime.date(2017, 11, 14), "https://forms.example.org/verkostot")


def test_networking_event_has_two_contacts(event: ActivityPage) -> None:
    people = [(contact.name, contact.phone, contact.email) for contact in event.contacts.all()]
    assert people == [("Maija", "050 1", "m@example.org"), ("Matti", "050 2", "n@example.org")]
