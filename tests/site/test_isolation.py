"""What every test may rely on: a database of its own, with Wagtail's root, locales and base data in it."""

import threading
import urllib.request

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale, Page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next(_time: int) -> None:
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_still_finds_wagtails_root_and_the_locales() -> None:
    assert Page.objects.filter(depth=1).exists()
    assert Locale.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_other_threads_see_what_was_committed() -> None:
    Group.objects.create(name="committed")
    seen: list[bool] = []

    def look() -> None:
        seen.append(Group.objects.filter(name="committed").exists())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [True]


@pytest.mark.django_db
def test_a_test_that_rolls_back_finds_nothing_of_one_that_committed() -> None:
    assert not Group.objects.filter(name="committed").exists()


def test_the_live_server_serves_from_the_tests_own_database(live_server: LiveServer) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{live_server.thread.port}/health/") as answer:
        assert answer.status == 200
