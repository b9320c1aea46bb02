"""Remarks on a returned text: its writer takes a wording with one press, on a phone; the pages by axe."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from editorial.remarks.models import Remark
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.test_people_journey import press
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.listings.factories import translated
from tests.people.conftest import activity, coordinator, organisation, record, sanna
from tests.remarks.remarked_texts import give_back, page_of, send_new, slot
from tests.review_screen.waiting_texts import screen_url, send, send_latest, waiting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["activity", "coordinator", "organisation", "record", "sanna"]

BETTER = "Puhutaan suomea kahvin äärellä."


@pytest.fixture
def state(organisation: Any, sanna: Any) -> Any:
    return send_new(organisation, sanna.user, price_type="paid", price_eur=5)


def returned(state: Any, coordinator: Any, new_visitor: NewVisitor, portal_address: Address, has_script: bool) -> None:
    """At a desk, with two remarks and a wording: opened, typed and sent."""
    reviewer = at_portal(
        new_visitor, portal_address, coordinator, portal="kototori", has_script=has_script, width=1280, height=900
    )
    page = reviewer.page
    page.goto(portal_address("kototori", screen_url(state)))
    page.locator("#change-slots-1 .k-remark summary").click()
    page.locator("[name=remark-slots-1]").fill("Onko tämäkin varma?")
    page.locator("#change-summary .k-remark summary").click()
    page.locator("[name=remark-summary]").fill("Kirjoitusvirhe.")
    page.locator("[name=suggestion-summary]").fill(BETTER)
    page.locator("button[name=answer][value=return]").click()
    page.wait_for_load_state("domcontentloaded")
    assert Remark.objects.count() == 2


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_wording_is_taken_and_the_text_sent_again(
    state: Any, sanna: Any, coordinator: Any, new_visitor: NewVisitor, portal_address: Address, has_script: bool
) -> None:
    returned(state, coordinator, new_visitor, portal_address, has_script)
    writer = at_portal(new_visitor, portal_address, sanna.user, has_script=has_script)
    page = writer.page
    page.goto(portal_address("espoo", "/fi/desk/"))
    press(writer, "Correct and send again", name="Kielikahvila")
    page.locator("#id_title").fill("Kielikahvila kirjastossa")
    page.locator(".remark-list a[href='#slots-2']").click()
    expect(page.locator("#slots-2 .remark")).to_be_in_viewport()
    take(writer)
    expect(page.locator("#id_summary")).to_have_value(BETTER)
    expect(page.locator("#id_title")).to_have_value("Kielikahvila kirjastossa")
    expect(page.get_by_role("button", name=writer.said("Use the suggestion"))).to_have_count(0)
    press(writer, "Check and send")
    press(writer, "Send again")
    assert waiting(page_of(state)).revision.as_object().summary == BETTER


def take(writer: Visitor) -> None:
    writer.page.get_by_role("button", name=writer.said("Use the suggestion")).click()
    writer.page.wait_for_load_state("domcontentloaded")


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_pages_with_remarks_are_accessible(
    state: Any,
    sanna: Any,
    coordinator: Any,
    activity: Any,
    organisation: Any,
    record: Any,
    new_visitor: NewVisitor,
    portal_address: Address,
    language: str,
) -> None:
    give_back(
        state,
        coordinator,
        remark__title="Missä kirjastossa?\nLisää se nimeen.",
        suggestion__summary=BETTER,
        suggestion__description="Tule **mukaan** ja ota ystävä mukaan.\n\n- kahvi\n- tee",
        remark__themes="Vain yksi aihe riittää.",
        remark__slots__1="Oikein?",
        remark__price_details="Mistä lipun saa?",
        remark__venue="Mikä ovi?",
    )
    draft = page_of(state).get_latest_revision_as_object()
    draft.slots, draft.title = [slot(2, 17, 19)], "Uusi nimi"
    draft.save_revision(user=sanna.user, clean=False)
    own = send(organisation, sanna.user, summary="Puhutaan soumea.")
    give_back(own, coordinator, suggestion__summary=BETTER, remark__email="Toimiiko?")
    version = translated(activity, "ar", title="مقهى اللغه", summary="نتحدث", live=False)
    version.save_revision(user=sanna.user)
    give_back(send_latest(version, sanna.user), coordinator, suggestion__title="مقهى اللغة", remark__summary="أطول؟")
    key = page_of(state).translation_key
    paths = [
        "",
        f"activities/{key}/",
        f"activities/{key}/check/",
        f"organisations/{record.pk}/",
        f"activities/{activity.translation_key}/languages/ar/",
    ]
    person = at_portal(new_visitor, portal_address, sanna.user, language=language, width=320, height=800)
    problems = []
    for number, path in enumerate(paths):
        person.page.goto(portal_address("espoo", f"/{language}/desk/{path}"))
        problems += page_faults(
            person.page, targets=TARGETS, no_targets=".trap, .card", picture=f"r{number}-{language}"
        )
    person.page.goto(portal_address("espoo", f"/{language}/desk/{paths[1]}"))
    person.page.locator("#id_summary").fill("Aivan toinen lause.")
    person.page.get_by_role("button", name=person.said("Use the suggestion")).first.click()
    expect(person.page.get_by_role("heading", level=1)).to_have_text(person.said("Which wording do you use?"))
    problems += page_faults(person.page, targets=TARGETS, picture=f"r9-{language}")
    assert problems == [], "\n".join(problems[:20])


def test_the_reviewers_inputs_are_accessible(
    state: Any, sanna: Any, coordinator: Any, new_visitor: NewVisitor, portal_address: Address
) -> None:
    give_back(state, coordinator, remark__title="Missä?", suggestion__summary=BETTER, remark__slots__1="Oikein?")
    again = send(page_of(state), sanna.user, slots=[slot(2, 17, 19)], summary=BETTER)
    reviewer = at_portal(new_visitor, portal_address, coordinator, portal="kototori", width=1280, height=900)
    page = reviewer.page
    page.goto(portal_address("kototori", screen_url(again)))
    expect(page.locator(".k-earlier-remark")).to_have_count(3)
    for name in ("title", "description"):
        page.locator(f"#change-{name} .k-remark summary").click()
    page.locator("[name=remark-title]").fill("x" * 2001)
    problems = page_faults(page, part=".k-review", picture="r8")
    page.locator("button[name=answer][value=return]").click()
    page.wait_for_load_state("domcontentloaded")
    expect(page.locator("[name=remark-title]")).to_have_attribute("aria-invalid", "true")
    problems += page_faults(page, part=".k-review", picture="r7")
    assert problems == [], "\n".join(problems[:20])
