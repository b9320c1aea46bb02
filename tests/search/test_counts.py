"""What the database counts for itself is what looking at every document gives, at every moment and after any write."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from regions.models import Portal
from search.engines.postgresql.scoring import build_scoring
from search.engines.postgresql.selection import Selection, browse, select
from search.expansion import ReadQuery
from search.models import ListingDocument, Occurrence
from search.query import SearchQuery
from tests.search.documents import NOW, add_occurrence, ask, make_document

pytestmark = pytest.mark.django_db


def both(portal: Portal, now: datetime.datetime = NOW, **parameters: Any) -> tuple[Selection | None, Selection]:
    query: SearchQuery = ask(portal, **parameters).with_(now=now, page=int(parameters.get("page", 1)))
    return browse(query), select(query, build_scoring(ReadQuery((), ())), {})


@pytest.fixture
def pool(national: Portal, espoo: Portal) -> list[ListingDocument]:
    """Weekly, once, by agreement, ending today, pinned, and placed for a time."""
    documents = [make_document(espoo, f"Kerho {number}", "theme:language", "mode:in_person") for number in range(6)]
    for number, document in enumerate(documents[:4]):
        for week in range(3):
            add_occurrence(document, str(datetime.date(2026, 9, 7 + number) + datetime.timedelta(weeks=week)))
    add_occurrence(documents[5], "2026-12-01")
    ListingDocument.objects.update(portals=[national.pk, espoo.pk])
    once = make_document(espoo, "Juhla", "theme:food", over_at=NOW + datetime.timedelta(hours=3))
    add_occurrence(once, "2026-09-07", "13:00", "15:00")
    make_document(espoo, "Päättyy tänään", "theme:food", public_until=NOW.date())
    pinned = make_document(espoo, "Nostettu", "theme:work", pinned_in=[espoo.pk])
    add_occurrence(pinned, "2026-09-25")
    placed = make_document(
        espoo,
        "Lainassa",
        "theme:work",
        scope_changes_on=datetime.date(2026, 9, 20),
        later_portals=[],
    )
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
def test_everything_is_the_same_whichever_way_it_is_found(
    pool: list[ListingDocument], national: Portal, espoo: Portal, moment: str
) -> None:
    for portal in (national, espoo):
        quick, slow = both(portal, MOMENTS[moment], page_size="1")
        assert quick == slow


WRITES: dict[str, Callable[[list[ListingDocument]], Any]] = {
    "a row changes": lambda documents: ListingDocument.objects.filter(pk=documents[0].pk).update(codes=["theme:work"]),
    "all rows change": lambda documents: ListingDocument.objects.update(public_until=NOW.date()),
    "a row goes": lambda documents: documents[1].delete(),
    "times go": lambda documents: Occurrence.objects.filter(listing=documents[2]).delete(),
    "a time is cancelled": lambda documents: Occurrence.objects.filter(listing=documents[3]).update(cancelled=True),
    "a time moves": lambda documents: Occurrence.objects.filter(listing=documents[0]).update(weekday=7),
}


@pytest.mark.parametrize("write", WRITES)
def test_counts_follow_every_write(pool: list[ListingDocument], espoo: Portal, write: str) -> None:
    WRITES[write](pool)
    quick, slow = both(espoo, page_size="2")
    assert quick == slow


def test_a_page_beyond_what_has_a_time_is_left_to_the_other_way(pool: list[ListingDocument], espoo: Portal) -> None:
    quick, slow = both(espoo, page="2", page_size="9")
    assert quick is None
    assert slow.page


def test_counts_stay_when_nothing_that_counts_changes(pool: list[ListingDocument], espoo: Portal) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(total), count(*) FROM search_listingcount")
        before = cursor.fetchone()
        ListingDocument.objects.update(texts={}, modified=NOW)
        cursor.execute("SELECT sum(total), count(*) FROM search_listingcount")
        assert cursor.fetchone() == before
