"""Structured data of pages (schema.org), read from their JSON-LD as programs read it."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.utils import timezone

from listings.schedule import HELSINKI, DateRange, DateWindow, Schedule, ScheduleKind, Slot, expand
from search.models import OrganisationDocument
from tests.faces.visiting import change, finder, listing, read


def structured_data(portal: str, path: str) -> list[dict[str, Any]]:
    return [
        json.loads(script.string or "") for script in read(portal, path).select("script[type='application/ld+json']")
    ]


def event_of(source_id: str, language: str = "fi", portal: str = "kototori") -> dict[str, Any]:
    items = structured_data(portal, f"{finder(language)}{listing(source_id).pk}/")
    return next((item for item in items if item["@type"] == "Event"), {})


def weekly(**values: Any) -> dict[str, Any]:
    slot = Slot((2,), datetime.time(17, 30), datetime.time(19))
    return Schedule(ScheduleKind.WEEKLY, **{"slots": (slot,), **values}).to_json()


def test_event_is_the_next_time_with_its_utc_offset(demo_pool: None) -> None:
    change("L001", schedule=weekly())
    event = event_of("L001")
    start = datetime.datetime.fromisoformat(event["startDate"])
    assert (start.hour, start.minute, start.isoweekday()) == (17, 30, 2)
    assert start.utcoffset() == start.replace(tzinfo=HELSINKI).utcoffset()
    assert datetime.datetime.fromisoformat(event["endDate"]) - start == datetime.timedelta(hours=1, minutes=30)


def test_schedule_has_the_rule_and_the_excluded_days(demo_pool: None) -> None:
    today = timezone.localdate()
    break_from = today + datetime.timedelta(days=30)
    break_to = break_from + datetime.timedelta(days=20)
    season_end = today + datetime.timedelta(days=200)
    schedule = weekly(season_end=season_end, exceptions=(DateRange(break_from, break_to),), interval=1)
    change("L001", schedule=schedule)
    [rule] = event_of("L001")["eventSchedule"]
    assert (rule["byDay"], rule["repeatFrequency"]) == (["https://schema.org/Tuesday"], "P1W")
    assert (rule["startTime"], rule["endTime"], rule["scheduleTimezone"]) == ("17:30:00", "19:00:00", "Europe/Helsinki")
    assert rule["endDate"] == season_end.isoformat()
    tuesdays = expand(Schedule.from_json(weekly()), DateWindow(break_from, break_to))
    assert rule["exceptDate"] == [tuesday.date.isoformat() for tuesday in tuesdays] != []


def test_schedule_has_intervals_and_the_last_friday(demo_pool: None) -> None:
    change("L001", schedule=weekly(interval=2))
    assert event_of("L001")["eventSchedule"][0]["repeatFrequency"] == "P2W"
    slot = Slot((5,), datetime.time(18))
    schedule = Schedule(ScheduleKind.MONTHLY, slots=(slot,), weeks_of_month=(1, -1))
    change("L001", schedule=schedule.to_json())
    [rule] = event_of("L001")["eventSchedule"]
    assert (rule["repeatFrequency"], rule["byDay"]) == ("P1M", ["1FR", "-1FR"])


@pytest.mark.parametrize(
    ("status", "event_status"),
    [("active", "EventScheduled"), ("cancelled", "EventCancelled"), ("paused", "EventPostponed")],
)
def test_event_has_its_status(demo_pool: None, status: str, event_status: str) -> None:
    change("L001", schedule=weekly(), status=status)
    assert event_of("L001")["eventStatus"] == f"https://schema.org/{event_status}"


@pytest.mark.parametrize(
    ("mode", "attendance", "kinds"),
    [
        ("in_person", "Offline", ["Place"]),
        ("online", "Online", ["VirtualLocation"]),
        ("hybrid", "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_event_has_its_attendance_mode(demo_pool: None, mode: str, attendance: str, kinds: list[str]) -> None:
    change("L001", schedule=weekly(), mode=mode)
    event = event_of("L001")
    assert event["eventAttendanceMode"] == f"https://schema.org/{attendance}EventAttendanceMode"
    assert [location["@type"] for location in event["location"]] == kinds


@pytest.mark.parametrize(
    ("price", "is_free", "offered"),
    [
        ({"type": "free", "amount_eur": None}, True, "0"),
        ({"type": "paid", "amount_eur": "5.00"}, False, "5.00"),
        ({"type": "donation", "amount_eur": None}, False, None),
    ],
)
def test_event_has_its_price(demo_pool: None, price: dict[str, Any], is_free: bool, offered: str | None) -> None:
    change("L001", schedule=weekly(), price=price)
    event = event_of("L001")
    assert (event["isAccessibleForFree"], event.get("offers", {}).get("price")) == (is_free, offered)


def test_event_is_in_the_readers_language_with_the_canonical_address(demo_pool: None) -> None:
    document = change("L001", schedule=weekly())
    language = next(code for code in ("sv", "en", "ar") if code in document.texts)
    event = event_of("L001", language)
    assert event["name"] == document.texts[language]["title"]
    page = read("kototori", f"{finder(language)}{document.pk}/")
    assert event["url"] == page.select_one("link[rel=canonical]")["href"]  # type: ignore[index]


def test_activity_by_agreement_has_no_event(demo_pool: None) -> None:
    change("L001", schedule=Schedule(ScheduleKind.BY_AGREEMENT).to_json())
    assert event_of("L001") == {}


def test_sensitive_activity_has_no_structured_data(demo_pool: None) -> None:
    change("L001", schedule=weekly(), sensitive=True)
    assert structured_data("kototori", f"/fi/toiminta/{listing('L001').pk}/") == []


def test_text_can_not_end_its_script_element(demo_pool: None) -> None:
    title = "</script><script>alert(1)</script><!-- & ]]>"
    change("L001", schedule=weekly(), texts={"fi": {**listing("L001").texts["fi"], "title": title}})
    assert event_of("L001")["name"] == title


def test_organisation_has_its_public_facts(demo_pool: None) -> None:
    document: Any = OrganisationDocument.objects.exclude(facts__website="").exclude(facts__email="").first()
    items = structured_data("kototori", f"/fi/jarjestot/{document.pk}/")
    data = next(item for item in items if item["@type"] == "Organization")
    assert (data["sameAs"], data["email"]) == (document.facts["website"], document.facts["email"])
    assert data["name"] == document.texts.get("fi", document.texts[document.source_language])["title"]


@pytest.mark.parametrize("kind", ["toiminta", "jarjestot"])
def test_breadcrumbs_lead_from_the_front_page_to_the_page(demo_pool: None, kind: str) -> None:
    key = listing("L001").pk if kind == "toiminta" else listing("L001").organisation_id
    items = structured_data("kototori", f"/fi/{kind}/{key}/")
    crumbs = next(item for item in items if item["@type"] == "BreadcrumbList")["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
    assert crumbs[0]["item"].endswith("/fi/")
    assert crumbs[-1]["item"].endswith(f"/fi/{kind}/{key}/")


def test_front_page_has_the_search_action(demo_pool: None) -> None:
    [data] = structured_data("espoo", "/sv/")
    assert data["@type"] == "WebSite"
    template = data["potentialAction"]["target"]["urlTemplate"]
    path = template.partition(".localhost")[2].partition("/")[2].replace("{search_term_string}", "spr%C3%A5k")
    assert read("espoo", f"/{path}")
