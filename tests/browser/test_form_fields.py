"""The form's difficult fields in a browser: a place and an organisation by typing, a picture, and signs of a text."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from kototori.preparation import drain
from listings.models import Venue
from regions.models import Municipality
from tests.announcing.saving import address
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import page_faults
from tests.browser.visitor import Address, NewVisitor
from tests.listings.factories import make_organisation
from tests.people.conftest import activity, organisation, record, sanna

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["activity", "organisation", "record", "sanna"]


def photo() -> Any:
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), (180, 120, 40)).save(file, "JPEG")
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_fields_by_typing_and_a_picture(
    sanna: Any,
    activity: Any,
    espoo: Any,
    settings: Any,
    tmp_path: Any,
    new_visitor: NewVisitor,
    portal_address: Address,
    language: str,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    town = Municipality.objects.get(pk="049")
    place = Venue.objects.create(name="Sellon kirjasto", street="Leppävaarankatu 9", municipality=town)
    make_organisation(espoo, "Vihreä Sohva ry")
    drain(lambda _text: None)
    person = at_portal(new_visitor, portal_address, sanna.user, language=language, width=320, height=800)
    page = person.page
    page.goto(portal_address("espoo", address(activity, language)))

    text = page.locator("#id_description")
    text.fill("")
    page.locator(".signs button").first.click()
    assert text.input_value().startswith("**")

    page.locator("#id_venue_typed").fill("sello")
    expect(page.locator("#id_venue_list [role=option]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(f'input[name=venue][value="{place.pk}"]')).to_be_checked()

    page.locator("#id_co_organisers_typed").fill("vihreä")
    page.locator("#id_co_organisers_list [role=option]").first.click()
    expect(page.locator("input[name=co_organisers]")).to_be_checked()

    expect(page.locator("#id_image_alt")).to_be_hidden()
    page.locator("#id_image_file").set_input_files(photo())
    expect(page.locator(".thumb img")).to_have_count(1)
    expect(page.locator("#id_image_alt")).to_be_visible()
    targets = ":is(.place, .picture, .typing) :is(button, input, textarea, li)"
    assert page_faults(page, targets=targets, picture=f"fields-{language}") == []

    page.locator("#id_image_alt").fill("Kahvikuppeja")
    page.locator('input[name=image_people][value="nobody"]').check()
    page.locator('.bar button[value="save"]').click()
    page.wait_for_load_state()
    saved = type(activity).objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert (saved.venue, saved.image_people, saved.co_organisers.count()) == (place, "nobody", 1)
