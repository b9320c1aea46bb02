"""The screen takes the same statements for many rows, many alike announcements, and a long history."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.models import ActivityContact, ActivityDate, ActivityLanguage
from regions.models import Portal
from search.indexer import drain_outbox
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, make_organisation, record_of
from tests.review_screen.waiting_texts import screen_form, screen_url, send, send_latest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

#: At most; an ordinary page of the admin takes about twenty.
MOST = 80


def rows(number: int, start: int) -> dict[str, Any]:
    day = datetime.date(2027, 3, 1)
    return {
        "schedule_kind": "series",
        "slots": [],
        "dates": [
            ActivityDate(date=day + datetime.timedelta(days=at), start=datetime.time(start)) for at in range(number)
        ],
        "contacts": [ActivityContact(phone=f"050 {start} 45{at:02}") for at in range(number)],
        "spoken_languages": [ActivityLanguage(language=code) for code in ("fi", "sv", "en", "ar", "ru")[:number]],
    }


def statements(client: Any, state: Any) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(screen_url(state)).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_screen_takes_the_same_statements_for_many_rows(organisation: Any, sanna: Any, coordinator: Any) -> None:
    few = make_activity(organisation, "Ompelukahvila", **rows(1, 10))
    many = make_activity(organisation, "Ompelukahvila toinen", **rows(10, 10))
    states = [send(page, sanna.user, **rows(number, 17)) for page, number in ((few, 1), (many, 10))]
    client = signed_in(coordinator)
    for state in states:  # the first request of a process loads what it keeps, and notes who looks
        client.get(screen_url(state))
    counts = [len(statements(client, state)) for state in states]
    assert counts[0] == counts[1] <= MOST
    posted = []
    for state in states:
        form = screen_form(client.get(screen_url(state))) | {"answer": "return", "comment": "Mistä ovesta?"}
        with CaptureQueriesContext(connection) as captured:
            assert client.post(screen_url(state), form).status_code == 302
        posted.append(len(captured))
    assert posted[0] == posted[1]


def test_screen_takes_the_same_statements_for_many_tags_and_co_organisers(
    organisation: Any, sanna: Any, coordinator: Any, espoo: Portal
) -> None:
    others = [record_of(make_organisation(espoo, f"Seura {number} ry")) for number in range(11)]
    states = []
    for number in (1, 10):
        page = make_activity(organisation, f"Ompelukahvila {number}", co_organisers=others[:number])
        page.tags.add(*(f"sana {place}" for place in range(number)))
        page.save_revision(clean=False).publish()
        page.tags.add(*(f"uusi {place}" for place in range(number)))
        page.co_organisers = others[1 : number + 1]
        page.save_revision(user=sanna.user, clean=False)
        states.append(send_latest(page, sanna.user))
    client = signed_in(coordinator)
    client.get(screen_url(states[0]))
    counts = [len(statements(client, state)) for state in states for _ in range(2)][1::2]
    assert counts[0] == counts[1] <= MOST
    posted = []
    for state in states:
        form = screen_form(client.get(screen_url(state))) | {"answer": "return", "comment": "Mistä ovesta?"}
        with CaptureQueriesContext(connection) as captured:
            assert client.post(screen_url(state), form).status_code == 302
        posted.append(len(captured))
    assert posted[0] == posted[1]


def test_alike_announcements_and_history_take_no_more(organisation: Any, sanna: Any, coordinator: Any) -> None:
    page = make_activity(organisation, "Ompelukahvila", live=False)
    state = send(page, sanna.user, summary="Uusi")
    client = signed_in(coordinator)
    client.get(screen_url(state))
    make_activity(organisation, "Ompelukahvila 0")
    drain_outbox()
    before = len(statements(client, state))
    for number in range(1, 10):
        other = make_activity(organisation, f"Ompelukahvila {number}")
        send(other, sanna.user, summary="x").approve(user=coordinator, comment="Hyvä")
    drain_outbox()
    assert len(client.get(screen_url(state)).context["alike"]) == 3
    assert len(statements(client, state)) == before
