"""The admin's preview panel shows the draft, and its checks look at it; no other page can be framed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import FrameLocator, Page, expect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from listings.models import OrganisationPage
from regions.models import Portal, PortalHomePage
from tests.browser.visitor import Address, NewVisitor
from tests.editorial.factories import draft_article
from tests.listings.admin import ADMIN_HOST, form_of, signed_in, url
from tests.listings.factories import make_activity, make_organisation
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = {"width": 1600, "height": 1000}
#: The name of a file instead of what the picture shows.
BAD_ALT = "IMG_0042.jpg"


@pytest.fixture
def open_form(open_portals: None, portal_address: Address, new_visitor: NewVisitor) -> Callable[[Any], Page]:
    """Open a page's form as a national administrator."""
    client = Client(headers={"host": ADMIN_HOST})
    client.force_login(make_user("admin@example.net", is_superuser=True))
    session = client.cookies["sessionid"].value

    def open_it(edited: Any) -> Page:
        address = portal_address("kototori", url("edit", edited.pk))
        page = new_visitor("fi", has_script=True, **WIDE).page
        page.context.add_cookies(
            [{"name": "sessionid", "value": session, "domain": urlsplit(address).hostname, "path": "/"}]
        )
        page.goto(address)
        return page

    return open_it


def preview_of(page: Page) -> FrameLocator:
    page.locator("[data-side-panel-toggle=preview]").click()
    return page.frame_locator("iframe.w-preview__iframe, [data-w-preview-target=iframe], .w-preview iframe").first


def pages(espoo: Portal) -> dict[str, Any]:
    organisation = make_organisation(espoo)
    return {
        "activity": make_activity(organisation, "Ompelukerho", live=False),
        "organisation": OrganisationPage.objects.get(pk=organisation.pk),
        "article": draft_article(espoo, "Syksyn uutiset"),
        "front page": PortalHomePage.objects.fronts().get(portal=espoo, locale__language_code="fi"),
    }


@pytest.mark.parametrize("kind", ["activity", "organisation", "article", "front page"])
def test_panel_shows_the_draft(kind: str, open_form: Callable[[Any], Page], espoo: Portal) -> None:
    edited = pages(espoo)[kind]
    page = open_form(edited)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    frame = preview_of(page)
    expect(frame.locator("h1").first).to_be_visible()
    if kind != "front page":
        expect(frame.locator("h1").first).to_have_text(edited.title)
    assert problems == []


def test_checks_report_a_problem_and_count_words(
    open_form: Callable[[Any], Page], espoo: Portal, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = get_image_model().objects.create(title="Kuva", file=get_test_image_file(), description="Kuva")
    activity = make_activity(make_organisation(espoo), "Ompelukerho", live=False, image=picture, image_alt=BAD_ALT)
    page = open_form(activity)
    page.locator("[data-side-panel-toggle=checks]").click()
    panel = page.locator("[data-side-panel=checks]")
    expect(panel).to_contain_text(re.compile(r"Ongelmia löytynyt\s*1"))
    expect(panel).to_contain_text(re.compile(r"Sanoja\s*[1-9]"))


@pytest.mark.parametrize("path", ["/fi/", "/fi/toiminta/"])
def test_public_pages_stay_out_of_frames(path: str, open_portals: None, client: Client) -> None:
    answer = client.get(path, headers={"host": "espoo.localhost"})
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_preview_is_framed_by_the_admins_own_pages_only(activity_preview: Any) -> None:
    assert "frame-ancestors 'self'" in activity_preview["Content-Security-Policy"]
    assert "script-src 'self';" in activity_preview["Content-Security-Policy"]
    assert activity_preview["X-Frame-Options"] == "SAMEORIGIN"


@pytest.fixture
def activity_preview(open_portals: None, espoo: Portal) -> Any:
    """The answer of the preview panel's address."""
    activity = make_activity(make_organisation(espoo), "Ompelukerho", live=False)
    client = signed_in(make_user("admin@example.net", is_superuser=True))
    address = url("preview_on_edit", activity.pk)
    client.post(address, form_of(client, url("edit", activity.pk)))
    return client.get(address, {"in_preview_panel": "true"})
