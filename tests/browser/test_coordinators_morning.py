"""A coordinator's morning: three texts wait; she approves one, returns one with remarks, corrects one's spelling.

Each writer reads the answer at the desk. Interactions are counted: a click, or a field typed into.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from editorial.trust.actions.allow_corrections import AllowCorrections
from tests.browser.desk_people import at_portal
from tests.browser.interactions import Interactions
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.staff import expect_message
from tests.browser.test_people_journey import press
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.people.conftest import activity, add_person, coordinator, neighbour, organisation, record, sanna
from tests.remarks.remarked_texts import page_of, send_new, slot
from tests.review_screen.waiting_texts import live, send, waiting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["activity", "coordinator", "neighbour", "organisation", "record", "sanna"]

#: From the list to the answer. A remark at a field or a row takes two besides, its wording one more.
MOST_TO_APPROVE, MOST_TO_RETURN = 2, 4
MOST_FOR_REMARK, MOST_FOR_WORDING = 2, 1

COMMENT = "Kiitos! Kaksi asiaa vielä."
BETTER = "Puhutaan suomea kahvin äärellä."
MISSPELT, SPELT = "Tukea uusile asukkaille ja heidän perheilleen.", "Tukea uusille asukkaille ja heidän perheilleen."


@dataclass(frozen=True)
class Texts:
    """What waits, the oldest first, as reviews; and the writer of the second."""

    changed: Any
    new: Any
    own: Any
    neighbours_writer: Any


@pytest.fixture
def texts(activity: Any, neighbour: Any, espoo: Any, record: Any, sanna: Any) -> Texts:
    """A changed announcement, a new one of another organisation, and an organisation's own text."""
    nelli = add_person(neighbour, "nelli", first_name="Nelli", last_name="Niemi")
    AllowCorrections(record, True, sanna.user).execute()
    changed = send(activity, sanna.user, slots=[slot(2, 18, 20)])
    new = send_new(neighbour, nelli.user, title="Naapurikahvila")
    own = send(activity.get_parent().specific, sanna.user, summary=MISSPELT)
    return Texts(changed, new, own, nelli.user)


def test_three_texts_are_answered_and_their_writers_read_it(
    texts: Texts, sanna: Any, coordinator: Any, new_visitor: NewVisitor, portal_address: Address
) -> None:
    reviewer = at_portal(new_visitor, portal_address, coordinator, portal="kototori", width=1280, height=900)
    reviewer.page.goto(portal_address("kototori", "/admin/review/"))
    titles = reviewer.page.locator(".k-waiting td.title a")
    expect(titles).to_have_text(["Kielikahvila", "Naapurikahvila", "Siltasanat ry"])
    problems = page_faults(reviewer.page, part=".k-people", picture="m-list")
    problems += approve(reviewer)
    problems += give_back(reviewer)
    problems += correct(reviewer)
    expect(titles).to_have_count(0)
    assert problems == [], "\n".join(problems[:20])

    visitor = new_visitor("fi", has_script=True, width=360, height=740)
    visitor.page.goto(portal_address("espoo", live(page_of(texts.changed)).get_url_parts()[2]))
    expect(visitor.fact("When")).to_contain_text("tiistaisin klo 18–20")
    read_remarks(at_portal(new_visitor, portal_address, texts.neighbours_writer), portal_address, texts)
    read_corrections(at_portal(new_visitor, portal_address, sanna.user), portal_address, texts)
    visitor.page.goto(portal_address("espoo", live(page_of(texts.own)).get_url_parts()[2]))
    expect(visitor.page.locator("main")).to_contain_text(SPELT)


def open_text(reviewer: Visitor, hand: Interactions, title: str) -> list[str]:
    """From the list. Return what is wrong with the screen, looked at as it was opened."""
    hand.click(reviewer.page.locator(".k-waiting").get_by_role("link", name=title, exact=True))
    expect(reviewer.page.locator(".k-review h1")).to_have_text(title)
    problems = page_faults(reviewer.page, part=".k-review", picture=f"m-{title[:4]}")
    reviewer.page.set_viewport_size({"width": 1280, "height": 900})
    return problems


def approve(reviewer: Visitor) -> list[str]:
    hand = Interactions()
    problems = open_text(reviewer, hand, "Kielikahvila")
    expect(reviewer.page.locator("#change-slots-0, #change-slots").first).to_contain_text("18")
    hand.click(reviewer.page.locator("button[name=answer][value=approve]"))
    expect_message(reviewer, "Kielikahvila")
    assert hand.number <= MOST_TO_APPROVE
    return problems


def give_back(reviewer: Visitor) -> list[str]:
    """With a remark at a row of times and one at a text, which has a wording, too; and a comment."""
    page, hand, at_row, at_text, wording = reviewer.page, *(Interactions() for _ in range(4))
    problems = open_text(reviewer, hand, "Naapurikahvila")
    at_row.click(page.locator("#change-slots-1 .k-remark summary"))
    at_row.fill(page.locator("[name=remark-slots-1]"), "Onko tämäkin varma?")
    at_text.click(page.locator("#change-summary .k-remark summary"))
    at_text.fill(page.locator("[name=remark-summary]"), "Kirjoitusvirhe.")
    wording.fill(page.locator("[name=suggestion-summary]"), BETTER)
    hand.fill(page.locator("[name=comment]"), COMMENT)
    problems += page_faults(page, part=".k-review", picture="m-typed")
    hand.click(page.locator("button[name=answer][value=return]"))
    expect_message(reviewer, "Naapurikahvila")
    assert hand.number <= MOST_TO_RETURN
    assert max(at_row.number, at_text.number) <= MOST_FOR_REMARK
    assert wording.number <= MOST_FOR_WORDING
    return problems


def correct(reviewer: Visitor) -> list[str]:
    """One letter, which its organisation lets reviewers correct."""
    page, hand, wording = reviewer.page, Interactions(), Interactions()
    problems = open_text(reviewer, hand, "Siltasanat ry")
    wording.click(page.locator("#change-summary .k-remark summary"))
    wording.fill(page.locator("[name=suggestion-summary]"), SPELT)
    hand.click(page.locator("button[name=answer][value=approve]"))
    expect_message(reviewer, "Siltasanat ry")
    assert hand.number <= MOST_TO_APPROVE
    assert wording.number <= MOST_FOR_REMARK
    return problems


def read_remarks(writer: Visitor, portal_address: Address, texts: Texts) -> None:
    """The writer reads the remarks at their questions, takes the wording with one click, and sends it again."""
    page, hand = writer.page, Interactions()
    page.goto(portal_address("espoo", "/fi/desk/"))
    expect(page.locator(".needs blockquote")).to_have_text(COMMENT)
    press(writer, "Correct and send again", name="Naapurikahvila")
    expect(page.locator("#slots-2 .remark")).to_contain_text("Onko tämäkin varma?")
    at_text = page.locator(".remark").filter(has=page.get_by_role("button", name=writer.said("Use the suggestion")))
    expect(at_text).to_contain_text("Kirjoitusvirhe.")
    assert page_faults(page, targets=TARGETS, picture="m-desk") == []
    hand.click(page.get_by_role("button", name=writer.said("Use the suggestion")))
    expect(page.locator("#id_summary")).to_have_value(BETTER)
    assert hand.number == 1
    press(writer, "Check and send")
    press(writer, "Send again")
    sent = waiting(page_of(texts.new))
    assert (sent.revision.as_object().summary, page_of(texts.new).live) == (BETTER, False)


def read_corrections(writer: Visitor, portal_address: Address, texts: Texts) -> None:
    """The words that were corrected stand with the text at the desk."""
    page = writer.page
    page.goto(portal_address("espoo", f"/fi/desk/organisations/{page_of(texts.own).translation_key}/"))
    expect(page.get_by_role("heading", name=writer.said("The spelling of these words was corrected"))).to_be_visible()
    assert page.locator(".remark-list :is(del, ins)").all_inner_texts() == ["uusile", "uusille"]
    expect(page.locator("#id_summary")).to_have_value(SPELT)
