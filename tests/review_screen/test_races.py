"""Answers at the same moment, in real threads: one wins, the others see it, and a double click is one."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.models import Revision, TaskState, WorkflowState

from editorial.edit_conflicts.page_lock import lock_page
from editorial.review.models import ReviewState
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, make_organisation
from tests.regions.factories import make_member
from tests.review_screen.waiting_texts import live, screen_form, screen_url, send, send_latest
from tests.shares import TIMES

pytestmark = pytest.mark.django_db(transaction=True)

#: How many races are run.
RACES = 20 * TIMES
_SEED = 12


def at_once(jobs: list[Callable[[], Any]], pauses: list[float]) -> list[Any]:
    """Run jobs in threads that start together, each after its pause in seconds. Return what each returned."""
    barrier, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number: int) -> None:
        try:
            barrier.wait()
            threading.Event().wait(pauses[number])
            results[number] = jobs[number]()
        except Exception as error:
            results[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.exhaustive
def test_races_lose_no_answer_and_give_none_twice(espoo: Portal) -> None:
    """Each answer that was taken is the one that is stored; what is public is what its reviewer had before them."""
    chance = random.Random(_SEED)
    people = [make_member(espoo, name=f"{name}@example.org") for name in ("eka", "toka")]
    clients = [signed_in(person) for person in people]
    organisation = make_organisation(espoo)
    for number in range(RACES):
        race(chance, make_activity(organisation, f"Kahvila {number}"), people, clients)


def race(chance: random.Random, page: Any, people: list[Any], clients: list[Any]) -> None:
    state = send(page, None, summary="Lähetetty")
    names = [chance.choice(("approve", "return")) for _ in people]
    forms = [screen_form(client.get(screen_url(state))) for client in clients]
    is_replaced = chance.random() < 0.3

    def answering(number: int) -> Callable[[], int]:
        sent = forms[number] | {"answer": names[number], "comment": f"Sanoo {number}"}
        return lambda: int(clients[number].post(screen_url(state), sent).status_code)

    def replacing() -> None:
        send_again(page)

    jobs: list[Callable[[], Any]] = [answering(0), answering(1), *([replacing] if is_replaced else [])]
    results = at_once(jobs, [chance.random() * 0.03 for _ in jobs])
    won = [number for number in (0, 1) if results[number] == 302]
    stored = ReviewState.objects.get(pk=state.pk)
    assert all(result in (302, 409) for result in results[:2]), results
    assert len(won) == (0 if stored.status == "cancelled" else 1), (results, stored.status)
    if won:
        name = names[won[0]]
        assert stored.status == ("approved" if name == "approve" else "rejected")
        assert (stored.finished_by, stored.comment) == (people[won[0]], f"Sanoo {won[0]}")
        assert (live(page).summary == "Lähetetty") is (name == "approve")
    else:
        assert live(page).summary == ""
    open_reviews = WorkflowState.objects.filter(object_id=str(page.pk), status="in_progress")
    assert TaskState.objects.filter(workflow_state__in=open_reviews, status="in_progress").count() == len(open_reviews)


def send_again(page: Any) -> None:
    """What the desk does: a newer version is saved and sent, under the page's lock."""
    with transaction.atomic():
        lock_page(page.pk)
        draft = live(page).get_latest_revision_as_object()
        draft.summary = "Uudempi"
        draft.save_revision(clean=False)
        send_latest(page)


def test_double_click_is_one_answer_and_no_error_page(espoo: Portal) -> None:
    page = make_activity(make_organisation(espoo), "Kahvila")
    state = send(page, None, summary="Uusi")
    client = signed_in(make_member(espoo))
    sent = screen_form(client.get(screen_url(state))) | {"answer": "approve", "comment": "Kiitos"}
    revisions = Revision.objects.count()
    results = at_once([lambda: client.post(screen_url(state), sent).status_code] * 3, [0.0] * 3)
    assert results == [302] * 3
    assert (live(page).summary, Revision.objects.count()) == ("Uusi", revisions)
    assert client.post(screen_url(state), sent).status_code == 302
