"""Organisations, concepts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.asking import Asker

pytestmark = pytest.mark.django_db


def organisations(asker: Asker, **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asker.get("organisations", page_size=100, **parameters)["results"]
    return found


def test_words_are_looked_for_in_names(on_national: Asker) -> None:
    assert {item["source_id"] for item in organisations(on_national, q="siltas")} == {"O01"}


def test_a_municipality_is_the_organisations_own(on_national: Asker) -> None:
    found = organisations(on_national, municipality=["049", "092"])
    assert {item["municipality"]["code"] for item in found} == {"049", "092"}


def test_a_type_is_one_of_the_vocabulary(on_national: Asker) -> None:
    found = organisations(on_national, type="migrant_association")
    assert found
    assert {item["type"] for item in found} == {"migrant_association"}


def test_they_are_in_the_order_of_their_names(on_national: Asker) -> None:
    initials = [item["name"].casefold()[0] for item in organisations(on_national)]
    assert initials == sorted(initials, key="abcdefghijklmnopqrstuvwxyzåäö".index)


def test_the_last_changed_can_come_first(on_national: Asker) -> None:
    moments = [item["modified"] for item in organisations(on_national, sort="modified")]
    assert moments == sorted(moments, reverse=True)


def test_activities_are_counted_as_the_portal_shows_them(on_national: Asker, on_espoo: Asker) -> None:
    for asker in (on_national, on_espoo):
        for item in organisations(asker)[:5]:
            assert item["activity_count"] == len(asker.found(organisation=item["id"]))


def test_fields_choose_keys(on_national: Asker) -> None:
    assert list(organisations(on_national, fields=["name", "id"])[0]) == ["id", "name"]


def test_one_organisation_is_the_item_with_more(on_national: Asker) -> None:
    item = organisations(on_national)[0]
    detail = on_national.get(f"organisations/{item['id']}")
    assert {key: detail[key] for key in item} == item
    assert detail["description"]
    assert detail["languages"][0] == {"lang": detail["source_language"], "url": item["url"]}


def test_pages_of_organisations_lead_to_each_other(on_national: Asker) -> None:
    first = on_national.get("organisations", page_size=25, fields="id")
    second = on_national.client.get(first["next"]).json()
    assert (second["next"], second["previous"] is not None) == (None, True)
    ids = [item["id"] for item in [*first["results"], *second["results"]]]
    assert len(set(ids)) == first["count"] == len(ids)


def test_concepts_have_labels_in_every_language(on_national: Asker) -> None:
    answer = on_national.get("concepts", lang="sv")
    vocabularies = {concept["vocabulary"] for concept in answer["results"]}
    assert vocabularies >= {"theme", "target_group", "format", "section", "organisation_type", "activity_language"}
    language = next(one for one in answer["results"] if (one["vocabulary"], one["code"]) == ("theme", "language"))
    assert language["label"] == language["labels"]["sv"] == "Språk"


def test_one_vocabulary_or_several_can_be_asked_for(on_national: Asker) -> None:
    found = on_national.get("concepts", vocabulary=["theme", "mode"])["results"]
    assert {concept["vocabulary"] for concept in found} == {"theme", "mode"}


def test_the_codes_of_facets_are_concepts(on_national: Asker) -> None:
    facets = on_national.get("activities", facets="true", page_size=1)["facets"]
    known = {(one["vocabulary"], one["code"]) for one in on_national.get("concepts")["results"]}
    named = set(facets) - {"municipality", "district", "text_in"}
    assert {(name, value["code"]) for name in named for value in facets[name]} <= known
