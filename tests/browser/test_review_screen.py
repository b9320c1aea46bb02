"""A coordinator answers on the review screen, on a phone and at a desk, with and without script, in few presses."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from editorial.review_screen.models import ReturnReason
from regions.models import Portal
from tests.browser.desk_people import at_portal
from tests.browser.visitor import Address, NewVisitor
from tests.people.conftest import activity, coordinator, organisation, sanna
from tests.review_screen.waiting_texts import live, screen_url, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["activity", "coordinator", "organisation", "sanna"]


@pytest.fixture
def state(activity: Any, sanna: Any, espoo: Portal) -> Any:
    ReturnReason.objects.create(portal=espoo, title="Paikka", text="Mistä ovesta tullaan sisään?")
    return send(activity, sanna.user, summary="Puhutaan suomea.")


#: Whatever can have focus and then lies wholly under Wagtail's header or the bar of answers.
COVERED = """() => {
    const bar = document.querySelector('.k-answer-bar'), header = document.querySelector('.w-slim-header');
    document.querySelector('.content-wrapper').style.scrollBehavior = 'auto';
    return [...document.querySelectorAll('.k-review :is(a[href], button, select, textarea, summary)')]
        .filter((one) => one.checkVisibility())
        .filter((one) => {
            one.focus();
            const { top, bottom } = one.getBoundingClientRect();
            const isAbove = bar.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING;
            const floor = isAbove ? bar.getBoundingClientRect().top : innerHeight;
            return top >= floor || bottom <= header.getBoundingClientRect().bottom;
        })
        .map((one) => one.outerHTML.slice(0, 120));
}"""


def expect_answers_in_reach(page: Page) -> None:
    """Both answers are on the screen from the start and cover nothing that has focus; there is one main heading."""
    for name in ("approve", "return"):
        expect(page.locator(f"button[value={name}]")).to_be_in_viewport(ratio=1)
    expect(page.locator("h1")).to_have_count(1)
    page.locator(".k-remark").evaluate_all("all => all.slice(0, 3).forEach((one) => { one.open = true; })")
    assert page.evaluate(COVERED) == []


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_reason_is_chosen_added_to_and_sent_in_four(
    state: Any,
    coordinator: Any,
    new_visitor: NewVisitor,
    portal_address: Address,
    has_script: bool,
) -> None:
    person = at_portal(
        new_visitor, portal_address, coordinator, portal="kototori", has_script=has_script, width=320, height=800
    )
    page = person.page
    page.goto(portal_address("kototori", screen_url(state)))
    expect_answers_in_reach(page)
    page.locator("[name=reason]").select_option(label="Paikka")
    page.locator("button[value=fill]").click()
    comment = page.locator("[name=comment]")
    expect(comment).to_have_value("Mistä ovesta tullaan sisään?")
    expect(page.locator("[name=reason]")).to_have_value("")
    comment.fill("Mistä ovesta tullaan sisään? Kiitos!")
    page.locator("button[value=return]").click()
    expect(page.locator(".messages")).to_contain_text("Kielikahvila")
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Mistä ovesta tullaan sisään? Kiitos!")


def test_text_is_read_and_approved_in_one(
    state: Any,
    activity: Any,
    coordinator: Any,
    new_visitor: NewVisitor,
    portal_address: Address,
) -> None:
    person = at_portal(new_visitor, portal_address, coordinator, portal="kototori", width=1280, height=900)
    page = person.page
    page.goto(portal_address("kototori", screen_url(state)))
    expect(page.locator("#change-summary ins")).to_contain_text("Puhutaan suomea.")
    expect_answers_in_reach(page)
    card = page.frame_locator("iframe.k-cards").locator(".card").first
    expect(card).to_contain_text("Kielikahvila")
    page.locator("button[value=approve]").click()
    expect(page.locator(".messages")).to_contain_text("Kielikahvila")
    assert live(activity).summary == "Puhutaan suomea."
