"""Organisations, concepts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db


def organisations(client: ApiClient, **parameters: Any) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = client.get("organisations", page_size=100, **parameters)["results"]
    return results


def test_words_are_looked_for_in_names(on_national: ApiClient) -> None:
    assert {item["source_id"] for item in organisations(on_national, q="siltas")} == {"O01"}


def test_a_municipality_is_the_organisations_own(on_national: ApiClient) -> None:
    results = organisations(on_national, municipality=["049", "092"])
    assert {item["municipality"]["code"] for item in results} == {"049", "092"}


def test_a_type_is_one_of_the_vocabulary(on_national: ApiClient) -> None:
    results = organisations(on_national, type="migrant_association")
    assert results
    assert {item["type"] for item in results} == {"migrant_association"}


def test_organisations_are_sorted_by_name(on_national: ApiClient) -> None:
    initials = [item["name"].casefold()[0] for item in organisations(on_national)]
    assert initials == sorted(initials, key="abcdefghijklmnopqrstuvwxyzåäö".index)


def test_organisations_can_be_sorted_by_last_change(on_national: ApiClient) -> None:
    moments = [item["modified"] for item in organisations(on_national, sort="modified")]
    assert moments == sorted(moments, reverse=True)


def test_activities_are_counted_as_the_portal_shows_them(on_national: ApiClient, on_espoo: ApiClient) -> None:
    for client in (on_national, on_espoo):
        for item in organisations(client)[:5]:
            assert item["activity_count"] == len(client.source_ids(organisation=item["id"]))


def test_fields_choose_keys(on_national: ApiClient) -> None:
    assert list(organisations(on_national, fields=["name", "id"])[0]) == ["id", "name"]


def test_one_organisation_is_the_item_with_more(on_national: ApiClient) -> None:
    item = organisations(on_national)[0]
    detail = on_national.get(f"organisations/{item['id']}")
    assert {key: detail[key] for key in item} == item
    assert detail["description"]
    assert detail["languages"][0] == {"lang": detail["source_language"], "url": item["url"]}


def test_pages_of_organisations_lead_to_each_other(on_national: ApiClient) -> None:
    first = on_national.get("organisations", page_size=25, fields="id")
    second = on_national.client.get(first["next"]).json()
    assert (second["next"], second["previous"] is not None) == (None, True)
    ids = [item["id"] for item in [*first["results"], *second["results"]]]
    assert len(set(ids)) == first["count"] == len(ids)


def test_concepts_have_labels_in_every_language(on_national: ApiClient) -> None:
    answer = on_national.get("concepts", lang="sv")
    vocabularies = {concept["vocabulary"] for concept in answer["results"]}
    assert vocabularies >= {"theme", "target_group", "format", "section", "organisation_type", "activity_language"}
    language = next(
        concept for concept in answer["results"] if (concept["vocabulary"], concept["code"]) == ("theme", "language")
    )
    assert language["label"] == language["labels"]["sv"] == "Språk"


def test_one_vocabulary_or_several_can_be_asked_for(on_national: ApiClient) -> None:
    results = on_national.get("concepts", vocabulary=["theme", "mode"])["results"]
    assert {concept["vocabulary"] for concept in results} == {"theme", "mode"}


def test_the_codes_of_facets_are_concepts(on_national: ApiClient) -> None:
    facets = on_national.get("activities", facets="true", page_size=1)["facets"]
    known = {(concept["vocabulary"], concept["code"]) for concept in on_national.get("concepts")["results"]}
    named = set(facets) - {"municipality", "district", "text_in"}
    assert {(name, value["code"]) for name in named for value in facets[name]} <= known
