"""After any write, columns that were kept and added to answer as those that are loaded anew, and as the judge."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from listings.models import ActivityPage, CancelledDate, Concept, Listing, OrganisationPage, Placement
from regions.models import Municipality, Portal
from search.engines.base import SearchEngine
from search.engines.columns import store
from search.engines.columns.engine import ColumnsEngine
from search.engines.columns.status import ColumnsStatus, columns_status
from search.engines.columns.store import current_columns, forget_columns, loaded_columns
from search.indexer import begin_new_epoch, drain_outbox, roll_occurrences
from search.models import ListingColumns, ListingDocument, Occurrence, Shown
from search.query import SearchQuery
from search.reconciliation import differences, rebuild, repair
from tests.search.answers import answer_of
from tests.search.documents import NOW, ask, make_document
from tests.search.factories import edit, make_activity, make_translation
from tests.search.judge import Judge

DAY = datetime.timedelta(days=1)
#: Queries by parameters, and days from now at which they are asked.
ASKED: tuple[tuple[dict[str, list[str]], int], ...] = (
    ({}, 0),
    ({"sort": ["title"], "weekday": ["2"]}, 20),
    ({"q": ["uusi kielikahvila"]}, 0),
)


def asked() -> list[SearchQuery]:
    now = timezone.now()
    return [
        SearchQuery.from_parameters(parameters, portal=portal, language="fi", now=now + days * DAY, strict=True)
        for portal in Portal.objects.order_by("pk")
        for parameters, days in ASKED
    ]


def answers(engine: SearchEngine) -> list[dict[str, Any]]:
    return [answer_of(engine, query) for query in asked()]


def organisation_of(page: ActivityPage) -> OrganisationPage:
    found: OrganisationPage = page.get_parent().specific
    return found


def place(page: ActivityPage, slug: str, kind: str, **values: Any) -> None:
    portal = Portal.objects.get(slug=slug)
    Placement.objects.create(portal=portal, listing_id=page.translation_key, kind=kind, **values)


def next_tuesday() -> datetime.date:
    today = timezone.localdate()
    return today + datetime.timedelta(days=(1 - today.weekday()) % 7 + 7)


def cancel(page: ActivityPage) -> None:
    CancelledDate.objects.create(listing_id=page.translation_key, date=next_tuesday())


def lose_terms(page: ActivityPage) -> None:
    ListingColumns.objects.filter(pk=page.translation_key).update(terms=None)
    repair(differences())


def roll(page: ActivityPage) -> None:
    ListingDocument.objects.update(occurrences_until=timezone.localdate() + 10 * DAY)
    roll_occurrences(timezone.localdate() + 30 * DAY)


#: One write after the other, each to a published activity or to what it depends on.
WRITES: dict[str, Callable[[ActivityPage], Any]] = {
    "published": lambda page: make_activity(organisation_of(page), "Uusi kielikahvila"),
    "text changed": lambda page: edit(page, title="Uusi nimi"),
    "translated": lambda page: make_translation(page, "ar", title="نادي اللغة"),
    "time changed": lambda page: page.slots.model.objects.filter(page=page).update(weekdays=[4]),
    "time changed back": lambda page: page.slots.model.objects.filter(page=page).update(weekdays=[2]),
    "date cancelled": cancel,
    "in another town": lambda page: ActivityPage.objects.filter(pk=page.pk).update(
        municipality=Municipality.objects.get(code="092")
    ),
    "pinned for a time": lambda page: place(page, "vantaa", "pinned", until=timezone.localdate() + 10 * DAY),
    "included for a time": lambda page: place(page, "espoo", "included", until=timezone.localdate() + 10 * DAY),
    "excluded": lambda page: place(page, "kototori", "excluded"),
    "no placement left": lambda page: Placement.objects.all().delete(),
    "paused": lambda page: Listing.objects.filter(pk=page.translation_key).update(status="paused"),
    "expires today": lambda page: Listing.objects.filter(pk=page.translation_key).update(
        confirm_by=timezone.localdate()
    ),
    "organisation renamed": lambda page: edit(organisation_of(page), title="Uusi nimi ry"),
    "organisation moved": lambda page: organisation_of(page).move(
        Portal.objects.get(slug="vantaa").directory, pos="last-child"
    ),
    "concept changed": lambda page: Concept.objects.filter(vocabulary="theme", code="language").update(code="kieli"),
    "terms lost and repaired": lose_terms,
    "times laid out anew": roll,
    "document written past the indexer": lambda page: ListingDocument.objects.update(codes=["theme:work"]),
    "time written past the indexer": lambda page: Occurrence.objects.update(cancelled=True),
    "all built anew": lambda page: rebuild(),
    "unpublished": lambda page: page.unpublish(),
    "published again": lambda page: page.get_latest_revision().publish(),
    "deleted": lambda page: page.delete(),
}


@pytest.mark.django_db(transaction=True)
def test_columns_follow_every_kind_of_write(organisation: OrganisationPage) -> None:
    for number in range(3):
        make_activity(organisation, f"Kielikahvila {number}")
    page = make_activity(organisation, "Kielikahvila")
    drain_outbox()
    forget_columns()
    current_columns()
    first = loaded_columns()
    assert first is not None
    for name, write in WRITES.items():
        before = current_columns().change
        write(ActivityPage.objects.get(pk=page.pk))
        drain_outbox()
        added_to = answers(ColumnsEngine())
        kept = loaded_columns()
        assert kept is not None
        assert kept.columns.change > before, name
        assert kept.load_seconds == first.load_seconds, f"{name}: all was loaded"
        assert added_to == answers(Judge()), name
        forget_columns()
        assert added_to == answers(ColumnsEngine()), name
        store._loaded = kept


SPAN_WRITES: dict[str, Callable[[ListingDocument, Portal], Any]] = {
    "ends": lambda document, portal: Shown.objects.filter(portal_id=portal.pk).update(shown_until=NOW - DAY),
    "goes on": lambda document, portal: Shown.objects.filter(portal_id=portal.pk).update(shown_until=NOW + DAY),
    "goes": lambda document, portal: Shown.objects.filter(portal_id=portal.pk).delete(),
    "comes": lambda document, portal: Shown.objects.create(
        listing=document, portal_id=portal.pk, shown_from=NOW, shown_until=NOW + DAY
    ),
    "moves": lambda document, portal: Shown.objects.filter(portal_id=portal.pk).update(
        listing=make_document(portal, portals=[])
    ),
}


@pytest.mark.django_db(transaction=True)
def test_columns_follow_spans_that_somebody_else_writes(national: Portal) -> None:
    document = make_document(national)
    query = ask(national)
    current_columns()
    for name, write in SPAN_WRITES.items():
        before = current_columns().change
        write(document, national)
        assert current_columns().change > before, name
        shown = set(ListingDocument.objects.visible(national, NOW).values_list("pk", flat=True))
        assert set(ColumnsEngine().ids(query)) == shown, name


@pytest.mark.django_db(transaction=True)
def test_another_epoch_loads_all(organisation: OrganisationPage) -> None:
    make_activity(organisation)
    drain_outbox()
    current_columns()
    before = loaded_columns()
    begin_new_epoch()
    current_columns()
    after = loaded_columns()
    assert before is not None
    assert after is not None
    assert after.source != before.source
    assert after.columns is not before.columns


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_takes_back_stays_in_no_columns(national: Portal) -> None:
    query = SearchQuery.from_parameters({}, portal=national, language="fi", now=timezone.now(), strict=True)
    make_document(national, "Pysyvä", public_until=timezone.localdate() + DAY)
    assert ColumnsEngine().count(query) == 1
    with transaction.atomic():
        make_document(national, "Peruttu", public_until=timezone.localdate() + DAY)
        assert ColumnsEngine().count(query) == 2
        transaction.set_rollback(True)
    assert ColumnsEngine().count(query) == 1
    make_document(national, "Toinen", public_until=timezone.localdate() + DAY)
    titles = {document.texts["fi"]["title"] for document in ColumnsEngine().search(query).documents}
    assert titles == {"Pysyvä", "Toinen"}


@pytest.mark.django_db(transaction=True)
def test_many_changed_listings_are_loaded_anew(national: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_MOST_EMPTY", 2)
    for number in range(8):
        make_document(national, f"Kerho {number}")
    for _ in range(6):
        ListingDocument.objects.filter(texts__fi__title="Kerho 1").update(codes=["theme:work"])
        assert current_columns().count == 8
    assert current_columns().empty <= 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("changed", [1, 10])
def test_changes_are_read_in_one_statement_and_none_are_read_twice(national: Portal, changed: int) -> None:
    for number in range(10):
        make_document(national, f"Kerho {number}")
    current_columns()
    keys = list(ListingDocument.objects.values_list("pk", flat=True)[:changed])
    ListingDocument.objects.filter(pk__in=keys).update(codes=["theme:work"])
    with CaptureQueriesContext(connection) as captured:
        current_columns()
    assert len(captured) == 2
    with CaptureQueriesContext(connection) as captured:
        current_columns()
    assert len(captured) == 1


@pytest.mark.django_db(transaction=True)
def test_status_says_what_columns_take_and_how_far_behind_they_are(national: Portal) -> None:
    forget_columns()
    assert columns_status() == ColumnsStatus()
    make_document(national, "Kerho")
    current_columns()
    loaded = columns_status()
    assert (loaded.listings, loaded.behind) == (1, 0)
    assert loaded.load_seconds > 0
    ListingDocument.objects.update(codes=["theme:work"])
    assert columns_status().behind == 1
    drain_outbox()
    output = StringIO()
    call_command("index_status", json=True, stdout=output)
    assert json.loads(output.getvalue())["columns"]["behind"] == 0
