"""Many rows in one statement: values as they were given, and only the named columns of rows that are there."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.bulk_upsert import upsert
from search.models import DocumentKind, OrganisationDocument, Tombstone

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 3, 29, 1, 2, 3, 456_789, tzinfo=datetime.UTC)
STRANGE = {"fi": 'lainaus "äö" \\ \' 100 % — 𝄞\n', "ar": "مقهى", "n": None, "x": [1.5, {"y": []}]}


def stone(number: int, *portals: int) -> Tombstone:
    return Tombstone(
        id=uuid.UUID(int=number), kind=DocumentKind.LISTING, sequence=number, portals=list(portals), removed_at=MOMENT
    )


def document() -> OrganisationDocument:
    return OrganisationDocument(
        id=uuid.UUID(int=7),
        sequence=7,
        modified=MOMENT,
        home_portal_id=1,
        texts=STRANGE,
        title_terms=" e_kahvi ",
        source_language="fi",
    )


def test_values_are_stored_as_djangos_own_save_stores_them() -> None:
    document().save(force_insert=True)
    saved = OrganisationDocument.objects.values().get()
    OrganisationDocument.objects.all().delete()
    upsert([document()], ["texts"])
    assert OrganisationDocument.objects.values().get() == saved
    assert saved["texts"] == STRANGE
    assert saved["modified"] == MOMENT


def test_only_the_named_columns_of_a_stored_row_are_written() -> None:
    upsert([stone(1, 5)], ["portals"])
    changed = stone(1, 6, 8)
    changed.sequence = 99
    upsert([changed, stone(2)], ["portals"])
    assert list(Tombstone.objects.order_by("pk").values_list("sequence", "portals")) == [(1, [6, 8]), (2, [])]


def test_few_and_many_take_one_statement() -> None:
    for rows in ([stone(1)], [stone(number) for number in range(2, 300)]):
        with CaptureQueriesContext(connection) as captured:
            upsert(rows, ["portals"])
        assert len(captured) == 1
    upsert([], ["portals"])
    assert Tombstone.objects.count() == 299
