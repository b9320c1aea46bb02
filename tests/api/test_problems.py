"""Every refusal is a problem document (RFC 9457) that says what to mend, in the language asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from regions.models import Portal
from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("activities", {"weekdy": "1"}, "weekdy"),
    ("activities", {"weekday": "8"}, "weekday"),
    ("activities", {"theme": "sorcery"}, "theme"),
    ("activities", {"my_level": "C9"}, "my_level"),
    ("activities", {"municipality": "999"}, "municipality"),
    ("activities", {"area": "maakunta"}, "area"),
    ("activities", {"near": "91,0"}, "near"),
    ("activities", {"radius": "5"}, "radius"),
    ("activities", {"sort": "distance"}, "sort"),
    ("activities", {"sort": "fame"}, "sort"),
    ("activities", {"from_": "2026-02-30"}, "from"),
    ("activities", {"from_": "2026-03-02", "to": "2026-03-01"}, "to"),
    ("activities", {"time_from": "25:00"}, "time_from"),
    ("activities", {"page": "0"}, "page"),
    ("activities", {"page": "1", "page_size": "101"}, "page_size"),
    ("activities", {"page": "10000000"}, "page"),
    ("activities", {"q": "x" * 301}, "q"),
    ("activities", {"q": "\x00"}, "q"),
    ("activities", {"lang": "tlh"}, "lang"),
    ("activities", {"lang": "de"}, "lang"),
    ("activities", {"lang": ["fi", "sv"]}, "lang"),
    ("activities", {"fields": "id,secret"}, "fields"),
    ("activities", {"facets": "perhaps"}, "facets"),
    ("activities", {"organisation": "O01"}, "organisation"),
    ("activities", {"modified_since": "yesterday"}, "modified_since"),
    ("activities", {"confirmed_within": "-1"}, "confirmed_within"),
    ("organisations", {"type": "cult"}, "type"),
    ("organisations", {"sort": "distance"}, "sort"),
    ("organisations", {"theme": "sport"}, "theme"),
    ("organisations", {"fields": "id,secret"}, "fields"),
    ("organisations", {"page": "9999999"}, "page"),
    ("organisations", {"q": "\x00"}, "q"),
    ("concepts", {"vocabulary": "spells"}, "vocabulary"),
    ("concepts", {"lang": "tlh"}, "lang"),
    ("portals", {"page": "2"}, "page"),
    ("municipalities", {"lang": "tlh"}, "lang"),
    ("areas", {"kind": "planet"}, "kind"),
]


@pytest.mark.parametrize(("path", "parameters", "parameter"), WRONG)
def test_a_wrong_parameter_is_named(
    on_national: ApiClient, path: str, parameters: dict[str, Any], parameter: str
) -> None:
    response = on_national.response(path, **parameters)
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    body = response.json()  # type: ignore[attr-defined]
    assert {key: body[key] for key in ("type", "status")} == {"type": "about:blank", "status": 400}
    assert [error["parameter"] for error in body["errors"]] == [parameter]
    assert all(error["message"] for error in body["errors"])
    assert body["title"]
    assert body["detail"]


def test_every_fault_is_told_at_once(on_national: ApiClient) -> None:
    assert on_national.faults("activities", weekday="8", fields="secret", theme="sorcery") >= {"weekday", "theme"}
    assert on_national.faults("organisations", sort="x", type="x", lang="x") == {"sort", "type", "lang"}


@pytest.mark.parametrize("path", ["occurrences"])
def test_a_window_of_times_that_is_too_long_or_backward_is_refused(on_national: ApiClient, path: str) -> None:
    address = f"activities/{on_national.activity_id('L001')}/{path}"
    assert on_national.faults(address, from_="2026-01-02", to="2026-01-01") == {"to"}
    assert on_national.faults(address, from_="2026-01-01", to="2036-01-01") == {"to"}
    assert on_national.faults(address, weekday="2") == {"weekday"}


def test_messages_speak_the_language_asked_for(on_national: ApiClient) -> None:
    messages = {
        language: on_national.get("activities", 400, lang=language, weekday="8")["errors"][0]["message"]
        for language in ("fi", "sv", "en")
    }
    assert len(set(messages.values())) == 3
    assert "maanantai" in messages["fi"]


def test_the_language_of_an_answer_is_told(on_national: ApiClient) -> None:
    assert on_national.response("activities", lang="ar").headers["Content-Language"] == "ar"
    assert on_national.response("activities").headers["Content-Language"] == "fi"


@pytest.mark.parametrize(
    "path", ["", "nosuch", "activities/", "activities/1", "activities/x/occurrences", "portals/nowhere", "changes/1"]
)
def test_an_address_that_is_not_there_is_a_problem_document_too(on_national: ApiClient, path: str) -> None:
    response = on_national.response(path)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_an_unknown_host_is_not_found(on_national: ApiClient) -> None:
    response = ApiClient("nowhere.localhost:8000").response("activities")
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_methods_answer_405(on_national: ApiClient, method: str) -> None:
    response = getattr(on_national.client, method)("/api/v1/activities")
    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["activities", "organisations", "concepts", "portals", "openapi.json"])
def test_head_is_get_without_the_body(on_national: ApiClient, path: str) -> None:
    head, whole = on_national.response(path, "head"), on_national.response(path)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(whole.content)


@pytest.mark.parametrize("path", ["activities", "activities?weekday=9", "nosuch"])
def test_any_web_page_may_read_every_answer(on_national: ApiClient, path: str) -> None:
    response = on_national.client.get(f"/api/v1/{path}", headers={"origin": "https://elsewhere.example.org"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_browsers_question_beforehand_is_answered(on_national: ApiClient) -> None:
    response = on_national.client.options("/api/v1/activities")
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_no_answer_sets_a_cookie(on_national: ApiClient) -> None:
    assert not on_national.response("activities").cookies


def test_server_error_reveals_no_details(
    on_national: ApiClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(self: Portal) -> str:
        raise RuntimeError("inner secret")

    monkeypatch.setattr(Portal, "root_url", property(fail))
    response = on_national.response("activities", lang="en")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert b"secret" not in response.content
    assert "inner secret" in caplog.text


def test_a_broken_middleware_is_a_problem_document_too(on_national: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("inner secret")

    monkeypatch.setattr("regions.middleware.portal_of_host", fail)
    response = Client(headers={"host": "kototori.localhost"}, raise_request_exception=False).get("/api/v1/activities")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert b"secret" not in response.content
