"""What somebody types into the admin's date and time inputs stays there, or becomes what it means; no other day."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from listings.models import ActivityPage, Listing
from tests.browser.visitor import DESK, Address, NewVisitor
from tests.listings.admin import ADMIN_HOST, url
from tests.listings.factories import make_activity, make_organisation
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db(transaction=True)

#: Milliseconds after loading from which Wagtail notices changes.
AUTOSAVE_READY = 6_000
NEXT_YEAR = timezone.localdate().year + 1
DAY = datetime.date(NEXT_YEAR, 3, 9)
SHOWN = f"9.3.{NEXT_YEAR}"
WEEKDAY = ("ma", "ti", "ke", "to", "pe", "la", "su")[DAY.weekday()]
#: A text, and what is in the input after Tab; the text itself where it isn't understood.
DATES = [
    (SHOWN, SHOWN),
    (f"09.03.{NEXT_YEAR}", SHOWN),
    (f"9/3/{NEXT_YEAR}", SHOWN),
    (f"9.3.{NEXT_YEAR % 100:02}", SHOWN),
    (f"{NEXT_YEAR}-3-9", SHOWN),
    (f"٩.٣.{NEXT_YEAR}", SHOWN),
    ("ensi keväänä", "ensi keväänä"),
    (f"31.2.{NEXT_YEAR}", f"31.2.{NEXT_YEAR}"),
    (f"99/99/{NEXT_YEAR}", f"99/99/{NEXT_YEAR}"),
]
TIMES = [
    ("klo 18", "18.00"),
    ("6 pm", "18.00"),
    ("6.15pm", "18.15"),
    ("kl. 18.15", "18.15"),
    ("18:15", "18.15"),
    ("1815", "18.15"),
    ("27:00", "27:00"),
    ("illalla", "illalla"),
]


@pytest.fixture
def activity(open_portals: None, espoo: Any) -> Any:
    return make_activity(make_organisation(espoo), "Ompelukerho", live=False)


@pytest.fixture
def page(activity: Any, espoo: Any, portal_address: Address, new_visitor: NewVisitor) -> Page:
    """The activity's form, opened by a coordinator."""
    client = Client(headers={"host": ADMIN_HOST})
    client.force_login(make_member(espoo))
    address = portal_address("kototori", url("edit", activity.pk))
    session, host = client.cookies["sessionid"].value, urlsplit(address).hostname
    page = new_visitor("fi", has_script=True, **DESK).page
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])
    page.goto(address)
    return page


def type_and_leave(field: Locator, text: str) -> None:
    """As on a keyboard: the picker is open meanwhile."""
    field.click()
    field.fill("")
    field.press_sequentially(text)
    field.press("Tab")


def note(page: Page, name: str) -> Locator:
    return page.locator(f"#id_{name}-written")


def draft(activity: Any) -> Any:
    return ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()


def save_by_hand(page: Page) -> None:
    page.get_by_role("button", name="Tallenna luonnos").click()
    expect(page.locator(".messages")).to_be_visible()


def test_texts_stay_or_become_what_they_mean(page: Page) -> None:
    """Without saving; the script that reads them leaves no names to other scripts."""
    names = ("address", "KINDS", "PAIRS", "OPENS_WITHIN", "checked", "note", "say", "put", "partner", "ask", "show")
    seen = ", ".join(f"typeof {name}" for name in (*names, "check", "closePicker"))
    assert set(page.evaluate(f"() => [{seen}]")) == {"undefined"}
    for name, texts in (("season_start", DATES), ("valid_until", DATES), ("slots-0-start", TIMES)):
        field = page.locator(f"#id_{name}")
        for text, left in texts:
            type_and_leave(field, text)
            expect(field, text).to_have_value(left)
            if text == left != SHOWN:
                expect(note(page, name)).to_contain_text(
                    "esimerkiksi" if "31" not in text and "99" not in text else "Päivää"
                )
                expect(field).to_have_attribute("aria-invalid", "true")
            else:
                expect(field).not_to_have_attribute("aria-invalid", "true")
    a_span_fills_both_inputs(page)


def a_span_fills_both_inputs(page: Page) -> None:
    page.locator("#id_slots-0-end").fill("")
    type_and_leave(page.locator("#id_slots-0-start"), "18–20.15")
    expect(page.locator("#id_slots-0-start")).to_have_value("18.00")
    expect(page.locator("#id_slots-0-end")).to_have_value("20.15")
    type_and_leave(page.locator("#id_season_start"), f"9.3.–30.4.{NEXT_YEAR}")
    expect(page.locator("#id_season_start")).to_have_value(SHOWN)
    expect(page.locator("#id_season_end")).to_have_value(f"30.4.{NEXT_YEAR}")


def test_what_was_typed_is_saved_by_itself_and_by_hand(page: Page, activity: Any, portal_address: Address) -> None:
    page.wait_for_timeout(AUTOSAVE_READY)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")) as sent:
        type_and_leave(page.locator("#id_season_start"), f"{WEEKDAY} 9.3.{NEXT_YEAR}")
    assert sent.value.ok
    expect(page.locator("#id_season_start")).to_have_value(SHOWN)
    assert draft(activity).season_start == DAY
    type_and_leave(page.locator("#id_slots-0-start"), "kl 8")
    type_and_leave(page.locator("#id_slots-0-end"), "10.30")
    save_by_hand(page)
    slot = draft(activity).slots.get()
    assert (slot.start, slot.end) == (datetime.time(8), datetime.time(10, 30))
    the_picker_writes_what_is_read(page, activity)
    what_is_not_understood_is_not_saved_and_stays_with_a_sentence(page, activity)
    page.on("dialog", lambda dialog: dialog.accept())
    parent = activity.get_parent().pk
    page.goto(portal_address("kototori", url("add", "listings", "activitypage", parent)))
    language_can_be_chosen_after_autosave(page)


def the_picker_writes_what_is_read(page: Page, activity: Any) -> None:
    field = page.locator("#id_season_start")
    type_and_leave(field, SHOWN)
    expect(field).to_have_value(SHOWN)
    field.click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    page.locator(
        ".xdsoft_datetimepicker:visible .xdsoft_date[data-date='17'][data-month='2']:not(.xdsoft_other_month)"
    ).click(delay=300)
    page.locator("#id_title").click()
    expect(field).to_have_value(f"17.3.{NEXT_YEAR}")
    save_by_hand(page)
    assert draft(activity).season_start == DAY.replace(day=17)


def what_is_not_understood_is_not_saved_and_stays_with_a_sentence(page: Page, activity: Any) -> None:
    type_and_leave(page.locator("#id_valid_until"), "kesään asti")
    save_by_hand(page)
    expect(page.locator("#id_valid_until")).to_have_value("kesään asti")
    expect(page.locator("#panel-child-valid_until-errors, .error-message").first).to_contain_text("esimerkiksi")
    assert draft(activity).valid_until is None


def language_can_be_chosen_after_autosave(page: Page) -> None:
    """The language that a writer chooses counts, although autosave has made the page meanwhile."""
    page.wait_for_timeout(AUTOSAVE_READY)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/pages/add/" in answer.url) as sent:
        page.locator("#id_title").fill("Sewing circle")
        page.locator("#id_title").press("Tab")
    assert sent.value.json()["success"]
    assert ActivityPage.objects.get(title="Sewing circle").language == "fi"
    page.locator("#id_written_in").select_option("en")
    save_by_hand(page)
    expect(page.locator("#id_written_in")).to_have_value("en")
    written = ActivityPage.objects.get(title="Sewing circle")
    assert written.language == Listing.objects.get(pk=written.translation_key).source_language == "en"
