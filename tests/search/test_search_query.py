"""A query as a value: what links, chips and paging do with it."""

import datetime

from regions.models import Portal
from tests.search.documents import ask


def test_parameters_come_in_one_order(national: Portal) -> None:
    assert ask(national, theme=["work", "music"], q="kuoro").to_parameters() == [
        ("q", "kuoro"),
        ("theme", "music"),
        ("theme", "work"),
    ]


def test_another_choice_goes_back_to_the_first_page(national: Portal) -> None:
    query = ask(national, theme="work", page="3").with_(theme=("music", "work"))
    assert (query.chosen("theme"), query.page) == (("music", "work"), 1)


def test_a_choice_taken_off_leaves_no_trace(national: Portal) -> None:
    assert ask(national, theme="work").without("theme") == ask(national)


def test_one_value_or_all_of_a_parameter_can_be_taken_off(national: Portal) -> None:
    query = ask(national, theme=["work", "music"], weekday=["1", "2"])
    assert query.without("theme", "work").chosen("theme") == ("music",)
    assert query.without("theme").chosen("theme") == ()
    assert query.without("weekday", 2).weekday == (1,)
    assert query.without("weekday", "2").weekday == (1,)


def test_taking_off_the_place_takes_off_what_needs_it(national: Portal) -> None:
    query = ask(national, near="60.2,24.6", radius="5", sort="distance").without("near")
    assert (query.near, query.radius, query.sort) == (None, None, "")


def test_a_value_is_chosen_whether_given_as_text_or_not(national: Portal) -> None:
    query = ask(national, weekday="2")
    assert query.has("weekday", "2")
    assert query.has("weekday", 2)
    assert not query.has("weekday", 3)


def test_words_are_no_filter(national: Portal) -> None:
    assert not ask(national, q="kuoro", sort="title", page="2").is_filtered
    assert ask(national, from_="2026-09-10").is_filtered


def test_words_sort_by_relevance_unless_another_order_is_asked_for(national: Portal) -> None:
    assert ask(national, q="kuoro").order == "relevance"
    assert ask(national, q="kuoro", sort="title").order == "title"
    assert ask(national, sort="relevance").order == "next"


def test_my_level_is_suited_by_that_level_and_lower_ones(national: Portal) -> None:
    assert ask(national, my_level="A2").levels == ("none", "A0", "A1", "A2")


def test_texts_are_in_the_language_asked_for(national: Portal) -> None:
    assert ask(national, "sv").text_language == "sv"
    assert ask(national, "sv", lang="ar").text_language == "ar"


def test_today_is_finlands_day(national: Portal) -> None:
    query = ask(national).with_(now=datetime.datetime(2026, 9, 7, 22, 30, tzinfo=datetime.UTC))
    assert query.today == datetime.date(2026, 9, 8)
