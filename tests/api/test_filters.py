"""Every parameter of the list leaves out what doesn't fit, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from search.models import ListingDocument
from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

Item = dict[str, Any]

#: Parameters whose meaning an item shows: (parameters, does an item fit).
SHOWN: list[tuple[dict[str, Any], Callable[[Item], bool]]] = [
    ({"section": "professional"}, lambda item: item["section"] == "professional"),
    ({"theme": "sport"}, lambda item: "sport" in item["themes"]),
    ({"theme": ["sport", "literacy"]}, lambda item: bool({"sport", "literacy"} & set(item["themes"]))),
    ({"target_group": "women"}, lambda item: "women" in item["target_groups"]),
    ({"format": "course"}, lambda item: item["format"] == "course"),
    ({"required_level": ["A1", "A2"]}, lambda item: item["required_level"] in ("A1", "A2")),
    ({"my_level": "A1"}, lambda item: item["required_level"] in ("none", "A0", "A1")),
    ({"activity_language": "ar"}, lambda item: "ar" in item["activity_languages"]),
    ({"mode": "online"}, lambda item: item["mode"] == "online"),
    ({"price": "paid"}, lambda item: item["price"]["type"] == "paid"),
    ({"sign_up": "required"}, lambda item: item["sign_up"] == "required"),
    ({"children": "childcare"}, lambda item: "childcare" in item["children"]),
    ({"accessibility": "wheelchair"}, lambda item: "wheelchair" in item["accessibility"]),
    ({"municipality": "049"}, lambda item: (item["municipality"] or {}).get("code") == "049"),
    ({"municipality": ["049", "092"]}, lambda item: (item["municipality"] or {}).get("code") in ("049", "092")),
    ({"district": "Tikkurila"}, lambda item: item["district"] == "Tikkurila"),
    ({"theme": "sport", "target_group": "women"}, lambda item: "sport" in item["themes"] and _is_for_women(item)),
]


def _is_for_women(item: Item) -> bool:
    return "women" in item["target_groups"]


@pytest.mark.parametrize(("parameters", "fits"), SHOWN, ids=lambda value: str(value) if isinstance(value, dict) else "")
def test_a_filter_finds_exactly_what_fits(
    on_national: ApiClient, everything: list[Item], parameters: dict[str, Any], fits: Callable[[Item], bool]
) -> None:
    fitting = {item["source_id"] for item in everything if fits(item)}
    assert 0 < len(fitting) < len(everything)
    assert on_national.source_ids(**parameters) == fitting


def test_a_broader_theme_has_the_narrower_ones_in_it(on_national: ApiClient) -> None:
    concepts = on_national.get("concepts", vocabulary="theme")["results"]
    narrower = {concept["code"]: concept["broader"] for concept in concepts if concept["broader"]}
    used = {value["code"] for value in on_national.get("activities", facets="true")["facets"]["theme"]}
    code = next(code for code in narrower if code in used)
    assert on_national.source_ids(theme=code) <= on_national.source_ids(theme=narrower[code])


def test_an_area_is_its_municipalities(on_national: ApiClient) -> None:
    municipalities = [row["code"] for row in on_national.get("municipalities", area="maakunta:01")["results"]]
    whole = on_national.get("activities", municipality=municipalities, page_size=1)["count"]
    assert on_national.get("activities", area="maakunta:01", page_size=1)["count"] == whole > 0


def test_an_organisation_has_its_own_activities(on_national: ApiClient, everything: list[Item]) -> None:
    own = everything[0]["organisation"]["id"]
    expected = {item["source_id"] for item in everything if item["organisation"]["id"] == own}
    assert on_national.source_ids(organisation=own) == expected


def test_a_text_language_is_one_that_the_activity_has_text_in(on_national: ApiClient, everything: list[Item]) -> None:
    results = on_national.get("activities", text_in="sv", lang="sv", page_size=100)["results"]
    assert 0 < len(results) < len(everything)
    assert {item["title_lang"] for item in results} == {"sv"}


def test_near_and_radius_find_what_is_within_the_distance_nearest_first(on_national: ApiClient) -> None:
    results = on_national.get("activities", near="60.2055,24.6559", radius=10, sort="distance", page_size=100)[
        "results"
    ]
    distances = [item["distance_km"] for item in results if item["distance_km"] is not None]
    assert distances == sorted(distances)
    assert 0 < max(distances) <= 10


def test_a_distance_is_told_only_where_the_place_is_known(on_national: ApiClient) -> None:
    results = on_national.get("activities", near="60.2055,24.6559", page_size=100, fields="id,distance_km")["results"]
    told = {item["id"]: item["distance_km"] for item in results}
    documents = ListingDocument.objects.filter(pk__in=told)
    assert {document.facts["position_known"] for document in documents} == {True, False}
    for document in documents:
        assert (told[str(document.pk)] is not None) == document.facts["position_known"]


def test_a_weekday_is_that_of_the_next_time(on_national: ApiClient) -> None:
    results = on_national.get("activities", weekday=2, page_size=100)["results"]
    days = {_day(item).isoweekday() for item in results}
    assert days == {2}


def test_days_bound_the_next_time(on_national: ApiClient, everything: list[Item]) -> None:
    first = timezone.localdate() + datetime.timedelta(days=3)
    last = first + datetime.timedelta(days=2)
    results = on_national.get("activities", from_=str(first), to=str(last), page_size=100)["results"]
    assert 0 < len(results) < len(everything)
    assert all(first <= _day(item) <= last for item in results)


def test_times_of_day_hold_the_whole_of_it(on_national: ApiClient, everything: list[Item]) -> None:
    results = on_national.get("activities", time_from="12:00", time_to="16:00", page_size=100)["results"]
    assert 0 < len(results) < len(everything)
    for item in results:
        assert item["next_occurrence"]["starts_at"][11:16] >= "12:00"
        assert item["next_occurrence"]["ends_at"][11:16] <= "16:00"


def test_an_open_sign_up_is_one_that_is_not_over(on_national: ApiClient) -> None:
    today = str(timezone.localdate())
    results = on_national.get("activities", sign_up="required", sign_up_open="true", page_size=100)["results"]
    assert results
    assert all((item["sign_up_deadline"] or today) >= today for item in results)


def test_confirmed_within_looks_at_the_day_of_confirmation(on_national: ApiClient, everything: list[Item]) -> None:
    first = str(timezone.localdate() - datetime.timedelta(days=1))
    expected = {item["source_id"] for item in everything if item["confirmed_on"] >= first}
    answer = on_national.get("activities", confirmed_within=1, page_size=1)
    assert answer["count"] == len(expected)


def test_modified_since_is_inclusive_and_as_precise_as_modified(on_national: ApiClient) -> None:
    newest = on_national.get("activities", sort="modified", page_size=1)["results"][0]
    assert newest["source_id"] in on_national.source_ids(modified_since=newest["modified"])
    later = datetime.datetime.fromisoformat(newest["modified"]) + datetime.timedelta(seconds=1)
    assert on_national.source_ids(modified_since=later.isoformat()) == set()


def test_words_find_and_say_what_they_were_taken_for(on_national: ApiClient, everything: list[Item]) -> None:
    answer = on_national.get("activities", q="kielikahvila tiistaina")
    assert 0 < answer["count"] < len(everything)
    read = {
        (meaning["parameter"], meaning["value"], meaning["label"], meaning["words"])
        for meaning in answer["interpreted"]
    }
    assert ("weekday", "2", "tiistai", "tiistaina") in read


def test_a_filter_in_the_words_that_leaves_nothing_is_said_to_be_unapplied(on_espoo: ApiClient) -> None:
    answer = on_espoo.get("activities", q="kielikahvila Oulussa")
    assert answer["count"] > 0
    read = [
        (meaning["parameter"], meaning["value"], meaning["label"], meaning["words"]) for meaning in answer["unapplied"]
    ]
    assert read == [("municipality", "564", "Oulu", "Oulussa")]


def test_a_sort_by_title_follows_the_finnish_alphabet(on_national: ApiClient) -> None:
    titles = [item["title"] for item in on_national.get("activities", sort="title", page_size=100)["results"]]
    in_order = sorted(titles, key=lambda title: [_PLACES.get(letter, ord(letter)) for letter in title.casefold()])
    assert [title[0] for title in titles] == [title[0] for title in in_order]


_PLACES = {"å": 0x7F1, "ä": 0x7F2, "ö": 0x7F3}


def _day(item: Item) -> datetime.date:
    return datetime.date.fromisoformat(item["next_occurrence"]["date"])


def test_a_search_for_signs_alone_says_that_it_had_no_words(on_espoo: ApiClient) -> None:
    everything = on_espoo.get("activities")
    answer = on_espoo.get("activities", q="★ ★", lang="en")
    assert answer["count"] == everything["count"]
    assert (answer["interpreted"], answer["did_you_mean"]) == ([], None)
    assert [item["parameter"] for item in answer["ignored"]] == ["q"]
    assert "no word" in answer["ignored"][0]["message"]
    assert everything["ignored"] == on_espoo.get("activities", q="kahvila")["ignored"] == []


def test_digits_of_other_keyboards_are_read(on_national: ApiClient) -> None:
    assert on_national.source_ids(municipality="٠٤٩", time_to="٢٤:٠٠") == on_national.source_ids(
        municipality="049", time_to="00:00"
    )
    assert on_national.get("organisations", page_size="٥")["page_size"] == 5
