"""One rule for empty values: they count as none. The document says so of every parameter, and answers keep to it."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from search.query import PARAMETERS
from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

LISTS = ["activities", "organisations", "changes", "suggest", "concepts", "portals", "municipalities", "areas"]


def body(client: ApiClient, path: str, *parameters: Any) -> dict[str, Any]:
    """An answer without the address of the next page, which repeats what was asked."""
    answer = client.client.get(f"/api/v1/{path}", *parameters)
    assert answer.status_code == 200, answer.content
    return {key: value for key, value in answer.json().items() if key != "next"}


def described(client: ApiClient, path: str) -> dict[str, dict[str, Any]]:
    operation = client.get("openapi.json")["paths"][f"/api/v1/{path}"]["get"]
    return {parameter["name"]: parameter for parameter in operation["parameters"] if parameter["in"] == "query"}


def takes(parameter: dict[str, Any], value: str) -> bool:
    """Whether the schema takes a value from an address."""
    schema = parameter["schema"]
    as_json: Any = [value] if "array" in str(schema) else value
    return bool(jsonschema_rs.Draft202012Validator(schema).is_valid(as_json))


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_value_of_any_parameter_counts_as_none(on_national: ApiClient, path: str, empty: str) -> None:
    plain = body(on_national, path)
    for name, parameter in described(on_national, path).items():
        assert body(on_national, path, {name: empty}) == plain, name
        assert parameter["allowEmptyValue"] is True
        assert takes(parameter, ""), name


@pytest.mark.parametrize("path", LISTS)
def test_all_parameters_may_be_empty_at_once_and_beside_others(on_national: ApiClient, path: str) -> None:
    names = list(described(on_national, path))
    assert body(on_national, path, dict.fromkeys(names, "")) == body(on_national, path)
    for name in names:
        if "array" in str(described(on_national, path)[name]["schema"]):
            assert body(on_national, f"{path}?{name}=&{name}=") == body(on_national, path), name


def test_the_times_of_an_activity_take_empty_values_too(on_national: ApiClient) -> None:
    path = f"activities/{on_national.activity_id('L001')}/occurrences"
    parameters = described(on_national, "activities/{listing_id}/occurrences")
    assert set(parameters) == {"lang", "from", "to", "page", "page_size"}
    assert body(on_national, path, dict.fromkeys(parameters, "")) == body(on_national, path)
    assert all(takes(parameter, "") for parameter in parameters.values())


@pytest.mark.parametrize(
    ("path", "name", "wrong"),
    [
        ("areas", "kind", "planet"),
        ("municipalities", "area", "nonsense"),
        ("concepts", "vocabulary", "spells"),
        ("portals", "lang", "tlh"),
        ("activities", "portal", "no such"),
        ("activities", "theme", "sorcery"),
        ("activities", "text_in", "tlh"),
        ("activities", "near", "90.1,24"),
        ("activities", "near", "60,180.5"),
        ("activities", "from", "1999-12-31"),
        ("activities", "modified_since", "1999-12-31T00:00:00Z"),
        ("organisations", "type", "cult"),
        ("changes", "after", "yesterday"),
        ("changes", "kind", "people"),
    ],
)
def test_what_the_schema_refuses_is_refused(on_national: ApiClient, path: str, name: str, wrong: str) -> None:
    assert not takes(described(on_national, path)[name], wrong)
    assert on_national.faults(path, **{name: wrong}) == {name}


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("text_in", "ar"),
        ("near", "60.17,24.94"),
        ("near", "-90,180"),
        ("near", "90.0,-0.5"),
        ("from", "2199-12-31"),
        ("modified_since", "2000-01-01T00:00:00Z"),
        ("activity_language", "zh-Hant"),
        ("organisation", "00000000-0000-0000-0000-000000000000"),
        ("area", "maakunta:01"),
        ("weekday", ""),
    ],
)
def test_what_the_schema_takes_is_answered(on_national: ApiClient, name: str, right: str) -> None:
    assert takes(described(on_national, "activities")[name], right)
    assert on_national.response("activities", **{name: right}).status_code == 200


def test_every_parameter_of_the_table_is_among_them(on_national: ApiClient) -> None:
    assert list(described(on_national, "activities")) == [parameter.name for parameter in PARAMETERS]


def test_the_page_for_people_does_not_speak_of_empty_values(on_national: ApiClient) -> None:
    page = on_national.response("docs").content.decode()
    assert "or anything" not in page
    assert "one of <code>activity</code>" in page
