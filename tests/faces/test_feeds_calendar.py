"""An activity's times and a search's results as calendars, read back by vobject and dateutil (RFC 5545)."""

from __future__ import annotations

import datetime
import gzip
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from listings.schedule import DatedTime, DateRange, DateWindow, Schedule, ScheduleKind, Slot
from search.models import ListingDocument, Occurrence
from tests.faces.calendars import HELSINKI, events, expected, parsed, taking_place
from tests.faces.visiting import body, change, finder, listing, multiply, visit

YEAR = DateWindow(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
CHANGED = datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)


def path(source_id: str, language: str = "fi") -> str:
    return f"{finder(language)}{listing(source_id).pk}/event.ics"


def calendar(source_id: str, language: str = "fi", portal: str = "kototori") -> bytes:
    answer = visit(portal, path(source_id, language))
    assert answer.status_code == 200
    return bytes(answer.content)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def at(text: str) -> datetime.time:
    return datetime.time.fromisoformat(text)


TUESDAYS = Slot((2,), at("17:30"), at("19:00"))
SCHEDULES = {
    "weekly over both clock changes": Schedule(ScheduleKind.WEEKLY, slots=(TUESDAYS,)),
    "two times of day": Schedule(
        ScheduleKind.WEEKLY,
        slots=(TUESDAYS, Slot((3, 6), at("10:00"), at("12:00"))),
        season_start=day("2026-01-12"),
        season_end=day("2026-11-30"),
    ),
    "every other week": Schedule(
        ScheduleKind.WEEKLY, slots=(Slot((1, 4), at("9:15".zfill(5)), at("10:00")),), interval=2
    ),
    "first and last Friday": Schedule(
        ScheduleKind.MONTHLY, slots=(Slot((5,), at("18:00"), at("20:00")),), weeks_of_month=(1, -1)
    ),
    "without holidays and a break": Schedule(
        ScheduleKind.WEEKLY,
        slots=(Slot((1, 5), at("12:00"), at("13:00")),),
        exceptions=(DateRange(day("2026-06-01"), day("2026-08-15")),),
        skip_public_holidays=True,
    ),
    "cancelled and extra dates": Schedule(
        ScheduleKind.WEEKLY,
        slots=(TUESDAYS,),
        season_start=day("2026-03-01"),
        season_end=day("2026-06-30"),
        dates=(DatedTime(day("2026-07-04"), at("17:30"), at("19:00")), DatedTime(day("2026-02-14"), at("11:00"))),
        cancelled_dates=frozenset({day("2026-03-03"), day("2026-04-14"), day("2026-07-04")}),
    ),
    "whole days": Schedule(ScheduleKind.WEEKLY, slots=(Slot((7,)),), season_end=day("2026-10-31")),
    "past midnight": Schedule(ScheduleKind.WEEKLY, slots=(Slot((6,), at("22:00"), at("02:00")),)),
    "single": Schedule(ScheduleKind.SINGLE, dates=(DatedTime(day("2026-10-25"), at("17:30"), at("18:00")),)),
    "series": Schedule(
        ScheduleKind.SERIES,
        dates=tuple(DatedTime(day(f"2026-{month:02}-28"), at("17:00"), at("18:30")) for month in (3, 4, 10, 11)),
        cancelled_dates=frozenset({day("2026-04-28")}),
    ),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_recurrence_rules_give_the_times_of_the_page(demo_pool: None, name: str) -> None:
    schedule = SCHEDULES[name]
    change("L001", schedule=schedule.to_json(), modified=CHANGED, over_at=None)
    assert taking_place(calendar("L001"), YEAR) == expected(schedule, YEAR) != []


def test_every_activity_of_the_pool_can_be_read_back(demo_pool: None) -> None:
    for document in ListingDocument.objects.exclude(source_id=""):
        schedule = Schedule.from_json(document.facts["schedule"])
        answer = visit("kototori", f"/fi/toiminta/{document.pk}/event.ics")
        if schedule.kind is ScheduleKind.BY_AGREEMENT:
            assert answer.status_code == 404
            continue
        window = DateWindow(
            datetime.date(document.modified.year, 1, 1), datetime.date(document.modified.year + 1, 12, 31)
        )
        paused_or_on = document.status != "cancelled"
        assert taking_place(answer.content, window) == (expected(schedule, window) if paused_or_on else [])


def test_events_have_their_ends(demo_pool: None) -> None:
    change("L001", schedule=SCHEDULES["past midnight"].to_json(), modified=CHANGED, over_at=None)
    [event] = events(calendar("L001"))
    assert event.dtend.value - event.dtstart.value == datetime.timedelta(hours=4)


def test_cancelled_date_stays_visible_as_cancelled(demo_pool: None) -> None:
    change("L001", schedule=SCHEDULES["cancelled and extra dates"].to_json(), modified=CHANGED, over_at=None)
    overrides = [event for event in events(calendar("L001")) if hasattr(event, "recurrence_id")]
    assert sorted(event.dtstart.value.date() for event in overrides) == [
        day("2026-03-03"),
        day("2026-04-14"),
        day("2026-07-04"),
    ]
    assert all(event.summary.value.startswith("Peruttu") or "Cancelled" in event.summary.value for event in overrides)


def test_cancelled_and_paused_activities_have_their_status(demo_pool: None) -> None:
    change("L001", status="cancelled")
    assert {event.status.value for event in events(calendar("L001"))} == {"CANCELLED"}
    change("L001", status="paused")
    assert {event.status.value for event in events(calendar("L001"))} == {"TENTATIVE"}


def test_same_document_gives_the_same_bytes(demo_pool: None) -> None:
    assert calendar("L001") == calendar("L001")
    stamps = {event.dtstamp.value for event in events(calendar("L001"))}
    assert stamps == {listing("L001").modified.replace(microsecond=0)}


def test_uid_is_the_same_on_every_portal_and_in_every_language(demo_pool: None) -> None:
    def uids(content: bytes) -> set[str]:
        return {event.uid.value for event in events(content)}

    portal = listing("L001").facts["canonical_portal"]
    assert uids(calendar("L001")) == uids(calendar("L001", "en", portal=portal))


def test_lines_are_folded_and_end_with_crlf(demo_pool: None) -> None:
    change("L001", texts={"fi": {**listing("L001").texts["fi"], "title": "Ääkkösiä, pilkkuja; rivejä " * 8}})
    content = calendar("L001")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert events(content)[0].summary.value == ("Ääkkösiä, pilkkuja; rivejä " * 8)


def test_time_zone_is_that_of_finland(demo_pool: None) -> None:
    zone = parsed(calendar("L001")).vtimezone.gettzinfo()
    for text in ("2026-01-15", "2026-03-28", "2026-03-30", "2026-07-01", "2026-10-24", "2026-10-26", "2040-07-01"):
        noon = datetime.datetime.combine(day(text), at("12:00"))
        assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=HELSINKI).utcoffset(), text


def test_event_links_to_the_page_on_this_portal_in_this_language(demo_pool: None) -> None:
    event = events(calendar("L001", "en"))[0]
    assert "kototori.localhost" in event.url.value
    assert event.url.value.endswith(f"/en/activities/{listing('L001').pk}/")
    assert event.url.value in event.description.value


def test_file_has_a_safe_name_and_the_media_type_of_calendars(demo_pool: None) -> None:
    answer = visit("kototori", path("L001"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    key = str(listing("L001").pk)[:8]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="kototori-{key}.ics"'


@pytest.mark.parametrize(
    "values",
    [
        {"public_until": day("2020-01-01")},
        {"over_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
        {"portals": []},
    ],
    ids=lambda values: next(iter(values)),
)
def test_activity_that_is_not_shown_now_has_no_calendar(demo_pool: None, values: dict[str, Any]) -> None:
    address, search = path("L001"), "/fi/toiminta/feed.ics?page_size=100"
    key = str(listing("L001").pk)
    assert key in body(visit("kototori", search)).decode().replace("\r\n ", "")
    change("L001", **values)
    assert visit("kototori", address).status_code == 404
    assert key not in body(visit("kototori", search)).decode().replace("\r\n ", "")


def test_activity_out_of_scope_has_no_calendar(demo_pool: None) -> None:
    outside = next(
        document
        for document in ListingDocument.objects.exclude(source_id="")
        if visit("espoo", f"/fi/toiminta/{document.pk}/").status_code == 404
    )
    assert visit("espoo", f"/fi/toiminta/{outside.pk}/event.ics").status_code == 404


@pytest.mark.parametrize(
    "address", ["/fi/activities/{}/event.ics", "/so/toiminta/{}/event.ics", "/fi/jarjestot/{}/event.ics"]
)
def test_calendar_is_only_below_the_finders_of_the_portals_languages(demo_pool: None, address: str) -> None:
    assert visit("espoo", address.format(listing("L001").pk)).status_code == 404


def test_sensitive_activity_has_a_neutral_event(demo_pool: None) -> None:
    document = change("L001", sensitive=True)
    content = calendar("L001").decode().replace("\r\n ", "")
    facts, texts = document.facts, document.texts["fi"]
    secrets = [
        texts["title"],
        texts["summary"],
        texts["description"],
        facts["organisation"]["names"]["fi"],
        "GEO",
        "CATEGORIES",
    ]
    venue = facts["venue"] or {"street": "", "name": ""}
    secrets += [venue["street"], venue["name"], facts["district"]]
    assert [secret for secret in secrets if secret and secret in content] == []
    assert f"/fi/toiminta/{document.pk}/" in content


def test_calendar_of_a_search_has_the_results_of_the_finder(demo_pool: None) -> None:
    results = visit("kototori", "/api/v1/activities?theme=language&page_size=100").json()["results"]
    dated = {
        item["id"]
        for item in results
        if Schedule.from_json(ListingDocument.objects.get(pk=item["id"]).facts["schedule"]).kind
        is not ScheduleKind.BY_AGREEMENT
    }
    answer = visit("kototori", "/fi/toiminta/feed.ics?theme=language&utm_source=letter")
    assert {event.uid.value[:36] for event in events(body(answer))} == dated


def test_search_without_results_is_a_calendar_without_events(demo_pool: None) -> None:
    answer = visit("kototori", "/fi/toiminta/feed.ics?q=asdfasdf")
    assert (answer.status_code, events(body(answer))) == (200, [])


def statements(path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        body(visit("kototori", path))
    return len(queries)


def test_number_of_queries_grows_with_batches_alone(demo_pool: None) -> None:
    path = "/fi/toiminta/feed.ics?theme=language"
    multiply("L001", 1)  # each request of this transaction then reads what it has written
    statements(path)
    few = statements(path)
    multiply("L001", 200)
    assert statements(path) == few <= 6
    multiply("L001", 1000)
    assert statements(path) == few + 2


def uids(path: str) -> list[str]:
    """Read without a parser: that takes its time with many events."""
    content = body(visit("kototori", path)).replace(b"\r\n ", b"").decode()
    return re.findall(r"^UID:(.{36})", content, re.MULTILINE)


@pytest.mark.parametrize("query", ["", "?q=kielikahvila", "?weekday=2&theme=language", "?sort=title&page=2"])
def test_calendar_has_all_of_a_large_search(demo_pool: None, query: str) -> None:
    multiply("L001", 640)
    expected = visit("kototori", f"/api/v1/activities{query.replace('&page=2', '')}").json()["count"]
    by_agreement = {
        str(document.pk)
        for document in ListingDocument.objects.all()
        if Schedule.from_json(document.facts["schedule"]).kind is ScheduleKind.BY_AGREEMENT
    }
    found = set(uids(f"/fi/toiminta/feed.ics{query}"))
    assert found.isdisjoint(by_agreement)
    assert expected - len(by_agreement) <= len(found) <= expected
    assert len(found) > 600


def test_order_does_not_depend_on_the_moment(demo_pool: None) -> None:
    """A time that is over doesn't move its series to another place in the file."""
    before = uids("/fi/toiminta/feed.ics")
    Occurrence.objects.filter(listing__pk__in=before[::2]).delete()
    assert uids("/fi/toiminta/feed.ics") == before == sorted(before)


def test_large_calendar_is_sent_in_pieces_while_it_is_read(demo_pool: None) -> None:
    multiply("L001", 1100)
    answer = visit("kototori", "/fi/toiminta/feed.ics")
    assert answer.streaming
    pieces = iter(answer.streaming_content)
    with CaptureQueriesContext(connection) as queries:
        beginning = next(pieces)
        assert (beginning.startswith(b"BEGIN:VCALENDAR"), len(queries)) == (True, 0)
        next(pieces)
        assert len(queries) == 1
    assert b"".join(pieces).endswith(b"END:VCALENDAR\r\n")


def test_pieces_are_in_the_readers_language(demo_pool: None) -> None:
    change("L001", status="cancelled")
    with translation.override("fi"):
        content = body(visit("kototori", f"/sv/verksamhet/feed.ics?organisation={listing('L001').organisation_id}"))
    assert "SUMMARY;LANGUAGE" in content.decode()
    assert "Inställt" in content.decode().replace("\r\n ", "")


def test_followed_calendar_is_confirmed_and_compressed(demo_pool: None) -> None:
    client = Client(headers={"host": "kototori.localhost"})
    path = "/fi/toiminta/feed.ics"
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    content = gzip.decompress(body(answer))
    assert content.endswith(b"END:VCALENDAR\r\n")
    again = client.get(path, headers={"accept-encoding": "gzip", "if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.head(path).headers["Content-Type"] == answer.headers["Content-Type"]


def test_followed_calendar_opens_and_an_activity_is_kept(demo_pool: None) -> None:
    search = visit("espoo", "/fi/toiminta/feed.ics").headers["Content-Disposition"]
    one = visit("kototori", path("L001")).headers["Content-Disposition"]
    assert search == 'inline; filename="espoo.ics"'
    assert one.startswith("attachment;")
