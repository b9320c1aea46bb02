"""An organisation announces an activity (docs/needs.md, C2, C6): editor writes, coordinator approves, visitor finds.

Then the editor exports the list as a spreadsheet, in which no title is a formula.
"""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urljoin

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from tests.browser.staff import expect_message, menu, sign_in, take_from_drop_up
from tests.browser.visitor import Address, NewVisitor, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

ORGANISATION, TO_REVIEW = "Siltasanat ry", "Lähetä oikoluettavaksi: Oikoluku – Espoo"
#: A title that a spreadsheet would calculate.
TITLE = "=1+1"


def test_editor_announces_an_activity_and_exports_the_list(
    demo_pool: None, portal_address: Address, new_visitor: NewVisitor
) -> None:
    visitor = new_visitor("fi", has_script=True, width=360, height=740)
    editor = sign_in(new_visitor, portal_address, "siltasanat@example.org")
    write(editor)
    take_from_drop_up(editor, TO_REVIEW)
    expect_message(editor, TITLE)
    coordinator = sign_in(new_visitor, portal_address, "espoo@example.org")
    approve(coordinator)
    find(visitor, portal_address)
    table = take_along(editor)
    cell = next(row[2] for row in table.iter_rows() if row[2].value == TITLE)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def write(editor: Visitor) -> None:
    """What the form asks for, and where it is."""
    page = editor.page
    page.get_by_role("link", name=editor.said("Announce an activity")).click()
    page.get_by_label(editor.said("Name of the activity")).fill(TITLE)
    page.get_by_role("combobox", name=editor.said("form of activity")).select_option(label="Ryhmä tai kerho")
    page.get_by_role("group", name=editor.said("themes")).get_by_label("Kieli", exact=True).check()
    page.get_by_role("button", name="Lisää aika").click()
    page.get_by_role("group", name=editor.said("weekdays")).get_by_label(editor.said("Tuesday")).check()
    page.locator("#id_slots-0-start").fill("17.00")
    page.locator("#id_slots-0-end").fill("19.00")
    page.get_by_role("combobox", name=editor.said("municipality")).select_option(label="Espoo")


def approve(coordinator: Visitor) -> None:
    """From the front page of the admin, where it waits until she has."""
    page = coordinator.page
    waiting = page.locator(".k-needs").get_by_role("link", name="teksti odottaa")
    expect(waiting).to_contain_text("1 teksti odottaa")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_label(coordinator.said("Name of the activity"))).to_have_value(TITLE)
    take_from_drop_up(coordinator, coordinator.said("Approve"))
    expect_message(coordinator, TITLE)
    page.goto(urljoin(page.url, "/admin/"))
    expect(page.locator(".k-needs")).to_be_visible()
    expect(waiting).to_have_count(0)


def look(visitor: Visitor, portal_address: Address) -> Locator:
    """The activity among what a search for its organisation finds."""
    visitor.page.goto(portal_address("espoo", "/fi/"))
    visitor.search(ORGANISATION)
    expect(visitor.page.locator(".card").first).to_contain_text(ORGANISATION)
    return visitor.page.locator(".card").get_by_role("link", name=TITLE, exact=True)


def find(visitor: Visitor, portal_address: Address) -> None:
    look(visitor, portal_address).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.fact("When")).to_contain_text("tiistaisin klo 17–19")


def take_along(editor: Visitor) -> Any:
    page = editor.page
    menu(editor).get_by_role("link", name=editor.said("Activities"), exact=True).click()
    expect(page.locator(".k-pool").get_by_role("link", name=TITLE)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=editor.said("Save as Excel (XLSX)")).click()
    return load_workbook(io.BytesIO(download.value.path().read_bytes())).active
