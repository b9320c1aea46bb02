"""A search without results: how it was understood, wider searches with their counts, and whom to tell."""

from __future__ import annotations

import datetime
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regions.models import Municipality, Portal
from search.models import ListingDocument
from tests.faces.visiting import change, listing, multiply, read, titles, visit

pytestmark = pytest.mark.usefixtures("demo_pool")


def only(source_id: str, **values: object) -> ListingDocument:
    """Leave one listing in the pool, changed."""
    ListingDocument.objects.exclude(source_id=source_id).delete()
    return change(source_id, **values)


def in_town(code: str) -> ListingDocument:
    """The only listing, in a town with its centre as the place, shown wherever the town is covered."""
    town = Municipality.objects.get(code=code)
    portals = list(Portal.objects.filter(coverage=town).values_list("pk", flat=True))
    portals += list(Portal.objects.filter(is_national=True).values_list("pk", flat=True))
    codes = [code for code in listing("L032").codes if not code.startswith(("municipality:", "mode:"))]
    return only(
        "L032",
        municipality=code,
        portals=portals,
        codes=[*codes, f"municipality:{code}", "mode:in_person"],
    )


def ways(page: BeautifulSoup) -> dict[str, str]:
    return {link.get_text(): str(link["href"]) for link in page.select(".nothing li a")}


def test_neighbour_town_links_to_the_portal_that_covers_it() -> None:
    in_town("092")
    page = read("espoo", "/fi/toiminta/?theme=sport")
    assert titles(page) == []
    address = urlsplit(ways(page)["Vantaa"])
    assert address.hostname == "vantaa.localhost"
    assert address.path == "/fi/toiminta/"
    assert parse_qs(address.query) == {"theme": ["sport"], "municipality": ["092"]}
    assert titles(read("vantaa", f"{address.path}?{address.query}"))


def test_neighbour_town_without_a_regional_portal_links_to_the_national_one() -> None:
    in_town("564")
    assert urlsplit(ways(read("espoo", "/fi/toiminta/"))["Oulu"]).hostname == "kototori.localhost"


def test_neighbour_towns_are_near_the_place_of_the_query() -> None:
    in_town("049")
    assert "Espoo" in ways(read("kototori", "/fi/toiminta/?municipality=091"))
    assert "Espoo" in ways(read("kototori", "/fi/toiminta/?place=00100&radius=1"))


def test_link_to_a_portal_without_the_language_is_in_its_first_language() -> None:
    Portal.objects.filter(slug="vantaa").update(languages=["sv", "en"])
    in_town("092")
    assert urlsplit(ways(read("espoo", "/fi/toiminta/"))["Vantaa"]).path == "/sv/verksamhet/"


def test_online_activities_are_offered_with_their_count() -> None:
    codes = [code for code in listing("L032").codes if not code.startswith("mode:")]
    only("L032", codes=[*codes, "mode:online"])
    page = read("espoo", "/fi/toiminta/?place=Oulu&radius=1&theme=sport")
    links = [link for link in page.select(".nothing a") if "mode=online" in str(link["href"])]
    assert len(links) == 1
    assert "near" not in str(links[0]["href"])
    assert titles(read("espoo", "/fi/toiminta/" + str(links[0]["href"])))


@pytest.mark.parametrize("search", ["", "theme=sport&place=Espoo", "q=uinti"])
def test_wider_searches_of_an_empty_week_count_that_week_alone(search: str) -> None:
    codes = [code for code in listing("L032").codes if not code.startswith("mode:")]
    change("L032", codes=[*codes, "mode:online"])
    assert ways(read("vantaa", f"/fi/toiminta/?{search}&view=week&week=2099-W01")) == {}


def test_empty_week_links_to_the_next_where_that_has_results() -> None:
    monday = timezone.localdate() + datetime.timedelta(days=21 - timezone.localdate().weekday())
    document = only("L032")
    document.occurrences.filter(date__lt=monday).delete()
    assert document.occurrences.filter(date__lt=monday + datetime.timedelta(days=7)).exists()

    def week(number: int) -> str:
        year, week, _day = (monday + datetime.timedelta(days=7 * number)).isocalendar()
        return f"{year}-W{week:02}"

    links = ways(read("espoo", f"/fi/toiminta/?theme=sport&view=week&week={week(-1)}"))
    assert parse_qs(links["Seuraava viikko"][1:]) == {"theme": ["sport"], "view": ["week"], "week": [week(0)]}
    assert read("espoo", "/fi/toiminta/" + links["Seuraava viikko"]).select(".week ul a")
    assert "Seuraava viikko" not in ways(read("espoo", f"/fi/toiminta/?theme=sport&view=week&week={week(-2)}"))


def test_neighbour_town_with_results_in_the_week_is_offered_for_that_week() -> None:
    in_town("092")
    year, number, _day = (timezone.localdate() + datetime.timedelta(days=7)).isocalendar()
    week = f"view=week&week={year}-W{number:02}"
    address = urlsplit(ways(read("espoo", f"/fi/toiminta/?{week}"))["Vantaa"])
    assert address.hostname == "vantaa.localhost"
    assert parse_qs(address.query) == {"municipality": ["092"], **parse_qs(week)}
    assert read("vantaa", f"{address.path}?{address.query}").select(".week ul a")


def test_other_spoken_languages_are_offered() -> None:
    only("L032")
    page = read("espoo", "/fi/toiminta/?activity_language=am&theme=sport")
    assert titles(page) == []
    links = [href for href in ways(page).values() if "activity_language" in href]
    assert links
    assert titles(read("espoo", "/fi/toiminta/" + links[0]))


def letter(page: BeautifulSoup) -> str:
    link = page.select_one('.nothing a[href^="mailto:"]')
    assert link is not None
    return str(link["href"])


def test_email_to_the_portals_contact_has_the_search() -> None:
    Portal.objects.filter(slug="espoo").update(contact_email="portaali@example.org")
    query = 'asdf&"<b>%0A'
    page = read("espoo", "/fi/toiminta/?q=asdf%26%22%3Cb%3E&theme=sport")
    url = urlsplit(letter(page))
    assert url.path == "portaali@example.org"
    fields = parse_qs(url.query)
    assert set(fields) == {"subject", "body"}
    assert "asdf" not in fields["subject"][0]
    assert query.removesuffix("%0A") in fields["body"][0]
    assert "theme=sport" in unquote(fields["body"][0])
    assert "\n" not in url.query


def test_portal_without_a_contact_has_no_email_link() -> None:
    Portal.objects.filter(slug="espoo").update(contact_email="")
    assert not read("espoo", "/fi/toiminta/?q=asdf").select('.nothing a[href^="mailto:"]')


def test_number_of_queries_does_not_grow_with_the_pool() -> None:
    def queries() -> int:
        path = (
            "/fi/toiminta/?q=asdf&theme=music&price=paid&weekday=7&municipality=049&children=childcare&from=2027-01-01"
        )
        visit("espoo", path)
        with CaptureQueriesContext(connection) as captured:
            assert visit("espoo", path).status_code == 200
        return len(captured)

    ListingDocument.objects.exclude(source_id="L032").delete()
    multiply("L032", 9)
    at_ten = queries()
    multiply("L032", 90)
    assert queries() == at_ten
    assert at_ten <= 45
