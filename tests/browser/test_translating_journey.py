"""A translator works in a browser: from the list, with the keyboard from string to string; axe reports nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from listings.models import ActivityPage
from regions.models import Portal
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.visitor import Address, NewVisitor
from tests.editorial.factories import make_article
from tests.listings.factories import make_activity, published
from tests.people.conftest import coordinator, organisation, translator
from tests.people.visiting import at
from tests.translating.orders import approve, desk, latest, order, sent, take, version
from tests.translating.test_translating import LONG, LONG_IN_ARABIC

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
#: A card is as large as its link.
CARD = ".trap, .cards"
__all__ = ["coordinator", "organisation", "translator"]


def test_a_translator_takes_a_text_writes_and_sends_it(
    organisation: Any,
    translator: Any,
    coordinator: Any,
    espoo: Portal,
    new_visitor: NewVisitor,
    portal_address: Address,
) -> None:
    changed = make_activity(organisation, "Muutettu kerho", description=LONG)
    take(changed, translator)
    sent(at("espoo", translator), changed, {"title": "نادٍ", "description": LONG_IN_ARABIC}, "send")
    approve(version(changed), coordinator)
    changed = ActivityPage.objects.get(pk=changed.pk)
    changed.description = LONG.replace("teetä", "teetä ja pullaa")
    published(changed)
    activity = make_activity(organisation, description="<p>Puhutaan suomea.</p><p>Tule klo 17.30.</p>")
    order(activity)
    article = make_article(espoo, "Ohjeet", "fi", ("text", "<p>Tule ajoissa.</p>"), ("text", "<p>Ota ystävä.</p>"))

    visitor = at_portal(new_visitor, portal_address, translator, language="ar")
    page = visitor.page
    page.goto(portal_address("espoo", "/ar/desk/translations/"))
    faults = page_faults(page, targets=TARGETS, picture="list")
    page.goto(portal_address("espoo", desk(article, language="ar")))
    expect(page.locator(".strings h2")).to_have_count(4)
    faults += page_faults(page, targets=TARGETS, picture="article")
    page.goto(portal_address("espoo", "/ar/desk/translations/"))
    item = page.locator("li", has_text="Kielikahvila").filter(has=page.locator("form"))
    item.locator("form[action$='take/'] button").click()
    areas = page.locator("textarea[data-string]")
    expect(areas).to_have_count(3)
    expect(areas.first).to_have_attribute("dir", "rtl")
    page.keyboard.press("Control+Enter")
    expect(areas.first).to_be_focused()
    page.keyboard.type("مقهى")
    areas.first.press("Control+Enter")
    expect(areas.nth(1)).to_be_focused()
    page.keyboard.type("نتحدث.")
    page.keyboard.press("Control+Enter")
    expect(areas.nth(2)).to_be_focused()
    page.keyboard.type("تعال.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("button[name=action][value=send]")).to_be_focused()
    notices = page.locator("[data-notices] .look")
    expect(notices).to_have_count(2, timeout=15_000)
    expect(notices.first).to_contain_text("الفنلندية")
    expect(notices.last).to_contain_text("17")
    expect(page.locator("[data-kept]")).not_to_be_empty(timeout=15_000)
    page.reload()
    expect(areas.nth(2)).to_have_value("تعال.")
    faults += page_faults(page, targets=TARGETS, no_targets=CARD, picture="string")
    page.locator("button[name=action][value=send]").click()
    expect(page).to_have_url(portal_address("espoo", "/ar/desk/translations/"))
    assert latest(activity).title == "مقهى"
    assert version(activity).current_workflow_task_state is not None

    page.goto(portal_address("espoo", desk(changed, language="ar")))
    page.locator("form[action$='take/'] button").click()
    page.locator("button[data-use]").click()
    expect(page.locator("details.folded")).to_have_count(4)
    empty = page.locator("textarea[data-string]").nth(3)
    expect(empty).to_have_value("شاي")
    faults += page_faults(page, targets=TARGETS, no_targets=CARD, picture="changed")
    assert faults == []
