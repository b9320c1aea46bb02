"""Many people publish at the same time, and nobody's work is refused."""

import threading
from typing import Any

import pytest
from django.db import connection

from listings.models import ActivityPage
from tests.listings.factories import make_activity, make_organisation
from tests.regions.factories import open_national

THREADS = 8
PAGES_PER_THREAD = 5
TIMES = 5

WORDS = ("kielikahvila", "keskusta", "ilta", "suomi", "ryhmä")


def title(number: int) -> str:
    """Alike titles, with their words in varying order."""
    at = number % len(WORDS)
    return " ".join((*WORDS[at:], *WORDS[:at])).capitalize()


def publish_again_and_again(keys: list[int], faults: list[Any], start: threading.Barrier) -> None:
    try:
        start.wait()
        for number in range(TIMES):
            for key in keys:
                page = ActivityPage.objects.get(pk=key)
                page.title = title(key + number)
                page.save_revision().publish()
    except Exception as error:
        faults.append(error)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_hundred_publications_of_alike_titles_by_eight_threads_all_succeed() -> None:
    organisation = make_organisation(open_national())
    keys = [make_activity(organisation, title(0), live=False).pk for _number in range(THREADS * PAGES_PER_THREAD)]
    faults: list[Any] = []
    start = threading.Barrier(THREADS)
    threads = [
        threading.Thread(target=publish_again_and_again, args=(keys[at::THREADS], faults, start))
        for at in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert {page.title for page in ActivityPage.objects.live()} == {title(key + TIMES - 1) for key in keys}
