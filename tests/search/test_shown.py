"""When portals show listings: what is stored follows from the rules, and every reader says the same at each moment."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from listings.models import ActivityDate, ActivityPage, Listing, OrganisationPage, Placement
from regions.models import Municipality, Portal
from search.changes import read_changes
from search.engines.base import SearchEngine
from search.engines.columns.engine import ColumnsEngine
from search.indexer import drain_outbox
from search.models import DocumentKind, ListingDocument, OrganisationDocument, Shown
from search.periodic import resolve_lapsed_placements
from search.query import SearchQuery
from search.spelling.index_words import IndexWords
from tests.api.api_client import ApiClient
from tests.faces.visiting import visit
from tests.search import generated_pools
from tests.search.answers import all_answers_of
from tests.search.documents import NOW, ask, make_document
from tests.search.factories import make_activity, make_organisation
from tests.search.generated_pools import Plan, write_pool
from tests.search.judge import Judge
from tests.search.spans import spans, write_spans
from tests.shares import TIMES

pytestmark = pytest.mark.django_db

DAY: Final = datetime.timedelta(days=1)
INSTANT: Final = datetime.timedelta.resolution
#: Noon in Finland, three days before the clocks go back.
TODAY: Final = datetime.date(2027, 10, 28)
START: Final = timezone.make_aware(datetime.datetime.combine(TODAY, datetime.time(12)))
#: From then on: both sides of every midnight, and of two o'clock, when single times are over.
MOMENTS: Final = [START] + [
    edge + step
    for days in range(6)
    for hour in (0, 14)
    for edge in [timezone.make_aware(datetime.datetime.combine(TODAY + days * DAY, datetime.time(hour)))]
    if edge > START
    for step in (-INSTANT, datetime.timedelta(0))
]
ENGINES: Final[tuple[SearchEngine, ...]] = (ColumnsEngine(), Judge())
QUIET: Final = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@dataclass(frozen=True)
class Placed:
    """A placement: kind, place among the pins, and the last day in days from today."""

    kind: str
    order: int
    until: int | None


@dataclass(frozen=True)
class Facts:
    """What decides when three portals show an activity. Days are days from today.

    ``placed``: by the national portal, Espoo and Vantaa.
    """

    town: str | None
    mode: str
    confirm_by: int
    valid_until: int | None
    ended_on: int | None
    single: int | None
    placed: tuple[Placed | None, Placed | None, Placed | None]


_PLACED = st.none() | st.builds(
    Placed,
    kind=st.sampled_from(["pinned", "included", "excluded"]),
    order=st.integers(0, 3),
    until=st.none() | st.integers(-2, 4),
)
FACTS = st.builds(
    Facts,
    town=st.sampled_from(["049", "049", "092", "091", None]),
    mode=st.sampled_from(["in_person", "in_person", "online"]),
    confirm_by=st.sampled_from([-1, 0, 2, 3, 90, 90, 90]),
    valid_until=st.sampled_from([None, None, None, 1, 4]),
    ended_on=st.sampled_from([None, None, None, 0, 2]),
    single=st.sampled_from([None, None, 1, 3]),
    placed=st.tuples(_PLACED, _PLACED, _PLACED),
)


#: An activity in Espoo on Tuesdays, as it is without anybody's decision.
USUAL: Final = Facts("049", "in_person", 90, None, None, None, (None, None, None))
#: Decisions of several portals that end on different days, before and after the activities themselves.
SEVERAL: Final = [
    replace(USUAL, placed=(Placed("pinned", 2, 1), Placed("excluded", 0, 2), Placed("included", 0, 3))),
    replace(USUAL, confirm_by=2, placed=(Placed("pinned", 1, None), Placed("excluded", 0, 0), Placed("pinned", 0, 3))),
    replace(USUAL, town="092", single=1, placed=(Placed("excluded", 0, -1), Placed("included", 0, None), None)),
    replace(USUAL, mode="online", valid_until=4, placed=(None, Placed("excluded", 0, 3), Placed("excluded", 0, None))),
    replace(USUAL, town=None, ended_on=2, placed=(Placed("excluded", 0, 0), None, Placed("pinned", 0, 0))),
]


def day(number: int | None) -> datetime.date | None:
    return None if number is None else TODAY + number * DAY


class Rules:
    """Says by the rules alone what a portal shows and pins: by looking at one thing after the other."""

    def __init__(self, facts: dict[UUID, Facts], portals: list[Portal]) -> None:
        self.facts, self.portals = facts, portals
        self.covered = {portal.pk: set(portal.coverage.values_list("code", flat=True)) for portal in portals}

    def shows(self, portal: Portal, key: UUID, now: datetime.datetime) -> bool:
        facts, today = self.facts[key], timezone.localdate(now)
        for last_day in (facts.confirm_by, facts.valid_until):
            if last_day is not None and today > TODAY + last_day * DAY:
                return False
        if facts.ended_on is not None and today >= TODAY + facts.ended_on * DAY:
            return False
        if facts.single is not None:
            over = datetime.datetime.combine(TODAY + facts.single * DAY, datetime.time(14))
            if now >= timezone.make_aware(over):
                return False
        placed = self.placed(portal, key, now)
        if placed is not None:
            return placed.kind != "excluded"
        if portal.is_national or facts.town in self.covered[portal.pk]:
            return True
        return portal.takes_online and (facts.mode == "online" or facts.town is None)

    def placed(self, portal: Portal, key: UUID, now: datetime.datetime) -> Placed | None:
        placed = self.facts[key].placed[self.portals.index(portal)]
        if placed is None or (placed.until is not None and timezone.localdate(now) > TODAY + placed.until * DAY):
            return None
        return placed

    def shown(self, portal: Portal, now: datetime.datetime) -> set[UUID]:
        return {key for key in self.facts if self.shows(portal, key, now)}

    def pin_orders(self, portal: Portal, now: datetime.datetime) -> dict[UUID, int]:
        placed = {key: self.placed(portal, key, now) for key in self.shown(portal, now)}
        return {key: one.order for key, one in placed.items() if one is not None and one.kind == "pinned"}


@pytest.fixture
def activities(espoo: Portal) -> list[ActivityPage]:
    with time_machine.travel(START, tick=False):
        organisation = make_organisation(espoo)
        return [make_activity(organisation, f"Kerho {number}") for number in range(5)]


def write(activities: list[ActivityPage], drawn: list[Facts], portals: list[Portal]) -> Rules:
    """Make the activities be what was drawn, in the database and in the index."""
    Placement.objects.all().delete()
    ActivityDate.objects.all().delete()
    towns = Municipality.objects.in_bulk(field_name="code")
    for page, facts in zip(activities, drawn, strict=True):
        ActivityPage.objects.filter(pk=page.pk).update(
            municipality=towns.get(facts.town),
            mode=facts.mode,
            valid_until=day(facts.valid_until),
            schedule_kind="weekly" if facts.single is None else "single",
        )
        if facts.single is not None:
            times = {"start": datetime.time(12), "end": datetime.time(14)}
            ActivityDate.objects.create(page=page, date=day(facts.single), **times)
        record = Listing.objects.filter(pk=page.translation_key)
        record.update(confirm_by=day(facts.confirm_by), ended_on=day(facts.ended_on))
        Placement.objects.bulk_create(
            Placement(
                portal=portal, listing_id=page.translation_key, kind=one.kind, order=one.order, until=day(one.until)
            )
            for portal, one in zip(portals, facts.placed, strict=True)
            if one is not None
        )
    drain_outbox()
    return Rules({page.translation_key: facts for page, facts in zip(activities, drawn, strict=True)}, portals)


def found(engine: SearchEngine, portal: Portal, now: datetime.datetime) -> tuple[set[UUID], int]:
    query = SearchQuery(portal, "fi", now)
    return set(engine.ids(query)), engine.count(query)


def changes_of(portal: Portal, now: datetime.datetime) -> dict[UUID, Any]:
    read = read_changes(portal, now, after=None, kinds={DocumentKind.LISTING}, limit=100)
    assert read.is_complete
    return {change.id: change for change in read.changes}


@given(drawn=st.lists(FACTS, min_size=5, max_size=5))
@example(drawn=SEVERAL)
@settings(max_examples=4 * TIMES, deadline=None, suppress_health_check=QUIET)
def test_every_reader_says_what_the_rules_say_at_every_moment(
    national: Portal, espoo: Portal, vantaa: Portal, activities: list[ActivityPage], drawn: list[Facts]
) -> None:
    portals = [national, espoo, vantaa]
    with time_machine.travel(START, tick=False):
        rules = write(activities, drawn, portals)
    for portal in portals:
        told = changes_of(portal, START)
        for now in MOMENTS:
            shown = rules.shown(portal, now)
            assert set(ListingDocument.objects.visible(portal, now).values_list("pk", flat=True)) == shown
            assert found(ColumnsEngine(), portal, now) == (shown, len(shown))
            changes = changes_of(portal, now)
            assert {key for key, change in changes.items() if change.document is not None} == shown
            assert {key for key in rules.facts if _has_copy(portal, key, told, now)} == shown
            pins = rules.pin_orders(portal, now)
            pinned = list(ListingDocument.objects.pinned(portal, now).values_list("pk", flat=True))
            assert {key: pins[key] for key in pinned} == pins
            assert [pins[key] for key in pinned] == sorted(pins.values())
            first = ColumnsEngine().search(SearchQuery(portal, "fi", now)).documents[: len(pins)]
            assert {document.pk for document in first} == set(pins)
            ended = set(ListingDocument.objects.ended_in(portal, now).values_list("pk", flat=True))
            assert not ended & shown


def _has_copy(portal: Portal, key: UUID, told: dict[UUID, Any], now: datetime.datetime) -> bool:
    """Whether who was told so, and asks again when told to, has a copy of a listing at a moment."""
    if key not in told:
        return False
    showing = told[key].showing
    if showing.begins is not None and now >= showing.begins:
        return _has_copy(portal, key, changes_of(portal, showing.begins), now)
    return bool(showing.now and now < showing.until)


@pytest.mark.parametrize("placed", [Placed("excluded", 0, 1), Placed("included", 0, 1), Placed("pinned", 0, 2)])
def test_pages_feeds_and_api_follow_at_each_moment(
    national: Portal, espoo: Portal, vantaa: Portal, activities: list[ActivityPage], placed: Placed
) -> None:
    drawn = [
        *(replace(USUAL, placed=(None, placed, placed)), replace(USUAL, placed=(None, None, replace(placed, until=3)))),
        *(USUAL, replace(USUAL, confirm_by=2, placed=(placed, None, None)), replace(USUAL, town="092", single=1)),
    ]
    with time_machine.travel(START, tick=False):
        rules = write(activities, drawn, [national, espoo, vantaa])
    for portal in (national, espoo, vantaa):
        client = ApiClient(f"{portal.slug}.localhost:8000")
        for now in MOMENTS[1:7]:
            with time_machine.travel(now, tick=False):
                shown = {str(key) for key in rules.shown(portal, now)}
                changed = client.get("changes", kind="activity")["results"]
                assert {item["id"] for item in client.get("activities")["results"]} == shown
                assert {change["id"] for change in changed if change["change"] == "updated"} == shown
                rss = visit(portal.slug, "/fi/toiminta/feed.rss").content.decode()
                assert set(re.findall(r"urn:uuid:([0-9a-f-]{36})</guid>", rss)) == shown
                page = visit(portal.slug, "/fi/toiminta/").content.decode()
                assert set(re.findall(r"/fi/toiminta/([0-9a-f-]{36})/", page)) == shown


@given(pool=generated_pools.pools, chosen=st.sets(st.integers(0, 8)), hours=st.sampled_from([-1, 0, 1]))
@settings(max_examples=10 * TIMES, deadline=None, suppress_health_check=QUIET)
def test_what_ends_earlier_in_one_portal_stays_in_every_other(
    national: Portal, espoo: Portal, pool: list[Plan], chosen: set[int], hours: int
) -> None:
    """A rule of one portal about time is a lower ``shown_until`` in its rows."""
    write_pool(pool, [national, espoo])
    query = ask(national)
    before = [all_answers_of(engine, query) for engine in ENGINES]
    end = NOW + datetime.timedelta(hours=hours)
    for document in ListingDocument.objects.filter(sequence__in=[number + 1 for number in chosen]):
        ends = {espoo.pk: end}
        kept = [
            replace(one, shown_until=min(one.shown_until, ends.get(one.portal_id, one.shown_until)))
            for one in spans(document)
        ]
        write_spans(document, [one for one in kept if one.shown_from is None or one.shown_from < one.shown_until])
    assert [all_answers_of(engine, query) for engine in ENGINES] == before
    shown = set(ListingDocument.objects.visible(espoo, NOW).values_list("pk", flat=True))
    assert shown == {row.listing_id for row in Shown.objects.filter(portal_id=espoo.pk) if row.span.shows_at(NOW)}
    assert found(ColumnsEngine(), espoo, NOW) == found(Judge(), espoo, NOW) == (shown, len(shown))


def test_an_exclusion_and_a_pin_end_each_on_its_day(
    national: Portal, espoo: Portal, vantaa: Portal, organisation: OrganisationPage
) -> None:
    page, today = make_activity(organisation), timezone.localdate()
    for portal, kind, days in ((national, "pinned", 1), (espoo, "excluded", 2), (vantaa, "included", 3)):
        Placement.objects.create(portal=portal, listing_id=page.translation_key, kind=kind, until=today + days * DAY)
    drain_outbox()

    def seen(days: int) -> list[bool]:
        now = timezone.now() + days * DAY
        shown = [ListingDocument.objects.visible(portal, now).exists() for portal in (national, espoo, vantaa)]
        return [ListingDocument.objects.pinned(national, now).exists(), *shown]

    assert [seen(days) for days in range(1, 5)] == [
        [True, True, False, True],
        [False, True, False, True],
        [False, True, True, True],
        [False, True, True, False],
    ]


def test_the_canonical_address_and_the_organisations_portals_follow_a_lapsed_placement(
    espoo: Portal, vantaa: Portal, organisation: OrganisationPage
) -> None:
    page, today = make_activity(organisation), timezone.localdate()
    for portal, kind in ((espoo, "excluded"), (vantaa, "included")):
        Placement.objects.create(portal=portal, listing_id=page.translation_key, kind=kind, until=today)
    drain_outbox()

    def seen() -> tuple[str, bool]:
        document = ListingDocument.objects.get(pk=page.translation_key)
        owner = OrganisationDocument.objects.get(pk=organisation.translation_key)
        return document.facts["canonical_portal"], vantaa.pk in owner.portals

    assert seen() == ("kototori", True)
    with time_machine.travel(timezone.now() + DAY):
        resolve_lapsed_placements()
    assert seen() == ("espoo", False)


@pytest.mark.parametrize(
    "values",
    [
        {"shown_from": NOW, "shown_until": NOW},
        {"shown_from": None, "shown_until": NOW, "pin_order": 1},
        {"shown_from": None, "shown_until": NOW, "pin_order": 1, "pinned_until": NOW + INSTANT},
        {"shown_from": NOW - DAY, "shown_until": NOW, "pin_order": 1, "pinned_until": NOW - DAY},
        {"shown_from": None, "shown_until": NOW, "pinned_until": NOW},
    ],
    ids=["no time", "pin without an end", "pin after the end", "pin without time", "end without a pin"],
)
def test_spans_that_say_nothing_are_refused(national: Portal, values: dict[str, Any]) -> None:
    document = make_document(national, portals=[])
    with pytest.raises(IntegrityError), transaction.atomic():
        Shown.objects.create(listing=document, portal_id=national.pk, **values)


def test_one_listing_has_one_span_from_one_moment(national: Portal) -> None:
    document = make_document(national)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shown.objects.create(listing=document, portal_id=national.pk, shown_until=NOW)


READERS: dict[str, Callable[[Portal], Any]] = {
    "visible": lambda portal: list(ListingDocument.objects.visible(portal, NOW)),
    "pinned": lambda portal: list(ListingDocument.objects.pinned(portal, NOW)),
    "ended": lambda portal: list(ListingDocument.objects.ended_in(portal, NOW)),
    "changes": lambda portal: changes_of(portal, NOW),
    "a search": lambda portal: ColumnsEngine().search(ask(portal)),
    "words": lambda portal: IndexWords().catch_up(NOW.date()),
}


@pytest.mark.parametrize("name", READERS)
def test_readers_take_the_same_statements_for_few_and_many(national: Portal, espoo: Portal, name: str) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            READERS[name](national)
        return len(captured)

    def add(count: int) -> None:
        for _ in range(count):
            make_document(national, portals=[national.pk, espoo.pk], pinned_in=[national.pk])

    add(3)
    statements()
    few = statements()
    add(27)
    assert statements() == few
