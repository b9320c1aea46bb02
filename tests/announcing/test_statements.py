"""Opening and saving the desk's form takes as many statements with 1 and 20 times, with 1 and 40 activities."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.models import ActivityDate, ActivitySlot
from tests.announcing.form_data import filled
from tests.listings.factories import make_activity
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
#: Statements at most.
FORM, SAVE, KEEP = 30, 60, 20


def count(asked: CaptureQueriesContext) -> int:
    """How many statements, without the question whether vocabularies have changed, which is asked once a second."""
    return sum("listings_vocabularyversion" not in query["sql"] for query in asked)


def measured(client: Any, page: Any) -> dict[str, int]:
    path = f"/fi/desk/activities/{page.translation_key}/"
    client.get(path)
    found = {}
    with CaptureQueriesContext(connection) as asked:
        form = client.get(path)
    found["form"] = count(asked)
    values = filled(form, summary="Tule mukaan!")
    with CaptureQueriesContext(connection) as asked:
        assert client.post(f"{path}typed/", values, headers={"accept": "application/json"}).status_code == 200
    found["keep"] = count(asked)
    with CaptureQueriesContext(connection) as asked:
        assert client.post(path, values | {"action": ["save"]}).status_code == 302
    found["save"] = count(asked)
    return found


def test_statements_are_few_and_constant(sanna: Any, organisation: Any) -> None:
    client = at("espoo", sanna.user)
    few = measured(client, make_activity(organisation, "Yksi aika"))
    for number in range(10):
        make_activity(organisation, f"Muu {number}", live=False)
    day = datetime.date(2027, 1, 4)
    many = measured(
        client,
        make_activity(
            organisation,
            "Monta aikaa",
            slots=[ActivitySlot(weekdays=[2], start=datetime.time(number)) for number in range(20)],
            dates=[ActivityDate(date=day + datetime.timedelta(number)) for number in range(20)],
        ),
    )
    assert many == few
    assert few["form"] <= FORM
    assert few["save"] <= SAVE
    assert few["keep"] <= KEEP
