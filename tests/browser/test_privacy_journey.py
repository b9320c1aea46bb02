"""A national administrator answers somebody who wants to be forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from listings.enums import OrganisationRole
from listings.models import ActivityPage, Listing, OrganisationMembership
from tests.browser.admin_page_faults import admin_page_faults
from tests.browser.staff import expect_message, sign_in
from tests.browser.visitor import Address, NewVisitor

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


def test_look_give_out_erase(person: Any, portal_address: Address, new_visitor: NewVisitor, tmp_path: Path) -> None:
    admin = sign_in(new_visitor, portal_address, "admin@example.org")
    page = admin.page
    page.goto(portal_address("kototori", f"/admin/privacy/?account={person.pk}"))
    expect(page.get_by_label(admin.said("The person's e-mail address"))).to_have_value(ADDRESS)
    assert admin_page_faults(page, picture="privacy") == []
    page.get_by_role("button", name=admin.said("Look"), exact=True).click()
    expect(page.get_by_role("heading", name=admin.said("Erase the person"))).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    assert ADDRESS not in page.url
    assert admin_page_faults(page, picture="privacy") == []

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
    assert admin_page_faults(page, picture="privacy") == []
    confirmation.fill(ADDRESS)
    page.get_by_role("button", name=admin.said("Erase for good")).click()
    expect_message(admin, admin.said("The person is erased."))
    assert not get_user_model().objects.filter(pk=person.pk).exists()
    page.goto("about:blank")
