"""From the parameters of an address to a query: what is right is kept, what is wrong is named."""

import datetime
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regions.models import Portal
from search.query import BY_NAME, InvalidQuery, SearchQuery
from tests.search.documents import NOW

UUID = str(uuid.UUID(int=7))


def read(portal: Portal, query_string: str, *, strict: bool = True) -> SearchQuery:
    return SearchQuery.from_parameters(QueryDict(query_string), portal=portal, language="fi", now=NOW, strict=strict)


def faults(portal: Portal, query_string: str) -> dict[str, str]:
    with pytest.raises(InvalidQuery) as caught:
        read(portal, query_string)
    return {error.parameter: error.message for error in caught.value.errors}


def test_query_without_parameters_has_no_filters_and_next_order(national: Portal) -> None:
    query = read(national, "")
    assert (query.order, query.page, query.page_size, query.facets, query.is_filtered) == ("next", 1, 20, True, False)


def test_every_parameter_is_read(national: Portal) -> None:
    query = read(
        national,
        "q=kielikahvila&lang=sv&portal=kototori&section=activity&theme=work&target_group=women&format=group"
        "&required_level=A1&my_level=B1&activity_language=ckb&mode=online&price=free&sign_up=none&children=childcare"
        "&accessibility=wheelchair&municipality=049&area=maakunta:01&district=Tapiola&near=60.2,24.65&radius=5"
        "&weekday=2&from=2026-09-01&to=2026-09-30&time_from=17:00&time_to=20:30&sign_up_open=true"
        f"&confirmed_within=30&text_in=ar&organisation={UUID}&modified_since=2026-09-01T12:00:00Z&sort=distance"
        "&page=2&page_size=50&facets=false&fields=id,title",
    )
    assert query.codes["theme"] == ("work",)
    assert query.near == (60.2, 24.65)
    assert query.weekday == (2,)
    assert query.date_from == datetime.date(2026, 9, 1)
    assert query.time_to == datetime.time(20, 30)
    assert query.modified_since == datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)
    assert query.fields == ("id", "title")
    assert {parameter.name for parameter in BY_NAME.values()} == {name for name, _value in query.to_parameters()}


def test_repeating_a_parameter_means_or(national: Portal) -> None:
    assert read(national, "theme=work&theme=music&theme=work").chosen("theme") == ("music", "work")


def test_empty_values_count_as_absent(national: Portal) -> None:
    assert read(national, "q=&theme=&from=&page=") == read(national, "")


def test_an_unknown_name_is_a_fault_only_when_strict(national: Portal) -> None:
    assert "theme" in faults(national, "themes=work")["themes"]
    assert read(national, "fbclid=1", strict=False) == read(national, "")


def test_every_fault_is_named_at_once(national: Portal) -> None:
    assert set(faults(national, "theme=x&weekday=8&page=0&radius=5&nonsense=1")) == {
        "theme",
        "weekday",
        "page",
        "radius",
        "nonsense",
    }


@pytest.mark.parametrize(
    ("query_string", "parameter"),
    [
        ("q=a%00b", "q"),
        (f"q={'x' * 10_000}", "q"),
        ("page=1e20", "page"),
        ("page=-1", "page"),
        ("page=٣٫٥", "page"),
        ("page=501&page_size=100", "page"),
        ("page_size=0", "page_size"),
        ("page_size=101", "page_size"),
        ("near=999,24", "near"),
        ("near=60", "near"),
        ("near=nan,nan", "near"),
        ("near=60,24&radius=-1", "radius"),
        ("near=60,24&radius=1e9", "radius"),
        ("radius=5", "radius"),
        ("sort=distance", "sort"),
        ("sort=price", "sort"),
        ("from=2026-02-30", "from"),
        ("from=1999-12-31", "from"),
        ("to=2200-01-01", "to"),
        ("from=20260901", "from"),
        ("from=2026-09-02&to=2026-09-01", "to"),
        ("time_from=25:00", "time_from"),
        ("time_from=18:00&time_to=17:00", "time_to"),
        ("weekday=0", "weekday"),
        ("theme=nosuch", "theme"),
        ("my_level=C9", "my_level"),
        ("required_level=a1", "required_level"),
        ("activity_language=not a language", "activity_language"),
        ("municipality=999", "municipality"),
        ("municipality=Espoo", "municipality"),
        ("area=maakunta:99", "area"),
        ("area=01", "area"),
        ("portal=nosuch", "portal"),
        ("portal=..%2F", "portal"),
        ("organisation=7", "organisation"),
        ("modified_since=yesterday", "modified_since"),
        ("modified_since=0001-01-01", "modified_since"),
        ("confirmed_within=0", "confirmed_within"),
        ("sign_up_open=maybe", "sign_up_open"),
        ("text_in=xx", "text_in"),
        ("lang=klingon", "lang"),
        ("fields=id;drop", "fields"),
        (f"district={'x' * 101}", "district"),
        ("q=a&q=b", "q"),
        ("page=1&page=2", "page"),
        ("&".join(f"district={n}" for n in range(101)), "district"),
    ],
)
def test_an_absurd_value_is_refused(national: Portal, query_string: str, parameter: str) -> None:
    assert parameter in faults(national, query_string)


def test_a_regional_portal_answers_for_itself_only(national: Portal, espoo: Portal) -> None:
    assert read(espoo, "portal=espoo").portal_slugs == ("espoo",)
    assert read(national, "portal=espoo").portal_slugs == ("espoo",)
    assert "portal" in faults(espoo, "portal=kototori")


def test_a_moment_without_zone_is_finnish_time(national: Portal) -> None:
    query = read(national, "modified_since=2026-07-01T12:00")
    assert query.modified_since == datetime.datetime(2026, 7, 1, 9, tzinfo=datetime.UTC)


def test_a_plus_sign_that_became_a_space_is_a_zone(national: Portal) -> None:
    query = read(national, "modified_since=2026-07-01T12:00:00+02:00")
    assert query.modified_since == datetime.datetime(2026, 7, 1, 10, tzinfo=datetime.UTC)


def test_messages_repeat_a_value_in_one_short_line(national: Portal) -> None:
    assert len(faults(national, f"from={'9%0A' * 3000}")["from"]) < 200


ANY_VALUES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(["work", "2", "2026-09-01", "17:30", "60.2,24.6", "049", "maakunta:01", "fi", "true", UUID]),
        st.integers(-5, 10**12).map(str),
        st.floats().map(str),
    ),
    max_size=3,
)


@given(st.dictionaries(st.one_of(st.sampled_from(sorted(BY_NAME)), st.text(max_size=8)), ANY_VALUES, max_size=6))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_parameters_are_a_query_or_named_faults(national: Portal, parameters: dict[str, Any]) -> None:
    try:
        query = SearchQuery.from_parameters(parameters, portal=national, language="fi", now=NOW, strict=False)
    except InvalidQuery:
        return
    again: dict[str, list[str]] = {}
    for name, value in query.to_parameters():
        again.setdefault(name, []).append(value)
    read_again = SearchQuery.from_parameters(again, portal=national, language="fi", now=NOW, strict=True)
    assert read_again == replace(query, wordless="")  # signs alone are said once and not carried along
