"""An organisation's own texts and a second language, on a phone: from the desk to what visitors read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from listings.models import OrganisationPage
from regions.languages import own_name
from search.indexer import drain_outbox
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.test_people_journey import press
from tests.browser.visitor import Address, NewVisitor
from tests.listings.factories import make_activity, make_editor, translated
from tests.people.conftest import activity, coordinator, neighbour, organisation, record, sanna

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["activity", "coordinator", "neighbour", "organisation", "record", "sanna"]


def approve(page: Any, by: Any) -> None:
    stored = type(page).objects.get(pk=page.pk)
    stored.current_workflow_task_state.specific.approve(user=by)
    drain_outbox()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_telephone_number_is_changed_until_it_is_public(
    record: Any,
    organisation: Any,
    sanna: Any,
    coordinator: Any,
    new_visitor: NewVisitor,
    portal_address: Address,
    has_script: bool,
) -> None:
    drain_outbox()
    own = at_portal(new_visitor, portal_address, sanna.user, has_script=has_script)
    own.page.goto(portal_address("espoo", "/fi/desk/"))
    press(own, "Name, texts and contacts", name="Siltasanat ry")
    own.page.get_by_label(own.said("Phone")).fill("040 123 4567")
    press(own, "Check and send")
    expect(own.page.locator("main")).to_contain_text("040 123 4567")
    press(own, "Send to review")
    expect(own.page.locator(".said").first).to_be_visible()
    public = portal_address("espoo", f"/fi/jarjestot/{record.pk}/")
    own.page.goto(public)
    expect(own.page.locator("main")).not_to_contain_text("040 123 4567")
    approve(organisation, coordinator)
    own.page.goto(public)
    expect(own.page.locator("main")).to_contain_text("040 123 4567")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_second_language_is_written_until_it_is_public(
    activity: Any,
    sanna: Any,
    coordinator: Any,
    new_visitor: NewVisitor,
    portal_address: Address,
    has_script: bool,
) -> None:
    drain_outbox()
    own = at_portal(new_visitor, portal_address, sanna.user, has_script=has_script)
    own.page.goto(portal_address("espoo", f"/fi/desk/activities/{activity.translation_key}/"))
    own.page.get_by_role("link", name=own_name("ar"), exact=True).last.click()
    title = own.page.get_by_label(own.said("Name"))
    expect(title).to_have_attribute("dir", "rtl")
    title.fill("مقهى اللغة")
    own.page.get_by_label(own.said("Description")).fill("نتحدث الفنلندية.\n\n- قهوة")
    press(own, "Save and send to review")
    public = portal_address("espoo", f"/ar/activities/{activity.translation_key}/")
    own.page.goto(public)
    expect(own.page.locator("main")).not_to_contain_text("مقهى اللغة")
    approve(
        type(activity).objects.get(translation_key=activity.translation_key, locale__language_code="ar"), coordinator
    )
    own.page.goto(public)
    expect(own.page.locator("h1")).to_have_text("مقهى اللغة")
    expect(own.page.locator("main")).to_contain_text("قهوة")


def test_what_is_typed_into_both_forms_is_kept_and_its_signs_have_buttons(
    record: Any, organisation: Any, sanna: Any, new_visitor: NewVisitor, portal_address: Address
) -> None:
    own = at_portal(new_visitor, portal_address, sanna.user, width=320, height=800)
    for path, label in (("", "What does it do?"), ("languages/ar/", "Description")):
        address = portal_address("espoo", f"/fi/desk/organisations/{record.pk}/{path}")
        own.page.goto(address)
        area = own.page.get_by_label(own.said(label))
        area.fill("Tule mukaan")
        area.select_text()
        own.page.get_by_role("button", name=own.said("Bold"), exact=True).click()
        expect(area).to_have_value("**Tule mukaan**")
        expect(own.page.locator("[data-kept]")).to_contain_text(own.said("Kept at %s.").split("%s")[0].strip())
        own.page.goto(address)
        expect(area).to_have_value("**Tule mukaan**")


@pytest.fixture
def paths(record: Any, organisation: Any, activity: Any, neighbour: Any, sanna: Any, coordinator: Any) -> list[str]:
    """Every page of these parts, with what makes them full."""
    naming = make_activity(neighbour, "Yhteinen ilta kirjastossa", co_organisers=[record])
    organisation.summary = "Puhumme suomea ja ruokaa."
    organisation.description = "<p>Yksi.</p><ul><li>kaksi</li></ul>"
    organisation.email = "toimisto@siltasanat-pitka-osoite.example.org"
    organisation.save_revision(user=sanna.user)
    swedish = translated(activity, "sv", title="Språkcafé", description="<p>Vi pratar.</p>", live=False)
    swedish.save_revision(user=make_editor(organisation, "toinen@example.org"))
    activity.get_workflow().start(activity, sanna.user)
    english = translated(organisation, "en", title="Bridge words", live=False)
    english.get_workflow().start(english, sanna.user)
    english.current_workflow_task_state.specific.reject(user=coordinator, comment="Kerro enemmän.\nKiitos!")
    drain_outbox()
    desk, own = "desk/", f"desk/organisations/{record.pk}/"
    return [
        desk,
        own,
        f"{own}check/",
        f"{own}languages/en/",
        f"{own}languages/ar/",
        f"desk/activities/{activity.translation_key}/languages/sv/",
        f"desk/activities/{activity.translation_key}/languages/ar/",
        f"{own}named/",
        f"{own}named/{naming.translation_key}/",
    ]


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_the_pages_are_accessible(
    paths: list[str], sanna: Any, new_visitor: NewVisitor, portal_address: Address, language: str
) -> None:
    problems = []
    person = at_portal(new_visitor, portal_address, sanna.user, language=language, width=320, height=800)
    page = person.page
    for number, path in enumerate(paths):
        page.goto(portal_address("espoo", f"/{language}/{path}"))
        problems += page_faults(page, targets=TARGETS, picture=f"{number:02}-{language}")
    assert problems == []
    assert OrganisationPage.objects.count() > 1
