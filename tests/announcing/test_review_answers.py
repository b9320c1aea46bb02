"""Where reviews stand, for many pages at once; and how long a portal's answers usually take."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import TaskState

from editorial.review.moment_words import moment_words
from editorial.review.review_answers import review_standing, review_standings
from editorial.review.usual_answers import usual_answer_words
from regions.models import Portal
from tests.announcing.review_steps import answer, make_draft, save, send, stored, waiting
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def test_standings_of_many_pages_take_one_statement(organisation: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    never, waits, returned, approved, taken_back = pages = [make_draft(organisation, f"K{n}") for n in range(5)]
    for page in pages[1:]:
        send(client, page)
    answer(returned, coordinator, "reject", "  Korjaa ")
    answer(approved, coordinator, "approve")
    waiting(taken_back).workflow_state.cancel()
    save(waits, sanna.user, summary="Uudempi")
    review_standings([never.pk])
    with CaptureQueriesContext(connection) as captured:
        found = review_standings([page.pk for page in pages])
    assert len(captured) == 1
    assert {key: (one.stage, one.comment, one.has_newer_text) for key, one in found.items()} == {
        waits.pk: ("waiting", "", True),
        returned.pk: ("returned", "Korjaa", False),
        approved.pk: ("approved", "", False),
    }
    assert (found[returned.pk].person, review_standings([])) == (coordinator.get_username(), {})


def test_returned_text_that_is_taken_back_is_a_draft(organisation: Any, sanna: Any, coordinator: Any) -> None:
    page = make_draft(organisation)
    send(at("espoo", sanna.user), page)
    answer(page, coordinator, "reject", "Korjaa")
    stored(page).current_workflow_state.cancel()
    assert review_standing(page.pk) is None


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([1, 2], ""),
        ([1, 1, 30], "muutamassa tunnissa"),
        ([5, 20, 90], "vuorokaudessa"),
        ([20, 70, 300], "3 päivässä"),
        ([25, 26, 27, 28], "2 päivässä"),
    ],
)
def test_usual_time_is_the_median_of_the_portals_answers(
    organisation: Any, sanna: Any, coordinator: Any, espoo: Portal, vantaa: Portal, hours: list[int], words: str
) -> None:
    client, now = at("espoo", sanna.user), timezone.now()
    for number, span in enumerate(hours):
        page = make_draft(organisation, f"K{number}")
        send(client, page)
        state = waiting(page)
        answer(page, coordinator, "reject" if number else "approve", "Hyvä")
        started = now - datetime.timedelta(hours=span)
        TaskState.objects.filter(pk=state.pk).update(started_at=started, finished_at=now)
    with translation.override("fi"):
        assert words in usual_answer_words(espoo)
        assert bool(usual_answer_words(espoo)) is bool(words)
        assert usual_answer_words(vantaa) == ""


def test_moments_in_words() -> None:
    now = datetime.datetime(2026, 11, 29, 10, 0, tzinfo=datetime.UTC)
    moments = [
        (datetime.datetime(2026, 11, 28, 22, 5, tzinfo=datetime.UTC), "tänään klo 0.05"),
        (datetime.datetime(2026, 11, 28, 7, 0, tzinfo=datetime.UTC), "eilen klo 9"),
        (datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC), "ti 24.11. klo 17"),
        (datetime.datetime(2025, 11, 24, 15, 0, tzinfo=datetime.UTC), "ma 24.11.2025 klo 17"),
    ]
    with translation.override("fi"):
        found = [moment_words(moment, now).replace("\u2068", "").replace("\u2069", "") for moment, _words in moments]
    assert found == [words for _moment, words in moments]
