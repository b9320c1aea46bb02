"""Two people write one page, and one person sends while the page saves itself (docs/needs.md, C5, C6)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Response, Route, expect

from listings.models import ActivityPage, Listing
from tests.browser.staff import expect_message, sign_in, take_from_drop_up
from tests.browser.visitor import Address, NewVisitor, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

#: An activity of Siltasanat ry in Espoo.
ACTIVITY = "L025"
MINE, THEIRS = "Minun tiivistelmäni", "Heidän tiivistelmänsä"


def open_form(person: Visitor, portal_address: Address) -> Page:
    page = ActivityPage.objects.source_of(Listing.objects.get(source_id=ACTIVITY))
    person.page.goto(portal_address("kototori", f"/admin/pages/{page.pk}/edit/"))
    expect(summary(person.page)).to_be_visible()
    return person.page


def summary(page: Page) -> Locator:
    return page.locator("#id_summary")


def stored() -> str:
    page = ActivityPage.objects.source_of(Listing.objects.get(source_id=ACTIVITY))
    return str(page.get_latest_revision_as_object().summary)


def test_two_write_and_one_sends_while_the_page_saves_itself(
    demo_pool: None, portal_address: Address, new_visitor: NewVisitor
) -> None:
    late = sign_in(new_visitor, portal_address, "espoo@example.org")
    early = sign_in(new_visitor, portal_address, "admin@example.org")
    whoever_is_later_sees_both_texts_and_goes_on(late, early, portal_address)
    sending_while_the_page_saves_itself_is_no_conflict(late, portal_address)


def whoever_is_later_sees_both_texts_and_goes_on(late: Visitor, early: Visitor, portal_address: Address) -> None:
    page = open_form(late, portal_address)
    other = open_form(early, portal_address)
    page.route(re.compile("/edit/$"), refuse_autosave)
    summary(other).fill(THEIRS)
    other.get_by_role("button", name=early.said("Save draft")).first.click()
    expect_message(early, "päivitetty")
    summary(page).fill(MINE)
    page.locator("form[data-edit-form]").evaluate("form => form.submit()")
    expect(page.get_by_role("cell", name=MINE, exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name=THEIRS, exact=True)).to_be_visible()
    page.get_by_role("button", name=late.said("Go on editing with my text filled in")).click()
    expect(summary(page)).to_have_value(MINE)
    assert stored() == THEIRS


def is_autosave(answer: Response) -> bool:
    """Whether the page has saved itself. While a field that it needs is empty, it can't."""
    return answer.request.method == "POST" and answer.url.endswith("/edit/") and answer.ok


def refuse_autosave(route: Route) -> None:
    """What the person types is saved by nothing but the button."""
    if "text/html" in route.request.headers.get("accept", ""):
        route.continue_()
    else:
        route.abort()


def wait_for_the_script(page: Page) -> None:
    """Wagtail's script takes what stands in the form two seconds after it has loaded as unchanged."""
    page.wait_for_timeout(4_000)


def sending_while_the_page_saves_itself_is_no_conflict(coordinator: Visitor, portal_address: Address) -> None:
    """The title is missing, so the form comes back; mended it is published, without a question about other windows."""
    page = open_form(coordinator, portal_address)
    page.unroute_all()  # not before: the form with the text filled in would save itself while it is left
    wait_for_the_script(page)
    with page.expect_response(is_autosave) as saved:
        summary(page).fill("Ensin")
    assert saved.value.json()["field_updates"]["loaded_revision_id"]
    title = page.get_by_label(coordinator.said("Name of the activity"))
    name = title.input_value()
    title.fill("")
    take_from_drop_up(coordinator, coordinator.said("Publish"))
    expect_message(coordinator, "virheitä")
    wait_for_the_script(page)
    title.fill(name)
    summary(page).fill("Sitten")
    take_from_drop_up(coordinator, coordinator.said("Publish"))
    expect_message(coordinator, "julkaistu")
    assert stored() == "Sitten"
