"""The finder's filters: the choices offered, chips of active filters, days, organisers, and confirmation."""

from __future__ import annotations

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.utils import timezone

from search.models import ListingDocument, Occurrence, OrganisationDocument, Shown
from tests.faces.visiting import change, listing, read, soup, titles, visit

pytestmark = pytest.mark.usefixtures("demo_pool")


def chips(page: BeautifulSoup) -> dict[str, str]:
    return {chip.span.get_text(): str(chip["href"]) for chip in page.select(".chip") if chip.span}


def choice(page: BeautifulSoup, name: str, value: str) -> Tag:
    field = page.select_one(f'input[name="{name}"][value="{value}"]')
    assert field is not None
    return field


def test_first_and_last_day_are_one_chip() -> None:
    page = read("espoo", "/fi/toiminta/?from=2026-11-23&to=2026-11-29&price=free")
    assert chips(page) == {"23.11.–29.11.": "?price=free", "Maksuton": "?from=2026-11-23&to=2026-11-29"}


def test_single_day_is_named_with_its_weekday() -> None:
    assert list(chips(read("espoo", "/fi/toiminta/?from=2026-11-24&to=2026-11-24"))) == ["ti 24.11."]


def test_shortcuts_to_common_days_keep_the_other_filters() -> None:
    page = read("espoo", "/fi/toiminta/?price=free&page_size=100")
    links = [str(link["href"]) for link in page.select(".days a")]
    assert len(links) == 4
    today = timezone.localdate()
    for link in links:
        parameters = parse_qs(urlsplit(link).query)
        assert parameters["price"] == ["free"]
        first, last = (datetime.date.fromisoformat(parameters[name][0]) for name in ("from", "to"))
        assert today <= first <= last <= today + datetime.timedelta(days=7)
        documents = ListingDocument.objects.filter(texts__fi__title__in=titles(read("espoo", f"/fi/toiminta/{link}")))
        for document in documents:
            assert Occurrence.objects.filter(listing=document, date__range=(first, last)).exists()


def test_chosen_shortcut_links_to_the_search_without_its_days() -> None:
    link = next(iter(read("espoo", "/fi/toiminta/").select(".days a")))
    chosen = next(iter(read("espoo", f"/fi/toiminta/{link['href']}").select(".days a")))
    assert chosen["aria-current"] == "true"
    assert chosen["href"] == "?"


def test_organisers_of_results_can_be_chosen_and_are_named_on_the_chip() -> None:
    document = listing("L032")
    key, name = str(document.organisation_id), document.facts["organisation"]["names"]["fi"]
    page = read("espoo", f"/fi/toiminta/?organisation={key}")
    assert list(chips(page)) == [name]
    assert choice(page, "organisation", key).has_attr("checked")
    assert len(read("espoo", "/fi/toiminta/").select("input[name=organisation]")) > 1


def test_organisation_that_the_portal_does_not_show_is_not_named() -> None:
    document = listing("L032")
    name = document.facts["organisation"]["names"]["fi"]
    OrganisationDocument.objects.filter(pk=document.organisation_id).update(portals=[])
    Shown.objects.filter(listing__organisation_id=document.organisation_id).delete()
    response = visit("espoo", f"/fi/toiminta/?organisation={document.organisation_id}")
    assert name not in response.content.decode()
    assert len(soup(response).select(".chip")) == 1


def test_confirmation_and_open_sign_up_can_be_filtered_by() -> None:
    change("L032", confirmed_on=timezone.localdate() - datetime.timedelta(days=60))
    page = read("espoo", "/fi/toiminta/?confirmed_within=30&sign_up_open=true&page_size=100")
    assert choice(page, "confirmed_within", "30").has_attr("checked")
    assert choice(page, "sign_up_open", "true").has_attr("checked")
    assert len(chips(page)) == 2
    assert listing("L032").texts["fi"]["title"] not in titles(page)


def test_section_with_a_chosen_value_is_open_and_counts_it() -> None:
    page = read("espoo", "/fi/toiminta/?price=free&price=paid")
    group = page.select_one("#by-price")
    assert group is not None
    assert group.has_attr("open")
    assert group.summary is not None
    assert "(2)" in group.summary.get_text()
    assert not read("espoo", "/fi/toiminta/").select("#by-price[open]")


def test_value_without_results_is_muted() -> None:
    ListingDocument.objects.exclude(source_id="L032").delete()
    page = read("espoo", "/fi/toiminta/")
    sunday = choice(page, "weekday", "1").find_parent("label")
    assert isinstance(sunday, Tag)
    assert sunday.get("class") == ["none"]


def test_orders_are_offered_where_they_make_a_difference() -> None:
    def orders(query: str) -> list[str]:
        return [str(option["value"]) for option in read("espoo", f"/fi/toiminta/?{query}").select("#sort option")]

    assert orders("") == ["", "title"]
    assert orders("q=uinti") == ["", "next", "title"]
    assert orders("place=Espoo") == ["", "distance", "title"]
    assert orders("sort=modified") == ["", "title", "modified"]


def test_feeds_are_those_of_the_search_shown() -> None:
    year, number, _day = (timezone.localdate() + datetime.timedelta(days=7)).isocalendar()
    page = read("espoo", f"/fi/toiminta/?theme=sport&place=Espoo&view=week&week={year}-W{number:02}")
    links = [str(link["href"]) for link in page.select(".take a")]
    assert [(urlsplit(link).scheme, urlsplit(link).path.rpartition("/")[2]) for link in links] == [
        ("webcal", "feed.ics"),
        ("http", "feed.rss"),
    ]
    for link in links:
        assert set(parse_qs(urlsplit(link).query)) == {"theme", "near"}


def test_printed_qr_code_is_an_svg_of_the_absolute_address() -> None:
    response = visit("espoo", "/fi/toiminta/code/?theme=sport")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert visit("espoo", "/fi/toiminta/code/?from=tomorrow").status_code == 400
    assert (
        visit("espoo", "/fi/toiminta/code/?" + "&".join(f"district={number:099}" for number in range(60))).status_code
        == 400
    )


def test_card_of_a_cancelled_activity_shows_that_in_place_of_its_time() -> None:
    change("L032", status="cancelled")
    page = read("espoo", "/fi/toiminta/?page_size=100")
    card = next(tag for tag in page.select(".card") if str(listing("L032").pk) in str(tag))
    assert card.select_one(".notice") is not None
    assert card.select_one(".time b") is None


def test_card_of_a_weekly_activity_names_its_next_day() -> None:
    page = read("espoo", "/en/activities/?page_size=100")
    card = next(tag for tag in page.select(".card") if str(listing("L032").pk) in str(tag))
    when = card.select_one(".when")
    assert when is not None
    assert ", next on " in when.get_text()
