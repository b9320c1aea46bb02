"""Sharing an activity (docs/needs.md, C7, E9): messages, QR code, calendar, place, and reporting what is wrong."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import segno
from bs4 import BeautifulSoup

from faces.activity.activity_view import render_activity
from regions.models import Portal
from tests.faces.visiting import change, finder, listing, portal_request, read, visit

ESPOO_SWIMMING = "L032"
SENSITIVE = "L009"
BY_AGREEMENT = "L015"


def page_of(source_id: str, language: str = "fi", portal: str = "kototori") -> BeautifulSoup:
    return read(portal, f"{finder(language)}{listing(source_id).pk}/")


def fields_of(link: str) -> dict[str, str]:
    """The fields of a link's query, decoded once."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def link(page: BeautifulSoup, start: str) -> str:
    element = page.select_one(f'a[href^="{start}"]')
    assert element is not None
    return str(element["href"])


@pytest.mark.parametrize(("language", "title"), [("fi", "Naisten uintivuoro ja uimaopetus"), ("sv", None)])
def test_message_has_title_time_and_place_in_the_language_of_the_page(
    demo_pool: None, language: str, title: str | None
) -> None:
    page = page_of(ESPOO_SWIMMING, language, "espoo")
    text = fields_of(link(page, "https://wa.me/"))["text"].split("\n")
    address = f"{Portal.objects.get(slug='espoo').root_url}{finder(language)}{listing(ESPOO_SWIMMING).pk}/"
    assert page.h1 is not None
    assert text[0] == (title or page.h1.get_text())
    assert "9" in text[1]
    assert "Esimerkkikatu 33" in text[2]
    assert text[-1] == address


def test_email_has_the_message_and_no_recipient(demo_pool: None) -> None:
    page = page_of(ESPOO_SWIMMING)
    letter = link(page, "mailto:?")
    assert fields_of(letter)["subject"] == "Naisten uintivuoro ja uimaopetus"
    assert "Esimerkkikatu 33" in fields_of(letter)["body"]
    assert "\r\n" in fields_of(letter)["body"]


@pytest.mark.parametrize("title", ["Kahvi & tee?", "50 % alea #1", "bcc=x@y.fi&cc=", 'Sana"lainaus"', "Ö مقهى"])
def test_title_can_not_add_fields_to_an_email(demo_pool: None, title: str) -> None:
    texts = listing(ESPOO_SWIMMING).texts
    change(ESPOO_SWIMMING, texts={**texts, "fi": {**texts["fi"], "title": title}})
    page = page_of(ESPOO_SWIMMING)
    letters = [str(tag["href"]) for tag in page.select('.share a[href^="mailto:"], .report a[href^="mailto:"]')]
    assert len(letters) == 2
    for letter in letters:
        assert set(fields_of(letter)) == {"subject", "body"}
        assert title in fields_of(letter)["subject"]


def test_report_goes_to_the_portals_contact_and_else_to_the_organiser(demo_pool: None) -> None:
    contact = Portal.objects.get(slug="espoo").contact_email
    report = page_of(ESPOO_SWIMMING, portal="espoo").select_one(".report a")
    assert report is not None
    assert unquote(urlsplit(str(report["href"])).path) == contact
    Portal.objects.filter(slug="espoo").update(contact_email="")
    report = page_of(ESPOO_SWIMMING, portal="espoo").select_one(".report a")
    assert report is not None
    assert unquote(urlsplit(str(report["href"])).path) == listing(ESPOO_SWIMMING).facts["contacts"][0]["email"]
    change(ESPOO_SWIMMING, contacts=[])
    assert not page_of(ESPOO_SWIMMING, portal="espoo").select(".report")


def test_message_about_a_sensitive_activity_does_not_describe_it(demo_pool: None) -> None:
    page = page_of(SENSITIVE)
    title = listing(SENSITIVE).texts["fi"]["title"]
    share = page.select_one("[data-share]")
    assert share is not None
    links = [str(tag["href"]) for tag in page.select('a[href^="mailto:?"], a[href^="https://wa.me/"], .report a')]
    assert len(links) == 3
    text = " ".join([*map(unquote, links), *(str(share[f"data-{name}"]) for name in ("url", "title", "text"))])
    assert title not in text
    assert "ateenkaari" not in text
    assert "Helsinki" not in text


def test_qr_code_is_the_address_of_the_page_and_has_no_style_attributes(demo_pool: None) -> None:
    page = page_of(ESPOO_SWIMMING, "ar", "espoo")
    code = page.select_one("details.code svg.qr")
    assert code is not None
    assert code["aria-hidden"] == "true"
    assert not page.select("[style]")
    assert page.select_one("details.code summary") is not None
    path = code.path
    assert path is not None
    address = f"{Portal.objects.get(slug='espoo').root_url}/ar/activities/{listing(ESPOO_SWIMMING).pk}/"
    expected = re.search(r' d="([^"]+)"', segno.make(address, error="m", micro=False).svg_inline(border=4))
    assert expected is not None
    assert path["d"] == expected[1]


def test_calendar_link_is_only_there_where_times_are_coming(demo_pool: None) -> None:
    page = page_of(ESPOO_SWIMMING)
    assert page.select_one(f'a[href="/fi/toiminta/{listing(ESPOO_SWIMMING).pk}/event.ics"]')
    assert not page_of(BY_AGREEMENT).select('a[href$="event.ics"]')
    change(ESPOO_SWIMMING, status="cancelled")
    assert not page_of(ESPOO_SWIMMING).select('a[href$="event.ics"]')


def test_place_is_shown_in_full(demo_pool: None) -> None:
    venue = listing(ESPOO_SWIMMING).facts["venue"]
    change(ESPOO_SWIMMING, venue=venue | {"floor": "87"}, accessibility=["wheelchair", "quiet_space"])
    place = page_of(ESPOO_SWIMMING).select_one(".place")
    assert place is not None
    text = place.get_text(" ")
    for part in (venue["name"], venue["street"], venue["postal_code"], "87"):
        assert part in text
    assert len(place.select(".ticks li")) == 2
    assert place.select('a[href^="https://www.openstreetmap.org/"]')


def test_online_activity_has_no_place(demo_pool: None) -> None:
    assert not page_of("L007").select(".place")


def test_breadcrumbs_are_the_front_page_the_finder_and_the_theme(demo_pool: None) -> None:
    page = page_of(ESPOO_SWIMMING, "ar", "espoo")
    addresses = [str(tag["href"]) for tag in page.select(".crumbs a")]
    assert addresses == ["/ar/", "/ar/activities/", "/ar/activities/theme/sport/"]
    for address in addresses:
        assert visit("espoo", address).status_code == 200


def test_preview_has_no_share_links(demo_pool: None) -> None:
    html = render_activity(portal_request("/"), listing(ESPOO_SWIMMING), is_preview=True).render().content.decode()
    assert "data-share" not in html
    assert "event.ics" not in html
    assert "wa.me" not in html
