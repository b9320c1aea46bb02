"""Words in ``q`` that no activity has: what the API says of them, and what is near."""

from __future__ import annotations

import pytest

from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db


def test_missing_words_are_named_and_what_is_near_stands_apart(on_espoo: ApiClient) -> None:
    answer = on_espoo.get("activities", q="kielikahvila delfiineille nosturilla", facets="true")
    assert answer["missing"] == ["delfiineille", "nosturilla"]
    assert (answer["count"], answer["results"], answer["next"]) == (0, [], None)
    assert not any(value["count"] for values in answer["facets"].values() for value in values)
    assert 0 < len(answer["near"]) <= 10
    like = on_espoo.get("activities", q="kielikahvila")["results"][0]
    assert answer["near"][0].keys() == like.keys()
    assert on_espoo.get("activities", q="kielikahvila delfiineille nosturilla", sort="title")["near"] == []


def test_near_has_the_chosen_fields_and_the_distance(on_espoo: ApiClient) -> None:
    words = "kielikahvila delfiineille nosturilla"
    [first, *_others] = on_espoo.get("activities", q=words, near="60.2,24.65", fields="title,distance_km")["near"]
    assert set(first) == {"title", "distance_km"}


def test_nothing_is_missing_of_words_that_are_there(on_espoo: ApiClient) -> None:
    answer = on_espoo.get("activities", q="kielikahvila")
    assert (answer["missing"], answer["near"]) == ([], [])
    assert answer["count"] > 0
