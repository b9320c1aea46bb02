"""Nothing typed is lost: closed and opened again, two windows, an expired sign-in (docs/needs.md, C5)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from editorial.announcing.models import TypedForm
from listings.models import ActivityPage
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.visitor import Address, NewVisitor
from tests.listings.factories import make_activity
from tests.people.conftest import organisation, record, sanna, veikko

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["organisation", "record", "sanna", "veikko"]

KEPT = re.compile("Tallessa klo")


def path_of(activity: Any, language: str = "fi") -> str:
    return f"/{language}/desk/activities/{activity.translation_key}/"


def line(page: Page) -> Any:
    return page.locator("[data-kept]")


def save(page: Page) -> None:
    page.locator("button.second[name=action][value=save]").click()


def test_typed_closed_and_opened_on_another_device(
    sanna: Any, new_visitor: NewVisitor, portal_address: Address
) -> None:
    page = at_portal(new_visitor, portal_address, sanna.user).page
    page.goto(portal_address("espoo", "/fi/desk/activities/new/"))
    page.locator("#id_title").fill("Kudontapiiri")
    page.locator("#id_season_end").fill("kesään asti")
    expect(line(page)).to_have_text(KEPT)
    expect(page).to_have_url(re.compile(r"/desk/activities/[0-9a-f-]{36}/$"))
    address = page.url
    page.locator("#id_summary").fill("Viimeinen sana")
    page.close()  # at once: what is typed goes off on the way out
    other = at_portal(new_visitor, portal_address, sanna.user, width=1280, height=900).page
    other.wait_for_timeout(500)
    other.goto(address)
    expect(other.locator("#id_title")).to_have_value("Kudontapiiri")
    expect(other.locator("#id_season_end")).to_have_value("kesään asti")
    expect(other.locator("#id_summary")).to_have_value("Viimeinen sana")
    assert not ActivityPage.objects.exists()
    # No connection: it is said, and kept as soon as there is one.
    other.context.set_offline(True)
    other.locator("#id_summary").fill("Ilman yhteyttä")
    expect(line(other)).to_have_text(re.compile("yhteyttä ei ole"))
    other.context.set_offline(False)
    expect(line(other)).to_have_text(KEPT)
    assert ["summary", "Ilman yhteyttä"] in TypedForm.objects.get().fields


@pytest.mark.parametrize("has_script", [True, False])
def test_two_people_and_an_expired_sign_in(
    sanna: Any, veikko: Any, organisation: Any, new_visitor: NewVisitor, portal_address: Address, has_script: bool
) -> None:
    activity = make_activity(organisation)
    where = portal_address("espoo", path_of(activity))
    mine = at_portal(new_visitor, portal_address, sanna.user, has_script=has_script).page
    theirs = at_portal(new_visitor, portal_address, veikko.user, has_script=has_script).page
    for page, text in ((mine, "Minun"), (theirs, "Heidän")):
        page.goto(where)
        page.locator("#id_summary").fill(text)
    save(theirs)
    expect(theirs.locator(".said").first).to_be_visible()
    save(mine)
    expect(mine.get_by_role("heading", level=1)).to_have_text("Tallennettu sillä välin: kumpi jää?")
    expect(mine.locator(".both")).to_contain_text("Heidän")
    expect(mine.locator(".both")).to_contain_text("Minun")
    mine.get_by_role("button", name="Jatka omastani").click()
    expect(mine.locator("#id_summary")).to_have_value("Minun")
    mine.locator("#id_summary").fill("Molempien")
    # The sign-in expires while she writes.
    mine.context.clear_cookies()
    save(mine)
    expect(mine).to_have_url(re.compile("/fi/sign-in/"))
    expect(mine.get_by_text("odottaa tässä tunnin")).to_be_visible()
    again = at_portal(new_visitor, portal_address, sanna.user, has_script=has_script).page
    again.goto(where)
    expect(again.locator("#id_summary")).to_have_value("Molempien")
    save(again)
    expect(again).to_have_url(where)
    assert ActivityPage.objects.get().get_latest_revision_as_object().summary == "Molempien"


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_what_is_said_about_kept_forms_is_accessible(
    sanna: Any,
    veikko: Any,
    organisation: Any,
    new_visitor: NewVisitor,
    portal_address: Address,
    language: str,
) -> None:
    """The form with what was typed before somebody else saved, and the answer 409."""

    activity = make_activity(organisation)
    where = portal_address("espoo", path_of(activity, language))
    page = at_portal(new_visitor, portal_address, sanna.user, language=language, width=320, height=800).page
    theirs = at_portal(new_visitor, portal_address, veikko.user, language=language).page
    for one, text in ((page, "Minun sanani tästä"), (theirs, "Heidän sanansa siitä")):
        one.goto(where)
        one.locator("#id_summary").fill(text)
    expect(line(page)).to_have_text(re.compile(r"\d"))
    save(theirs)
    expect(theirs.locator(".said").first).to_be_visible()
    save(page)
    expect(page.locator(".both")).to_be_visible()
    problems = page_faults(page, targets=TARGETS, picture=f"conflict-{language}")
    page.goto(where)
    page.locator(".newer summary").click()
    problems += page_faults(page, part=".newer", picture=f"newer-{language}")
    assert problems == []
