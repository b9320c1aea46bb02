"""Where nothing is found: the search that gives up the least of what was asked, with its first results."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from faces.finder.finder_query import FinderQuery
from faces.finder.nearest_search import GivenUp, NearestSearch, nearest_search
from regions.models import Portal
from search.models import ListingDocument
from search.query import SearchQuery
from tests.faces.visiting import change, listing, multiply, read, titles, visit

pytestmark = pytest.mark.usefixtures("demo_pool")

#: Women's swimming on Saturdays from 9 to 10 in Tapiola, for two euros.
SWIMMING = "L032"
EVERYTHING = (
    "time_from=17:00&weekday=2&sign_up_open=true&text_in=et&municipality=091&organisation="
    "00000000-0000-0000-0000-000000000000&format=course&sign_up=required&price=free&required_level=B2"
    "&activity_language=am&mode=online&children=childcare&accessibility=wheelchair&target_group=men&theme=music"
)


@pytest.fixture
def _swimming_alone(demo_pool: None) -> None:
    ListingDocument.objects.exclude(source_id=SWIMMING).delete()


def nearest_to(query: str, portal: str = "espoo", calls: list[SearchQuery] | None = None) -> NearestSearch | None:
    found = Portal.objects.get(slug=portal)
    asked = FinderQuery.from_parameters(QueryDict(query), portal=found, language="en", now=timezone.now()).search

    def counted(search: SearchQuery) -> SearchQuery:
        if calls is not None:
            calls.append(search)
        return search

    return nearest_search(asked, counted)


def nearest_part(portal: str, path: str) -> BeautifulSoup | None:
    page = read(portal, path)
    assert titles(page) == []
    part = page.select_one(".nearest")
    return BeautifulSoup(str(part), "html.parser") if part else None


def said(path: str, portal: str = "espoo") -> str:
    part = nearest_part(portal, path)
    heading = part.select_one("h2") if part else None
    return heading.get_text() if heading else ""


@pytest.mark.usefixtures("_swimming_alone")
@pytest.mark.parametrize(
    ("query", "kind", "names"),
    [
        ("theme=sport&time_from=17:00", GivenUp.TIMES, {"time_from"}),
        ("theme=sport&weekday=6&time_from=17:00&time_to=20:00", GivenUp.TIMES, {"time_from", "time_to"}),
        ("theme=sport&weekday=2", GivenUp.DAYS, {"weekday"}),
        ("theme=sport&weekday=2&time_from=09:00", GivenUp.DAYS, {"weekday"}),
        ("theme=sport&from=2099-01-01&to=2099-01-02", GivenUp.DAYS, {"from", "to"}),
        ("theme=sport&weekday=2&time_from=17:00", GivenUp.WHEN, {"time_from", "weekday"}),
        ("weekday=2", GivenUp.DAYS, {"weekday"}),
        ("q=uimaopetus&weekday=2", GivenUp.DAYS, {"weekday"}),
        ("theme=sport&place=02400&radius=1", GivenUp.DISTANCE, {"radius"}),
        ("theme=sport&municipality=092", GivenUp.PLACE, {"municipality"}),
        ("theme=sport&price=free", GivenUp.OTHER, {"price"}),
        ("theme=music&weekday=6", GivenUp.OTHER, {"theme"}),
        ("theme=sport&weekday=2&price=free", GivenUp.OTHER, {"weekday", "price"}),
    ],
)
def test_what_is_given_up(query: str, kind: GivenUp, names: set[str]) -> None:
    nearest = nearest_to(query)
    assert nearest is not None
    assert (nearest.given_up, nearest.names) == (kind, frozenset(names))
    assert [document.source_id for document in nearest.results.documents] == [SWIMMING]


@pytest.mark.usefixtures("_swimming_alone")
@pytest.mark.parametrize(
    "query", ["q=asdfqwer", "q=asdfqwer&weekday=2", "theme=music", "theme=music&weekday=2&price=free"]
)
def test_words_and_all_that_was_asked_are_not_given_up(query: str) -> None:
    assert nearest_to(query) is None


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("district:Tapiola", "price:free"),
        ("municipality:091", "format:course"),
        ("price:free", "activity_language:am"),
        ("required_level:B2", "accessibility:wheelchair"),
        ("activity_language:am", "target_group:men"),
        ("target_group:men", "theme:music"),
    ],
)
def test_place_goes_before_price_before_language_before_whom_before_theme(first: str, later: str) -> None:
    """One activity has the one, another has the other; nothing has both."""
    ListingDocument.objects.exclude(source_id=SWIMMING).delete()
    multiply(SWIMMING, 1)
    names = [code.partition(":")[0] for code in (first, later)]
    codes = [code for code in listing(SWIMMING).codes if code.partition(":")[0] not in names]
    change(SWIMMING, codes=[*codes, later])
    change("copy 1", codes=[*codes, first])
    nearest = nearest_to("&".join(code.replace(":", "=") for code in (later, first)))
    assert nearest is not None
    assert nearest.names == {names[0]}
    assert [document.source_id for document in nearest.results.documents] == [SWIMMING]


@pytest.mark.usefixtures("_swimming_alone")
def test_number_of_counts_is_fixed() -> None:
    calls: list[SearchQuery] = []
    nearest_to(EVERYTHING, calls=calls)
    assert 5 < len(calls) <= 14


@pytest.mark.usefixtures("_swimming_alone")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("theme=sport&time_from=17:00", "Nothing at that time, but 1 activity at other times."),
        ("theme=sport&weekday=2", "Nothing on Tuesdays, but 1 activity on other days."),
        ("theme=sport&weekday=2&weekday=4", "Nothing on Tuesdays and Thursdays, but 1 activity on other days."),
        (
            "theme=sport&weekday=2&weekday=4&weekday=7",
            "Nothing on Tuesdays, Thursdays and Sundays, but 1 activity on other days.",
        ),
        ("theme=sport&from=2099-01-01", "Nothing on these days, but 1 activity on other days."),
        ("theme=sport&place=02400&radius=1", "Nothing that near, but 1 activity farther away."),
        ("theme=sport&municipality=092", "Nothing for “Vantaa”, but 1 activity elsewhere."),
        ("theme=sport&price=free", "Nothing for “Free”, but 1 activity otherwise."),
        ("theme=sport&weekday=2&price=free", "Nothing for “Free, Tuesday”, but 1 activity otherwise."),
    ],
)
def test_it_is_said_what_is_given_up(query: str, words: str) -> None:
    assert said(f"/en/activities/?{query}") == words


def test_the_first_three_are_shown_with_a_link_to_all() -> None:
    ListingDocument.objects.exclude(source_id=SWIMMING).delete()
    multiply(SWIMMING, 4)
    part = nearest_part("espoo", "/en/activities/?theme=sport&weekday=2&sort=title")
    assert part is not None
    assert len(part.select(".card")) == 3
    link = part.select_one(":scope p > a[href^='?']")
    assert link is not None
    assert parse_qs(urlsplit(str(link["href"])).query) == {"theme": ["sport"], "sort": ["title"]}
    assert len(titles(read("espoo", f"/en/activities/{link['href']}"))) == 5
    whole = nearest_part("espoo", "/en/activities/?theme=sport&weekday=2&page_size=1")
    assert whole is not None
    assert len(whole.select(".card")) == 3


def test_what_is_farther_away_comes_nearest_first() -> None:
    part = nearest_part("kototori", "/en/activities/?place=99950&radius=1")
    assert part is not None
    distances = [float(one.get_text().split()[0].replace(",", "")) for one in part.select(".where .count")]
    assert distances == sorted(distances)
    assert len(distances) > 1


@pytest.mark.usefixtures("_swimming_alone")
def test_in_the_calendar_only_the_week_counts() -> None:
    assert said("/en/activities/?theme=sport&time_from=17:00&view=week")
    assert said("/en/activities/?theme=sport&time_from=17:00&view=week&week=2099-W01") == ""


def test_the_whole_country_is_offered_with_its_count() -> None:
    ListingDocument.objects.exclude(source_id=SWIMMING).delete()
    national = Portal.objects.get(slug="kototori")
    codes = [code for code in change(SWIMMING).codes if not code.startswith("municipality:")]
    change(
        SWIMMING,
        municipality="564",
        codes=[*codes, "municipality:564"],
        portals=[national.pk],
        later_portals=[national.pk],
    )
    page = read("espoo", "/en/activities/?theme=sport")
    [link] = [link for link in page.select(".nothing li a") if link.get_text() == "The whole country"]
    address = urlsplit(str(link["href"]))
    assert (address.hostname, address.path) == ("kototori.localhost", "/en/activities/")
    assert link.parent is not None
    assert "(1)" in link.parent.get_text()
    assert len(titles(read("kototori", f"{address.path}?{address.query}"))) == 1
    assert "The whole country" not in read("kototori", "/en/activities/?theme=music").get_text()


def test_number_of_statements_does_not_grow_with_the_pool() -> None:
    path = f"/fi/toiminta/?{EVERYTHING.replace('theme=music', 'theme=sport')}"

    def statements() -> int:
        visit("espoo", path)
        with CaptureQueriesContext(connection) as captured:
            assert visit("espoo", path).status_code == 200
        return len(captured)

    ListingDocument.objects.exclude(source_id=SWIMMING).delete()
    multiply(SWIMMING, 9)
    at_ten = statements()
    multiply(SWIMMING, 90)
    assert statements() == at_ten
    assert at_ten <= 45
