"""The OpenAPI document is valid, true to the answers, and readable as a page without script."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from search.query import PARAMETERS
from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

PATHS = [
    "activities",
    "activities?facets=true&near=60.2,24.7&q=kielikahvila&lang=ar",
    "activities?fields=id,title",
    "activities/{activity}",
    "activities/{hidden}?lang=sv",
    "activities/{activity}/occurrences",
    "organisations",
    "organisations/{organisation}",
    "suggest?q=ki",
    "suggest?q=housing&lang=ar&limit=10",
    "changes",
    "changes?kind=organisation&page_size=5&lang=sv",
    "concepts",
    "portals",
    "portals/espoo",
    "municipalities",
    "areas",
]


@cache
def validator(document: str, reference: str) -> Any:
    """A validator of one response's schema; references lead into the whole document."""
    whole = json.loads(document)
    return jsonschema_rs.Draft202012Validator({"$ref": reference, "components": whole["components"]})


def test_the_document_is_valid(on_national: ApiClient) -> None:
    document = on_national.get("openapi.json")
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OPENAPI_31_VALIDATOR.iter_errors(document)] == []


def test_every_parameter_of_the_list_is_described_with_its_codes(on_national: ApiClient) -> None:
    document = on_national.get("openapi.json")
    described = {
        parameter["name"]: parameter for parameter in document["paths"]["/api/v1/activities"]["get"]["parameters"]
    }
    assert list(described) == [parameter.name for parameter in PARAMETERS]
    assert all(parameter["description"] for parameter in described.values())
    codes = {name: described[name]["schema"]["items"]["anyOf"][0]["enum"] for name in ("theme", "section")}
    assert "sport" in codes["theme"]
    assert codes["section"] == ["activity", "professional"]


def test_every_address_says_how_it_refuses(on_national: ApiClient) -> None:
    for methods in on_national.get("openapi.json")["paths"].values():
        responses = methods["get"]["responses"]
        assert {"200", "400", "500"} <= set(responses)
        assert list(responses["400"]["content"]) == ["application/problem+json"]


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_has_the_described_form(on_national: ApiClient, path: str) -> None:
    document = on_national.response("openapi.json").content.decode()
    named = {
        "activity": on_national.activity_id("L001"),
        "hidden": on_national.activity_id("L009"),
        "organisation": on_national.get("organisations", page_size=1)["results"][0]["id"],
    }
    answer = on_national.client.get("/api/v1/" + path.format(**named)).json()
    reference = _form_of(on_national.get("openapi.json"), path.partition("?")[0])
    errors = [error.message for error in validator(document, reference).iter_errors(answer)]
    assert errors == []


def test_a_refusal_has_the_described_form(on_national: ApiClient) -> None:
    document = on_national.response("openapi.json").content.decode()
    problem = on_national.get("activities", 400, weekday="9")
    assert validator(document, "#/components/schemas/Problem").is_valid(problem)


def _form_of(document: dict[str, Any], path: str) -> str:
    """The reference to the schema of an address's answer."""
    for described, methods in document["paths"].items():
        pattern = re.sub(r"\{[a-z_]+\}", "[^/]+", described.removeprefix("/api/v1/"))
        if re.fullmatch(pattern, re.sub(r"\{[a-z]+\}", "x", path)):
            return str(methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"])
    raise AssertionError(path)


def test_the_page_for_people_names_every_address_and_parameter(on_national: ApiClient) -> None:
    response = on_national.response("docs")
    page = response.content.decode()
    assert response.status_code == 200
    document = on_national.get("openapi.json")
    for path, methods in document["paths"].items():
        assert f"GET {path}" in page
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page


def test_the_page_for_people_needs_no_script_and_nobody_else(on_national: ApiClient) -> None:
    response = on_national.response("docs", lang="ar")
    page = response.content.decode()
    assert "<script" not in page
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?![a-z-]+\.localhost:8000/)', page)
    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="en" dir="ltr"' in page


def test_the_page_leads_to_itself_in_other_languages(on_national: ApiClient) -> None:
    assert 'href="?lang=sv"' in on_national.response("docs").content.decode()
