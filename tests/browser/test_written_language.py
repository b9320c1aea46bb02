"""The language that a writer chooses counts, although autosave has made the page meanwhile."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import expect

from listings.models import ActivityPage, Listing
from tests.browser.visitor import DESK, Address, NewVisitor
from tests.listings.admin import ADMIN_HOST, url
from tests.listings.factories import make_editor, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)

#: Milliseconds after loading from which Wagtail notices changes.
AUTOSAVE_READY = 6_000


def test_language_chosen_after_autosave(
    open_portals: None, espoo: Any, portal_address: Address, new_visitor: NewVisitor
) -> None:
    organisation = make_organisation(espoo)
    client = Client(headers={"host": ADMIN_HOST})
    client.force_login(make_editor(organisation))
    address = portal_address("kototori", url("add", "listings", "activitypage", organisation.pk))
    page = new_visitor("fi", has_script=True, **DESK).page
    host = urlsplit(address).hostname
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": host, "path": "/"}]
    )
    page.goto(address)
    page.wait_for_timeout(AUTOSAVE_READY)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/pages/add/" in answer.url) as sent:
        page.locator("#id_title").fill("Sewing circle")
        page.locator("#id_title").press("Tab")
    assert sent.value.json()["success"]
    assert ActivityPage.objects.get().language == "fi"
    page.locator("#id_written_in").select_option("en")
    page.get_by_role("button", name="Tallenna luonnos").click()
    expect(page.locator(".messages")).to_be_visible()
    expect(page.locator("#id_written_in")).to_have_value("en")
    written = ActivityPage.objects.get()
    assert written.language == Listing.objects.get(pk=written.translation_key).source_language == "en"
