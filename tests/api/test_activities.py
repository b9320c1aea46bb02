"""The list of activities beside its filters, and one activity."""

from __future__ import annotations

from typing import Any

import pytest

from listings.models import CancelledDate, Listing
from search.indexer import drain_outbox
from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

ITEM_KEYS = [
    "id",
    "source_id",
    "url",
    "title",
    "title_lang",
    "summary",
    "source_language",
    "section",
    "organisation",
    "municipality",
    "district",
    "mode",
    "themes",
    "target_groups",
    "format",
    "required_level",
    "activity_languages",
    "price",
    "sign_up",
    "children",
    "accessibility",
    "next_occurrence",
    "schedule",
    "status",
    "confirmed_on",
    "machine_translated",
    "modified",
]


def test_an_item_has_the_promised_keys(on_national: ApiClient) -> None:
    item = on_national.get("activities", page_size=1)["results"][0]
    assert set(ITEM_KEYS) <= set(item)
    assert set(item["organisation"]) == {"id", "name", "name_lang", "outdated"}
    assert set(item["municipality"]) == {"code", "name"}
    assert set(item["price"]) == {"type", "amount_eur"}


def test_the_envelope_has_the_promised_keys(on_national: ApiClient) -> None:
    assert list(on_national.get("activities", page_size=1)) == [
        "count",
        "page",
        "page_size",
        "next",
        "previous",
        "facets",
        "interpreted",
        "unapplied",
        "ignored",
        "corrected",
        "did_you_mean",
        "missing",
        "near",
        "results",
    ]


def test_pages_lead_to_each_other_and_have_everything_once(on_national: ApiClient) -> None:
    seen, address = [], "/api/v1/activities?page_size=50&sort=title&fields=source_id"
    while address:
        answer = on_national.client.get(address).json()
        seen += [item["source_id"] for item in answer["results"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == answer["count"] == 120
    assert "page=2" in answer["previous"]
    assert answer["previous"].startswith("http://kototori.localhost:8000/api/v1/activities?page_size=50&sort=title")


def test_a_page_after_the_last_is_empty_and_leads_back(on_national: ApiClient) -> None:
    answer = on_national.get("activities", page=50)
    assert (answer["results"], answer["next"]) == ([], None)
    assert "page=6" in answer["previous"]


def test_fields_choose_keys_listed_or_repeated(on_national: ApiClient) -> None:
    item = on_national.get("activities", fields="title,id,url", page_size=1)["results"][0]
    assert list(item) == ["id", "url", "title"]


def test_facets_come_only_when_asked_for_with_labels_in_the_language(on_national: ApiClient) -> None:
    assert on_national.get("activities", page_size=1)["facets"] == {}
    facets = on_national.get("activities", page_size=1, facets="true", lang="en")["facets"]
    assert {"code": "paid", "label": "Costs money", "count": 11, "selected": False}.items() >= {
        "count": next(value["count"] for value in facets["price"] if value["code"] == "paid"),
        "code": "paid",
        "selected": False,
    }.items()
    assert {value["label"] for value in facets["weekday"]} >= {"Monday", "Tuesday"}
    assert {value["label"] for value in facets["municipality"]} >= {"Espoo", "Helsinki"}


def test_a_facet_is_counted_as_if_it_were_not_filtered_by_itself(on_national: ApiClient) -> None:
    facets = on_national.get("activities", page_size=1, facets="true", mode="online")["facets"]
    counts = {value["code"]: (value["count"], value["selected"]) for value in facets["mode"]}
    assert counts["online"] == (6, True)
    assert counts["in_person"] == (108, False)


def test_texts_come_in_the_language_where_there_are_any_and_say_which(on_national: ApiClient) -> None:
    items = on_national.get("activities", lang="sv", page_size=100)["results"]
    assert {item["title_lang"] for item in items} == {"fi", "sv"}


def test_the_address_is_the_home_portals_in_the_language_of_the_text(on_national: ApiClient) -> None:
    items = on_national.get("activities", lang="sv", page_size=100)["results"]
    for item in items:
        language = item["title_lang"]
        path = {"fi": "fi/toiminta", "sv": "sv/verksamhet"}[language]
        assert item["url"].endswith(f"/{path}/{item['id']}/")
    assert any(item["url"].startswith("http://espoo.localhost:8000/") for item in items)


def test_an_address_that_is_given_answers(on_national: ApiClient) -> None:
    item = on_national.get("activities", municipality="049", page_size=1)["results"][0]
    host, _slash, path = item["url"].removeprefix("http://").partition("/")
    assert ApiClient(host).client.get(f"/{path}").status_code == 200


def test_a_language_that_the_portal_lacks_still_labels(on_espoo: ApiClient) -> None:
    assert on_espoo.get("activities", lang="et", page_size=1)["results"]


def test_one_activity_is_the_item_with_more(on_national: ApiClient) -> None:
    item = on_national.get("activities", lang="en", page_size=1, text_in="en")["results"][0]
    detail = on_national.get(f"activities/{item['id']}", lang="en")
    assert {key: detail[key] for key in item} == item
    assert detail["description_html"].startswith("<p>")
    assert "<" not in detail["description"]
    assert {entry["lang"] for entry in detail["languages"]} >= {"en", detail["source_language"]}
    assert detail["contacts"]


def test_of_a_hidden_address_only_the_municipality_is_told(on_national: ApiClient) -> None:
    detail = on_national.get(f"activities/{on_national.activity_id('L009')}")
    assert detail["address_hidden"] is True
    assert detail["municipality"]["code"] == "091"
    hidden = ("venue", "district", "position", "online_url", "place_details")
    assert [detail[name] for name in hidden] == [None, None, None, "", ""]


def test_times_are_in_order_and_keep_the_wall_clock(on_national: ApiClient) -> None:
    key = on_national.activity_id("L001")
    answer = on_national.get(f"activities/{key}/occurrences")
    starts = [entry["starts_at"] for entry in answer["results"]]
    assert starts == sorted(starts)
    assert {start[11:16] for start in starts} == {"17:00"}
    assert {start[19:] for start in starts} <= {"+02:00", "+03:00"}


def test_times_can_be_bounded_and_paged(on_national: ApiClient) -> None:
    path = f"activities/{on_national.activity_id('L001')}/occurrences"
    whole = on_national.get(path)["results"]
    assert on_national.get(path, from_=whole[1]["date"], to=whole[2]["date"])["results"] == whole[1:3]
    second = on_national.get(path, page=2, page_size=2)
    assert second["results"] == whole[2:4]
    assert second["previous"] is not None


def test_a_cancelled_date_stays_in_the_list_as_cancelled(on_national: ApiClient) -> None:
    key = on_national.activity_id("L001")
    path = f"activities/{key}/occurrences"
    day = on_national.get(path)["results"][0]["date"]
    CancelledDate.objects.create(listing_id=key, date=day, reason="Sali on varattu")
    drain_outbox()
    assert on_national.get(path)["results"][0]["cancelled"] is True
    assert on_national.get(f"activities/{key}")["next_occurrence"]["date"] > day


@pytest.mark.parametrize("status", ["paused", "cancelled"])
def test_paused_and_cancelled_listings_have_no_next_occurrence(on_national: ApiClient, status: str) -> None:
    key = on_national.activity_id("L001")
    Listing.objects.filter(pk=key).update(status=status)
    drain_outbox()
    detail: dict[str, Any] = on_national.get(f"activities/{key}")
    assert (detail["status"], detail["next_occurrence"]) == (status, None)
    assert all(entry["cancelled"] for entry in on_national.get(f"activities/{key}/occurrences")["results"])
