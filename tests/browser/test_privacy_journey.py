"""A national administrator answers somebody who wants to be forgotten."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from listings.enums import OrganisationRole
from listings.models import ActivityPage, Listing, OrganisationMembership
from tests.browser.staff import expect_message, sign_in
from tests.browser.test_admin_accessibility import (
    AXE,
    BEYOND_THE_EDGE,
    END_OF_TRANSITIONS,
    SHOWN,
    VIEWS,
    WAGTAILS,
    WAGTAILS_OWN,
)
from tests.browser.visitor import Address, NewVisitor, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "siltasanat@example.org"


@pytest.fixture
def person(demo_pool: None) -> Any:
    """A writer with a colleague, an activity of their own, and their name in what others have published."""
    person = get_user_model().objects.get(email=ADDRESS)
    membership = OrganisationMembership.objects.get(user=person)
    colleague = get_user_model().objects.get(email="vihreasohva@example.org")
    OrganisationMembership.objects.create(
        user=colleague, organisation=membership.organisation, role=OrganisationRole.RESPONSIBLE
    )
    own = ActivityPage.objects.source_of(Listing.objects.get(source_id="L025"))
    own.owner = person
    own.save_revision(user=person).publish()
    other = ActivityPage.objects.source_of(Listing.objects.get(source_id="L031"))
    other.summary = f"Vetäjänä {person.get_full_name()}"
    other.save_revision().publish()
    return person


def faults(visitor: Visitor) -> list[str]:
    """What axe says about the page as it is shown, and what lies beyond its edge, at both widths, light and dark."""
    page, problems = visitor.page, []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_load_state("networkidle")
        page.evaluate(END_OF_TRANSITIONS)
        page.evaluate(AXE_SCRIPT)
        context = {"exclude": [[part] for part in WAGTAILS_OWN]}
        broken = page.evaluate("async ([where, how]) => (await axe.run(where, how)).violations", [context, AXE])
        problems += [f"{width} {scheme}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in broken]
        beyond = page.evaluate(BEYOND_THE_EDGE, [SHOWN, WAGTAILS])
        problems += [f"{width} {scheme}: beyond the edge {part}" for part in beyond]
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=f"{folder}/privacy-{width}-{scheme}.png")
            page.locator("form").last.scroll_into_view_if_needed()
            page.screenshot(path=f"{folder}/privacy-{width}-{scheme}-below.png")
    return problems


def test_look_give_out_erase(person: Any, portal_address: Address, new_visitor: NewVisitor, tmp_path: Path) -> None:
    admin = sign_in(new_visitor, portal_address, "admin@example.org")
    page = admin.page
    page.goto(portal_address("kototori", f"/admin/privacy/?account={person.pk}"))
    expect(page.get_by_label(admin.said("The person's e-mail address"))).to_have_value(ADDRESS)
    assert faults(admin) == []
    page.get_by_role("button", name=admin.said("Look"), exact=True).click()
    expect(page.get_by_role("heading", name=admin.said("Erase the person"))).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    assert ADDRESS not in page.url
    assert faults(admin) == []

    with page.expect_download() as download:
        page.get_by_role("button", name=admin.said("Save the file")).click()
    file = tmp_path / "person.json"
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["address"] == ADDRESS

    confirmation = page.get_by_label(admin.said("Type the address once more to erase the person"))
    confirmation.fill("siltasanat@example.com")
    page.get_by_role("button", name=admin.said("Erase for good")).click()
    expect(
        page.get_by_text(admin.said("This is another address than the one above. Nothing was erased."))
    ).to_be_visible()
    assert faults(admin) == []
    confirmation.fill(ADDRESS)
    page.get_by_role("button", name=admin.said("Erase for good")).click()
    expect_message(admin, admin.said("The person is erased."))
    assert not get_user_model().objects.filter(pk=person.pk).exists()
    page.goto("about:blank")
