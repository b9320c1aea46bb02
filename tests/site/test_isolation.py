"""Every test has a database of its own with Wagtail's root page, the locales and the base data."""

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
def test_committed_rows_are_gone_in_the_next_test(_time: int) -> None:
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")


@pytest.mark.django_db(transaction=True)
def test_committing_test_has_wagtails_root_and_the_locales() -> None:
    assert Page.objects.filter(depth=1).exists()
    assert Locale.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_other_threads_see_committed_rows() -> None:
    Group.objects.create(name="committed")
    results: list[bool] = []

    def query() -> None:
        results.append(Group.objects.filter(name="committed").exists())
        connection.close()

    thread = threading.Thread(target=query)
    thread.start()
    thread.join()

    assert results == [True]


@pytest.mark.django_db
def test_rolling_back_test_has_no_rows_of_a_committing_one() -> None:
    assert not Group.objects.filter(name="committed").exists()


@pytest.mark.parametrize("_time", [1, 2])
def test_demo_pool_is_complete_in_every_rolling_back_test(demo_pool: None, _time: int) -> None:
    assert Listing.objects.count() == 120
    Listing.objects.all()[:1].get().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_demo_pool_is_complete_in_every_committing_test(demo_pool: None, _time: int) -> None:
    assert Listing.objects.count() == 120
    Listing.objects.all()[:1].get().delete()


def test_demo_pool_is_indexed(demo_pool: None) -> None:
    assert ListingDocument.objects.exists()


@pytest.mark.django_db
def test_demo_pool_is_absent_without_its_fixture() -> None:
    assert not Listing.objects.exists()


def test_live_server_uses_the_tests_own_database(live_server: LiveServer) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{live_server.thread.port}/health/") as response:
        assert response.status == 200


@pytest.mark.browser
def test_chromium_reaches_a_portal_at_its_own_address(
    page: BrowserPage, demo_pool: None, portal_address: Callable[[str, str], str]
) -> None:
    response = page.goto(portal_address("espoo", "/fi/"))

    assert response is not None
    assert response.status == 200
