"""What every test may rely on: a database of its own, with Wagtail's root, locales and base data in it."""

import threading
import urllib.request
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from playwright.sync_api import Page as BrowserPage
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale, Page

from listings.models import Listing
from search.models import ListingDocument


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


@pytest.mark.parametrize("_time", [1, 2])
def test_the_demo_pool_is_as_loaded_for_every_test_that_asks(demo_pool: None, _time: int) -> None:
    assert Listing.objects.count() == 120
    Listing.objects.all()[:1].get().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_the_demo_pool_is_as_loaded_for_every_test_that_commits(demo_pool: None, _time: int) -> None:
    assert Listing.objects.count() == 120
    Listing.objects.all()[:1].get().delete()


def test_the_demo_pool_is_indexed(demo_pool: None) -> None:
    assert ListingDocument.objects.exists()


@pytest.mark.django_db
def test_a_test_without_the_demo_pool_does_not_see_it() -> None:
    assert not Listing.objects.exists()


def test_the_live_server_serves_from_the_tests_own_database(live_server: LiveServer) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{live_server.thread.port}/health/") as answer:
        assert answer.status == 200


@pytest.mark.browser
def test_chromium_reaches_a_portal_at_its_own_address(
    page: BrowserPage, demo_pool: None, portal_address: Callable[[str, str], str]
) -> None:
    answer = page.goto(portal_address("espoo", "/fi/"))

    assert answer is not None
    assert answer.status == 200
