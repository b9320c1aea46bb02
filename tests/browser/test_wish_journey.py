"""A visitor finds nothing, tells what was missing, and a coordinator reads it and searches again.

axe reports nothing on these pages, and none scrolls sideways.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from editorial.wishes.models import Wish
from editorial.wishes.wish_form import WishForm
from kototori.demo.wishes import make_demo_wishes
from listings.addresses import finder_path
from tests.browser.admin_page_faults import admin_faults_at
from tests.browser.staff import expect_message, menu, sign_in
from tests.browser.test_accessibility import faults
from tests.browser.visitor import NOTHING_KEPT, Address, NewVisitor
from tests.faces.visiting import visit

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"width": 320, "height": 640}
#: "Riding a horse"; nothing of the demo is about it.
WORDS = "fuulidda faraska"


@pytest.fixture(autouse=True)
def _nobody_has_sent_yet(demo_pool: None) -> None:
    """And the dictionaries are there, which a process loads with its first words."""
    cache.clear()
    Wish.objects.all().delete()
    assert visit("kototori", "/so/activities/?q=kafeega+luqadda").status_code == 200


@pytest.mark.parametrize("has_script", [False, True])
def test_a_wish_reaches_the_coordinator(portal_address: Address, new_visitor: NewVisitor, has_script: bool) -> None:
    person = new_visitor("so", has_script=has_script, **NARROW)
    page = person.page
    page.goto(portal_address("kototori", "/so/"))
    person.search(f"{WORDS} 040 123 4567")
    page.get_by_role("link", name=person.said("Tell us what was missing"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(person.said("Tell us what was missing"))
    expect(page.locator(".told")).to_contain_text(WORDS)
    expect(page.locator(".told")).not_to_contain_text("040")
    page.wait_for_timeout(WishForm.min_seconds * 1000)
    page.get_by_role("button", name=person.said("Send"), exact=True).click()
    thanks = page.get_by_role("heading", level=1)
    expect(thanks).to_have_text(person.said("Thank you for telling us"))
    if has_script:
        expect(thanks).to_be_focused()
    assert person.kept() == NOTHING_KEPT if has_script else page.context.cookies() == []
    page.get_by_role("link", name=person.said("Back to the search"), exact=True).click()
    assert parse_qs(urlsplit(page.url).query) == {"q": [f"{WORDS} 040 123 4567"]}
    assert Wish.objects.get().words == WORDS

    coordinator = sign_in(new_visitor, portal_address, "admin@example.org")
    page = coordinator.page
    menu(coordinator).get_by_role("link", name=coordinator.said("Visitors' wishes")).click()
    row = page.locator("table.k-pool tbody tr")
    expect(row).to_contain_text(WORDS)
    expect(row).to_contain_text(coordinator.said("nothing"))
    row.get_by_role("link", name=coordinator.said("Search again")).click()
    expect(page.locator("html")).to_have_attribute("lang", "so")
    assert parse_qs(urlsplit(page.url).query) == {"q": [WORDS]}
    page.go_back()
    row.get_by_role("button", name=coordinator.said("Mark as seen")).click()
    expect_message(coordinator, WORDS)
    expect(row).to_have_count(0)
    assert Wish.objects.get().is_seen


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_pages_of_wishes_are_accessible(portal_address: Address, page: BrowserPage, language: str) -> None:
    paths = [
        f"/{language}/wish/?q=040+1234567+asdf&weekday=2&theme=sport",
        f"/{language}/wish/?q=040+1234567",
        f"/{language}/wish/sent/?q=asdf",
        f"{finder_path(language)}?theme=sport&weekday=1&weekday=2&time_from=23:00",
        f"{finder_path(language)}?theme=language",
    ]
    assert [fault for path in paths for fault in faults(page, portal_address("espoo", path))] == []


def test_the_list_of_wishes_is_accessible(portal_address: Address, new_visitor: NewVisitor) -> None:
    make_demo_wishes()
    person = sign_in(new_visitor, portal_address, "admin@example.org")
    urls = [portal_address("kototori", path) for path in ("/admin/wishes/?state=any", "/admin/wishes/?language=et")]
    assert [fault for url in urls for fault in admin_faults_at(person.page, url)] == []
