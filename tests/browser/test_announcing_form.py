"""The form of an announcement in a browser: what it opens and hides, its rows and dates, with and without script."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from listings.models import ActivityPage
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.visitor import Address, NewVisitor
from tests.people.conftest import organisation, record, sanna

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["organisation", "record", "sanna"]

PHONE: dict[str, Any] = {"width": 320, "height": 720}
NEW = "/{}/desk/activities/new/"


@pytest.mark.parametrize("language", os.environ.get("LANGUAGES", "fi ar").split())
def test_form_is_accessible(
    sanna: Any, new_visitor: NewVisitor, portal_address: Address, espoo: Any, language: str
) -> None:
    portal = "espoo"
    if language == "so":
        espoo.languages = [*espoo.languages, "so"]
        espoo.save()
    page = at_portal(new_visitor, portal_address, sanna.user, portal=portal, language=language, **PHONE).page
    page.goto(portal_address(portal, NEW.format(language)))
    page.locator("#id_schedule_kind input").nth(1).check()
    page.locator('[name="slots-0-weekdays"]').nth(1).check()
    page.locator('[name="slots-0-start"]').fill("17–19")
    page.locator('[name="season_start"]').fill("joskus")
    page.locator('[name="season_end"]').focus()
    expect(page.locator("#id_season_start_error")).to_be_visible()
    page.locator('[name="price_type"]').nth(1).check()
    page.locator('[name="sign_up_type"]').nth(2).check()
    page.locator('[name="add_row"][value="slots"]').click()
    page.locator('.bar [value="save"]').click()
    page.locator("[data-faults]").wait_for()
    page.evaluate("for (const fold of document.querySelectorAll('.announcing details')) fold.open = true")
    problems = page_faults(page, targets=TARGETS, picture=f"form-open-{language}")
    if folder := os.environ.get("PICTURES"):
        page.emulate_media(color_scheme="light")
        page.goto(portal_address(portal, NEW.format(language)))
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"form-new-{language}-{width}.png", full_page=True)
    assert problems == []


def test_an_answer_opens_its_next_question(
    sanna: Any, new_visitor: NewVisitor, portal_address: Address, organisation: Any
) -> None:
    person = at_portal(new_visitor, portal_address, sanna.user, **PHONE)
    page = person.page
    page.goto(portal_address("espoo", NEW.format("fi")))
    price, online, dates = page.locator("#id_price_eur"), page.locator("#id_online_url"), page.locator("#id_dates")
    for unasked in (
        price,
        online,
        dates,
        page.locator("#id_weeks_of_month"),
        page.locator("[data-without-script]").first,
    ):
        expect(unasked).to_be_hidden()
    page.get_by_label("Maksullinen").check()
    expect(price).to_be_visible()
    price.fill("5")
    page.get_by_label("Maksuton").check()
    expect(price).to_be_hidden()
    page.get_by_label("Maksullinen").check()
    expect(price).to_have_value("5")
    page.get_by_label("Verkossa", exact=True).check()
    expect(online).to_be_visible()
    expect(page.locator("#id_place_details")).to_be_hidden()
    page.locator("#id_written_in").select_option("ar")
    expect(page.locator("#id_title")).to_have_attribute("lang", "ar")
    expect(page.locator("#id_title")).to_have_attribute("dir", "rtl")
    trauma = page.get_by_label("Traumatietoisuus")
    expect(trauma).to_be_hidden()
    page.get_by_label("Ammattilaisille ja vapaaehtoisille").check()
    expect(trauma).to_be_visible()

    page.get_by_label("Tiistai").check()
    page.get_by_label("Aika 1: Alkaa").fill("klo 17–19")
    page.get_by_label("Aika 1: Päättyy").focus()
    expect(page.get_by_label("Aika 1: Päättyy")).to_have_value("19.00")
    expect(page.locator("#next-dates li")).to_have_count(10)
    page.get_by_role("button", name="Lisää aika").click()
    expect(page.locator('[name="slots-1-weekdays"]').first).to_be_focused()
    page.locator('[name="slots-1-start"]').fill("aamulla")
    page.locator('[name="slots-1-end"]').focus()
    expect(page.locator("#id_slots-1-start_error")).to_contain_text("Kirjoita tunnit ja minuutit")
    page.locator("#slots-2 .remove").click()
    expect(page.locator('[name="slots-1-start"]')).to_be_hidden()
    page.get_by_text("Pyhäpäivät, tauot ja lisää ajasta").click()
    page.get_by_role("button", name="Lisää päivä, joka ei ole säännössä").click()
    expect(page.locator('[name="dates-0-date"]')).to_be_focused()


def test_without_script_everything_is_asked_and_what_does_not_apply_is_said(
    sanna: Any, new_visitor: NewVisitor, portal_address: Address, organisation: Any
) -> None:
    page = at_portal(new_visitor, portal_address, sanna.user, has_script=False, **PHONE).page
    page.goto(portal_address("espoo", NEW.format("fi")))
    page.locator("#id_title").fill("Ompeluryhmä")
    page.locator("#id_price_eur").fill("5")
    page.get_by_label("Tiistai").check()
    page.get_by_role("button", name="Lisää aika").click()
    page.wait_for_load_state()
    expect(page.locator("#id_title")).to_have_value("Ompeluryhmä")
    page.locator('[name="slots-1-weekdays"]').nth(3).check()
    page.get_by_role("button", name="Näytä seuraavat kerrat").click()
    page.wait_for_load_state()
    expect(page.locator("#next-dates li")).to_have_count(10)
    page.locator(".bar").get_by_role("button", name="Tallenna keskeneräisenä").click()
    page.wait_for_load_state()
    expect(
        page.locator(".said", has_text="Jätimme pois: Hinta euroina (5), koska valitsit ”Maksuton”.")
    ).to_be_visible()
    assert ActivityPage.objects.get(title="Ompeluryhmä").get_latest_revision_as_object().slots.count() == 2
