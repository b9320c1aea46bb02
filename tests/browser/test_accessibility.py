"""axe reports nothing on public pages (WCAG 2.2 AA and best practice), light and dark, in narrow and wide windows.

No page scrolls sideways.
"""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page as BrowserPage

from editorial.articles.addresses import article_path, news_slug, statement_slug
from editorial.enums import StatementKind
from kototori.demo.article_texts import FIRST_TIME
from kototori.demo.articles import load_demo_articles
from listings.addresses import activity_path, finder_path, organisation_path, organisations_path, theme_path
from listings.enums import ListingStatus
from tests.browser.page_faults import page_faults
from tests.browser.visitor import Address
from tests.faces.visiting import change, listing
from tests.shares import share

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exhaustive]

#: Languages in which every page is looked at; `make test` takes every second page in each, `make prove` all of them.
FULLY_CHECKED = ["fi", "ar"]


def region_paths(language: str) -> list[str]:
    """Every type of public page that a region's portal has."""
    finder = finder_path(language)
    return [
        f"/{language}/",
        finder,
        f"{finder}?theme=sport&price=free&place=Tapiola&radius=10",
        f"{finder}?q=asdf&theme=sport",
        f"{finder}?q=kielikahvila+delfiineille+nosturilla",
        f"{finder}?from=tomorrow&q=x",
        f"{finder}?place=Xyzzy",
        f"{finder}?view=week",
        activity_path(language, listing("L032").pk),
        activity_path(language, listing("L008").pk),
        activity_path(language, listing("L041").pk),
        organisations_path(language),
        f"{organisations_path(language)}?page=0",
        organisation_path(language, listing("L032").organisation_id),
        theme_path(language, "language"),
        f"/{language}/{news_slug(language)}/",
        article_path(language, FIRST_TIME.slug),
        *(f"/{language}/{statement_slug(kind, language)}/" for kind in StatementKind),
        f"/{language}/nothing-here/",
    ]


@pytest.fixture
def whole_service(demo_pool: None) -> None:
    """Articles beside the activities, one of which has ended and one is cancelled for a reason longer than a line."""
    load_demo_articles()
    reason = f"https://example.org/{'remontti' * 8}"
    change("L008", status=ListingStatus.CANCELLED, status_reason=reason)
    change("L041", public_until=timezone.localdate() - datetime.timedelta(days=1))


def faults(page: BrowserPage, url: str) -> list[str]:
    """What is wrong on a page, each as one line."""
    page.goto(url)
    return page_faults(page)


@pytest.mark.usefixtures("whole_service")
@pytest.mark.parametrize("language", FULLY_CHECKED)
def test_public_pages_are_accessible(portal_address: Address, page: BrowserPage, language: str) -> None:
    paths = share(region_paths(language), one_in=2, first=FULLY_CHECKED.index(language))
    urls = [portal_address("espoo", path) for path in paths]
    urls.append(portal_address("kototori", f"/{language}/"))
    urls.append(portal_address("kototori", activity_path(language, listing("L009").pk)))
    assert [fault for url in urls for fault in faults(page, url)] == []


@pytest.mark.usefixtures("whole_service")
@pytest.mark.parametrize("language", ["sv", "en", "ru"])
def test_public_pages_are_accessible_in_the_other_languages_of_a_region(
    portal_address: Address, page: BrowserPage, language: str
) -> None:
    paths = [f"/{language}/", finder_path(language), activity_path(language, listing("L032").pk)]
    assert [fault for path in paths for fault in faults(page, portal_address("espoo", path))] == []


@pytest.mark.usefixtures("whole_service")
def test_pages_outside_a_language_are_accessible(portal_address: Address, page: BrowserPage) -> None:
    known = portal_address("espoo", "/api/v1/docs")
    unknown = f"http://nowhere.localhost:{urlsplit(known).port}/"
    assert [fault for url in (known, unknown) for fault in faults(page, url)] == []
