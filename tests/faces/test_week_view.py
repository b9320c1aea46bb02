"""The finder's calendar: the days of a week, each with its activities that match the search."""

from __future__ import annotations

import datetime
import re

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from faces.finder.finder_query import monday_of, week_text
from search.models import ListingDocument, Occurrence
from tests.faces.visiting import change, finder, listing, multiply, read, soup, visit

pytestmark = pytest.mark.usefixtures("demo_pool")


def next_monday() -> datetime.date:
    return monday_of(timezone.localdate()) + datetime.timedelta(days=7)


def week(query: str = "", *, portal: str = "espoo", language: str = "fi") -> BeautifulSoup:
    """Next week, of which nothing is over."""
    return read(portal, f"{finder(language)}?view=week&week={week_text(next_monday())}&{query}")


def days(page: BeautifulSoup) -> list[Tag]:
    return list(page.select(".week > li"))


def shown(page: BeautifulSoup) -> dict[str, list[str]]:
    """Titles by the day's date."""
    return {
        str(day.time["datetime"]): [link.get_text() for link in day.select("ul a")]
        for day in days(page)
        if day.time is not None
    }


def test_week_is_from_monday_to_sunday() -> None:
    expected = [(next_monday() + datetime.timedelta(days=number)).isoformat() for number in range(7)]
    assert list(shown(week())) == expected


def test_default_week_is_the_current_one() -> None:
    page = read("espoo", "/fi/toiminta/?view=week")
    assert next(iter(shown(page))) == monday_of(timezone.localdate()).isoformat()
    today = page.select_one(".week > .is-today time")
    assert today is not None
    assert today["datetime"] == timezone.localdate().isoformat()


def test_week_has_all_its_times_in_order() -> None:
    monday = next_monday()
    page = week()
    documents = ListingDocument.objects.filter(pk__in=_ids_shown(page))
    for day in days(page):
        times = [str(tag["datetime"]) for tag in day.select("ul time")]
        assert times == sorted(times)
    expected = Occurrence.objects.filter(
        listing__in=documents, date__gte=monday, date__lte=monday + datetime.timedelta(days=6)
    )
    assert sum(map(len, shown(page).values())) == expected.count()


def _ids_shown(page: BeautifulSoup) -> set[str]:
    return {str(link["href"]).rstrip("/").rsplit("/", 1)[-1] for link in page.select(".week ul a")}


def test_filters_and_words_narrow_the_week() -> None:
    everything = _ids_shown(week())
    sport = _ids_shown(week("theme=sport"))
    assert sport
    assert sport < everything
    assert all("theme:sport" in document.codes for document in ListingDocument.objects.filter(pk__in=sport))
    words = _ids_shown(week("q=kielikahvila"))
    assert words < everything


@pytest.mark.parametrize("query", ["weekday=2", "q=tiistaisin"])
def test_filter_by_weekday_leaves_the_other_days_empty(query: str) -> None:
    by_day = list(shown(week(query)).values())
    assert by_day[1]
    assert not any(titles for place, titles in enumerate(by_day) if place != 1)


def test_filter_by_time_of_day_applies_to_each_time() -> None:
    page = week("time_from=17:00")
    clocks = [re.search(r"T(\d\d)", str(tag["datetime"])) for tag in page.select(".week ul time")]
    assert clocks
    assert all(clock and int(clock[1]) >= 17 for clock in clocks)


def test_days_outside_the_queried_ones_are_empty() -> None:
    second = next_monday() + datetime.timedelta(days=1)
    by_day = shown(week(f"from={second}&to={second}"))
    assert [day for day, titles in by_day.items() if titles] in ([second.isoformat()], [])
    assert week(f"from={second}&to={second}").select(".chip")


def test_cancelled_time_is_struck_out_and_named() -> None:
    occurrence = Occurrence.objects.filter(listing=listing("L032"), date__gte=next_monday()).order_by("date").first()
    assert occurrence is not None
    Occurrence.objects.filter(pk=occurrence.pk).update(cancelled=True)
    page = read("espoo", f"/fi/toiminta/?view=week&week={week_text(monday_of(occurrence.date))}")
    entry = next(tag for tag in page.select(".week ul > li") if str(listing("L032").pk) in str(tag))
    assert "is-off" in (entry.get("class") or [])
    assert entry.select_one(".notice") is not None


def test_activity_that_the_portal_does_not_show_is_in_no_week() -> None:
    key = str(listing("L032").pk)
    assert key in _ids_shown(week())
    change("L032", portals=[])
    assert key not in _ids_shown(week())


def test_full_day_links_to_that_day_in_the_list() -> None:
    ListingDocument.objects.exclude(source_id="L032").delete()
    multiply("L032", 11)
    page = week("children=childcare")
    more = page.select_one(".week a.more")
    assert more is not None
    address = str(more["href"])
    day = more.find_parent("li").time["datetime"]  # type: ignore[union-attr, index]
    assert f"from={day}" in address
    assert f"to={day}" in address
    assert "children=childcare" in address
    assert "view" not in address
    assert len(page.select(".week ul > li")) + int(more.get_text().split()[0]) == 12
    assert len(read("espoo", f"/fi/toiminta/{address}&page_size=100").select(".card")) == 12


def test_links_to_other_weeks_and_the_list_keep_the_search() -> None:
    page = week("theme=sport&q=uinti")
    links = [str(link["href"]) for link in page.select(".weeks a, .looks a")]
    assert len(links) == 5
    assert all("theme=sport" in link and "q=uinti" in link for link in links)
    following = week_text(next_monday() + datetime.timedelta(days=7))
    assert any(f"week={following}" in link for link in links)


def test_form_stays_in_the_week() -> None:
    hidden = {(tag["name"], tag["value"]) for tag in week().select("input[type=hidden]:not([disabled])")}
    assert hidden == {("view", "week"), ("week", week_text(next_monday()))}


@pytest.mark.parametrize("bad", ["2026-W99", "2026-W00", "next", "1999-W01", "2026-48", "٢٠٢٦-٤٨", "2021-W53"])
def test_impossible_week_is_refused_in_words(bad: str) -> None:
    response = visit("espoo", f"/fi/toiminta/?view=week&week={bad}&theme=sport")
    assert response.status_code == 400
    page = soup(response)
    field = page.select_one("input[name=week]")
    assert field is not None
    assert field["value"] == bad
    assert page.select_one("input[type=hidden][name=theme][value=sport]") is not None


def test_unknown_view_is_refused() -> None:
    assert visit("espoo", "/fi/toiminta/?view=month").status_code == 400


@pytest.mark.parametrize("query", ["", "q=uinti", "near=60.2,24.7&radius=30&weekday=6"])
def test_number_of_queries_does_not_grow_with_the_pool(query: str) -> None:
    def queries() -> int:
        week(query)
        with CaptureQueriesContext(connection) as captured:
            week(query)
        return len(captured)

    ListingDocument.objects.exclude(source_id="L032").delete()
    multiply("L032", 9)
    at_ten = queries()
    multiply("L032", 90)
    assert queries() == at_ten


def test_week_is_not_indexed() -> None:
    robots = week().select_one("meta[name=robots]")
    assert robots is not None
    assert "noindex" in str(robots["content"])


def test_weekdays_are_in_the_language_of_the_page() -> None:
    first = days(week(language="ar"))[0].select_one("time span")
    assert first is not None
    assert first.get_text() == "الاثنين"
