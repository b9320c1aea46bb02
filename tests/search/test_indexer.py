"""The single writer: order, constancy, failure, and eight threads at once."""

import datetime
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from listings.models import ActivityPage, OrganisationPage
from regions.models import Portal
from search import indexer, outbox
from search.index_status import dead_letters, index_status
from search.indexer import drain_outbox
from search.models import (
    IndexSequence,
    ListingColumns,
    ListingDocument,
    Occurrence,
    OrganisationDocument,
    OutboxEntry,
    Shown,
    Tombstone,
)
from search.reconciliation import differences, rebuild, repair
from tests.regions.factories import make_user
from tests.search.factories import draft_activity, edit, make_activity
from tests.shares import PROVES


def sequences() -> list[int]:
    return sorted(
        number
        for model in (ListingDocument, OrganisationDocument, Tombstone)
        for number in model.objects.values_list("sequence", flat=True)
    )


def queries_to_index(ids: list[Any]) -> int:
    outbox.enqueue(ids)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        drain_outbox()
    return len(captured)


def test_a_batch_takes_the_same_queries_at_5_and_50_listings(organisation: OrganisationPage) -> None:
    pages = [make_activity(organisation, f"Kerho {number}") for number in range(50)]
    drain_outbox()
    ids = [page.translation_key for page in pages]
    assert queries_to_index(ids[:5]) == queries_to_index(ids)


def test_every_number_is_given_once_and_the_last_is_known(organisation: OrganisationPage) -> None:
    for number in range(3):
        edit(make_activity(organisation, f"Kerho {number}"), title=f"Uusi {number}")
        drain_outbox()
    numbers = sequences()
    assert len(set(numbers)) == len(numbers)
    assert numbers[-1] == IndexSequence.objects.get().value


def test_late_build_never_overwrites_a_newer_one(organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Vanha")
    late = outbox.next_batch(100)
    late_build = indexer.build(late.newest)
    edit(page, title="Uusi")
    drain_outbox()
    assert not outbox.remove(late)
    late_document = late_build[page.translation_key][1]
    assert late_document is not None
    assert late_document.columns["texts"]["fi"]["title"] == "Vanha"
    assert ListingDocument.objects.get(pk=page.translation_key).texts["fi"]["title"] == "Uusi"


def test_record_that_cannot_be_built_does_not_stop_others(organisation: OrganisationPage) -> None:
    bad, good = make_activity(organisation, "Huono"), make_activity(organisation, "Hyvä")
    ActivityPage.objects.filter(pk=bad.pk).update(schedule_kind="never heard of")
    drain_outbox()
    assert ListingDocument.objects.filter(pk=good.translation_key).exists()
    entries = OutboxEntry.objects.filter(record_id=bad.translation_key)
    assert all(0 < entry.attempts < outbox.MAX_ATTEMPTS for entry in entries)
    assert all("never heard of" in entry.error for entry in entries)


def test_a_record_that_fails_again_and_again_is_given_up_after_pauses(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    ActivityPage.objects.filter(pk=page.pk).update(schedule_kind="never heard of")
    for _attempt in range(outbox.MAX_ATTEMPTS + 1):
        drain_outbox()
        OutboxEntry.objects.update(attempted_at=timezone.now() - datetime.timedelta(hours=1))
    assert {letter.record_id for letter in dead_letters()} == {page.translation_key}
    assert not index_status().ok


def test_a_bad_record_comes_back_when_it_is_mended(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    ActivityPage.objects.filter(pk=page.pk).update(schedule_kind="never heard of")
    drain_outbox()
    ActivityPage.objects.filter(pk=page.pk).update(schedule_kind="weekly")
    drain_outbox()
    assert not OutboxEntry.objects.exists()
    assert differences() == []


def lose_terms(key: Any) -> None:
    ListingColumns.objects.filter(pk=key).update(terms=None)


DAMAGE: dict[str, Callable[[Any], Any]] = {
    "missing": lambda key: ListingDocument.objects.filter(pk=key).delete(),
    "outdated": lambda key: ListingDocument.objects.filter(pk=key).update(codes=[]),
    "outdated spans": lambda key: Shown.objects.filter(listing_id=key).delete(),
    "terms": lose_terms,
    "occurrences": lambda key: Occurrence.objects.filter(listing_id=key).delete(),
}


@pytest.mark.parametrize("fault", DAMAGE)
def test_reconcile_names_and_repairs_a_damaged_document(organisation: OrganisationPage, fault: str) -> None:
    make_activity(organisation, "Ehjä")
    damaged = make_activity(organisation, "Rikki").translation_key
    drain_outbox()
    DAMAGE[fault](damaged)
    faulty = differences()
    assert [(difference.id, difference.fault) for difference in faulty] == [(damaged, fault.partition(" ")[0])]
    repair(faulty)
    assert differences() == []


def test_reconcile_finds_a_document_without_a_record(organisation: OrganisationPage) -> None:
    make_activity(organisation)
    drain_outbox()
    orphan = ListingDocument.objects.get()
    orphan.pk, orphan.sequence = uuid.uuid4(), 10_000
    orphan.save(force_insert=True)
    assert [(difference.id, difference.fault) for difference in differences()] == [(orphan.pk, "superfluous")]


def test_reconcile_check_changes_nothing(organisation: OrganisationPage) -> None:
    make_activity(organisation)
    differences()
    assert not ListingDocument.objects.exists()
    assert OutboxEntry.objects.exists()


def test_rebuild_restores_an_emptied_read_model(organisation: OrganisationPage) -> None:
    make_activity(organisation)
    drain_outbox()
    ListingDocument.objects.all().delete()
    rebuild()
    assert Occurrence.objects.exists()
    assert differences() == []


def test_rebuild_keeps_the_number_of_unchanged_documents(organisation: OrganisationPage) -> None:
    make_activity(organisation)
    drain_outbox()
    before = sequences()
    rebuild()
    assert sequences() == before


def test_deleted_listing_leaves_a_tombstone_with_its_portals(espoo: Portal, organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    drain_outbox()
    page.delete()
    drain_outbox()
    assert espoo.pk in Tombstone.objects.get(pk=page.translation_key).portals


@pytest.mark.exhaustive
@pytest.mark.django_db(transaction=True)
def test_concurrent_publishes_of_alike_titles_leave_index_equal_to_database(organisation: OrganisationPage) -> None:
    count = 200 if PROVES else 50
    drafts = [draft_activity(organisation, f"Kielikahvila ja kieliryhmä {number % 5}").pk for number in range(count)]
    drain_outbox()

    def publish(pk: int) -> None:
        try:
            ActivityPage.objects.get(pk=pk).get_latest_revision().publish()
            drain_outbox(budget_seconds=5)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=8) as threads:
        list(threads.map(publish, drafts))
    drain_outbox()
    assert ListingDocument.objects.count() == count
    assert not OutboxEntry.objects.exists()
    assert differences() == []
    numbers = sequences()
    assert len(set(numbers)) == len(numbers)


def test_writing_request_is_in_the_index_when_its_answer_comes(
    national: Portal, organisation: OrganisationPage
) -> None:
    draft = draft_activity(organisation)
    make_user("root@example.org", is_superuser=True, is_staff=True)
    browser = Client(headers={"host": "kototori.localhost:8000"})
    assert browser.login(username="root@example.org", password="secret-enough")
    draft.get_latest_revision().publish()
    drain_outbox()
    answer = browser.post(f"/admin/pages/{draft.pk}/unpublish/")
    assert answer.status_code == 302
    assert not ListingDocument.objects.filter(pk=draft.translation_key).exists()
