"""A person's activities as a spreadsheet at the desk."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import OrganisationMembership
from tests.announcing.desk_requests import writer
from tests.listings.factories import make_activity, record_of
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

TABLE = "/fi/desk/activities/table/"


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def rows(user: Any) -> list[dict[str, str]]:
    text = content(writer(user).get(f"{TABLE}?format=csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_table_has_what_the_organisation_offers_and_nothing_else(
    activity: Any, organisation: Any, neighbour: Any, other_organisation: Any, editor: Any
) -> None:
    make_activity(organisation, "Oma luonnos", live=False)
    for other in (neighbour, other_organisation):
        make_activity(other, "Toisten julkinen")
        make_activity(other, "Toisten luonnos", live=False)
    assert [(row["title"], row["public"]) for row in rows(editor)] == [("Kielikahvila", "yes"), ("Oma luonnos", "no")]
    OrganisationMembership.objects.create(user=editor, organisation=record_of(neighbour))
    assert len(rows(editor)) == 4
    OrganisationMembership.objects.filter(user=editor).delete()
    assert writer(editor).get(TABLE).status_code == 403


def test_suspended_organisations_are_left_out(activity: Any, record: Any, neighbour: Any, editor: Any) -> None:
    """The desk shows nothing of them, nor does its table; who writes for no other organisation has none."""
    make_activity(neighbour, "Naapurin kerho")
    OrganisationMembership.objects.create(user=editor, organisation=record_of(neighbour))
    SuspendOrganisation(record).execute()
    assert [row["title"] for row in rows(editor)] == ["Naapurin kerho"]
    SuspendOrganisation(record_of(neighbour)).execute()
    assert writer(editor).get(TABLE).status_code == 403


def test_texts_stay_texts_in_both_files(organisation: Any, editor: Any) -> None:
    make_activity(organisation, "=cmd|' /C calc'!A1")
    assert rows(editor)[0]["title"] == "'=cmd|' /C calc'!A1"
    answer = writer(editor).get(TABLE)
    assert "no-store" in answer["Cache-Control"]
    sheet: Any = load_workbook(io.BytesIO(content(answer))).active
    cell = next(row[2] for row in sheet.iter_rows(min_row=2))
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|' /C calc'!A1", "s", True)


def test_home_leads_to_it_where_there_is_something(organisation: Any, editor: Any, counsellor: Any) -> None:
    assert TABLE not in writer(editor).get("/fi/desk/").text
    make_activity(organisation, live=False)
    assert TABLE in writer(editor).get("/fi/desk/").text
    assert TABLE not in at("espoo", counsellor).get("/fi/desk/").text


@pytest.mark.parametrize("query", ["format=pdf", "format=", "format=%00", "format=../x"])
def test_other_formats_are_404(query: str, activity: Any, editor: Any) -> None:
    assert writer(editor).get(f"{TABLE}?{query}").status_code in (400, 404)


def test_statements_do_not_grow_with_the_activities(organisation: Any, editor: Any) -> None:
    counts = []
    for more in (1, 9):
        for number in range(more):
            make_activity(organisation, f"Ryhmä {more}-{number}")
        client = writer(editor)
        with CaptureQueriesContext(connection) as queries:
            content(client.get(f"{TABLE}?format=csv"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
