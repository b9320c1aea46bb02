"""What a portal shows, and how many of what: the rule applied to one document after the other, at several moments.

The rule itself is told once more in ``tests.search.judged_pool``. Querysets and the engine are held to it.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from regions.models import Portal
from search.engines import get_engine
from search.models import ListingDocument, Occurrence
from search.query import CODE_FACETS
from search.visibility import Span
from tests.search.documents import NOW, add_occurrence, ask, make_document
from tests.search.judged_pool import is_coming, is_shown
from tests.search.spans import end_of, let_end, show_in, spans

pytestmark = pytest.mark.django_db

Counts = tuple[int, dict[str, int], dict[str, int]]


def counted(portal: Portal, now: datetime.datetime) -> Counts:
    """The total, the counts by code and those by weekday, as the engine gives them."""
    results = get_engine().search(ask(portal, page_size="1").with_(now=now))
    codes = {f"{name}:{value.code}": value.count for name in CODE_FACETS for value in results.facets[name]}
    return results.count, codes, {value.code: value.count for value in results.facets["weekday"]}


def counted_one_by_one(portal: Portal, now: datetime.datetime) -> Counts:
    """The same, from a look at every document."""
    shown = [document for document in ListingDocument.objects.all() if is_shown(document, portal, now)]
    codes = Counter(code for document in shown for code in document.codes if code.partition(":")[0] in CODE_FACETS)
    weekdays = Counter(
        str(day)
        for document in shown
        for day in {time.weekday for time in document.occurrences.all() if not time.cancelled and is_coming(time, now)}
    )
    return len(shown), codes, weekdays


@pytest.fixture
def pool(national: Portal, espoo: Portal) -> list[ListingDocument]:
    """Weekly, once, by agreement, ending today, pinned, and placed for a time."""
    documents = [make_document(espoo, f"Kerho {number}", "theme:language", "mode:in_person") for number in range(6)]
    for number, document in enumerate(documents[:4]):
        for week in range(3):
            add_occurrence(document, str(datetime.date(2026, 9, 7 + number) + datetime.timedelta(weeks=week)))
    add_occurrence(documents[5], "2026-12-01")
    for document in documents:
        show_in(document, [national.pk, espoo.pk])
    once = make_document(espoo, "Juhla", "theme:food", over_at=NOW + datetime.timedelta(hours=3))
    add_occurrence(once, "2026-09-07", "13:00", "15:00")
    make_document(espoo, "Päättyy tänään", "theme:food", public_until=NOW.date())
    pinned = make_document(espoo, "Nostettu", "theme:work", pinned_in=[espoo.pk])
    add_occurrence(pinned, "2026-09-25")
    runs_out = datetime.datetime(2026, 9, 19, 21, 0, tzinfo=datetime.UTC)
    placed = make_document(espoo, "Lainassa", "theme:work", spans=[Span(espoo.pk, None, runs_out)])
    add_occurrence(placed, "2026-09-28")
    night = make_document(espoo, "Yö", "theme:work", over_at=datetime.datetime(2026, 9, 8, 0, 0, tzinfo=datetime.UTC))
    add_occurrence(
        night, "2026-09-07", "22:00", "23:30", ends_at=datetime.datetime(2026, 9, 8, 0, 0, tzinfo=datetime.UTC)
    )
    return documents


MOMENTS = {
    "now": NOW,
    "when one is over": NOW + datetime.timedelta(hours=6),
    "between midnight and the end of a night": datetime.datetime(2026, 9, 7, 22, 30, tzinfo=datetime.UTC),
    "when a placement has run out": datetime.datetime(2026, 9, 21, 9, 0, tzinfo=datetime.UTC),
    "a month later": datetime.datetime(2026, 10, 20, 9, 0, tzinfo=datetime.UTC),
    "when all have expired": datetime.datetime(2027, 9, 21, 9, 0, tzinfo=datetime.UTC),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_counts_are_those_of_every_document_by_itself(
    pool: list[ListingDocument], national: Portal, espoo: Portal, moment: str
) -> None:
    for portal in (national, espoo):
        assert counted(portal, MOMENTS[moment]) == counted_one_by_one(portal, MOMENTS[moment])


@pytest.mark.parametrize("moment", MOMENTS)
def test_visible_documents_are_those_that_the_rule_shows_one_by_one(
    pool: list[ListingDocument], national: Portal, espoo: Portal, moment: str
) -> None:
    now = MOMENTS[moment]
    for portal in (national, espoo):
        documents = ListingDocument.objects
        shown = {document.pk for document in documents.all() if is_shown(document, portal, now)}
        assert set(documents.visible(portal, now).values_list("pk", flat=True)) == shown
        ended = {
            document.pk
            for document in documents.all()
            for span in spans(document)
            if span.portal_id == portal.pk and span.shown_until == end_of(document) <= now
        }
        assert set(documents.ended_in(portal, now).values_list("pk", flat=True)) == ended


def expire() -> None:
    ListingDocument.objects.update(public_until=NOW.date() - datetime.timedelta(days=1))
    for document in ListingDocument.objects.all():
        let_end(document)


WRITES: dict[str, Callable[[list[ListingDocument]], Any]] = {
    "a row changes": lambda documents: ListingDocument.objects.filter(pk=documents[0].pk).update(codes=["theme:work"]),
    "all rows change": lambda documents: expire(),
    "a row goes": lambda documents: documents[1].delete(),
    "times go": lambda documents: Occurrence.objects.filter(listing=documents[2]).delete(),
    "a time is cancelled": lambda documents: Occurrence.objects.filter(listing=documents[3]).update(cancelled=True),
    "a time moves": lambda documents: Occurrence.objects.filter(listing=documents[0]).update(weekday=7),
}


@pytest.mark.parametrize("write", WRITES)
def test_counts_follow_every_write(pool: list[ListingDocument], espoo: Portal, write: str) -> None:
    before = counted(espoo, NOW)
    WRITES[write](pool)
    after = counted(espoo, NOW)
    assert after == counted_one_by_one(espoo, NOW)
    assert after != before
