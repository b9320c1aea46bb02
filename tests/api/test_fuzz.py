"""No request is answered with a server error, and every refusal is a problem document."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query import PARAMETERS
from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

LISTS = ["activities", "organisations", "suggest", "changes", "concepts", "portals", "municipalities", "areas"]
NAMES = [parameter.name for parameter in PARAMETERS] + ["type", "vocabulary", "kind", "after", "limit", "nosuch", ""]
#: What breaks parsers: numbers beyond types, bad dates and times, Unicode that isn't text, languages of databases.
NASTY = [
    "",
    " ",
    "0",
    "-1",
    "1e400",
    "9" * 400,
    "٣",
    "NaN,Infinity",
    "90,180",
    "-90.0000001,0",
    "\x00",
    "\ud800",
    "\ufffe",
    "\u202e",
    "'; DROP TABLE search_listingdocument; --",
    "{}[]()*&|!:<->",
    "\\",
    "%",
    "%00",
    "a" * 5000,
    "0000-00-00",
    "9999-12-31",
    "2026-02-29",
    "1999-12-31T24:00:00+99:99",
    "2199-12-31T23:59:59.999999-14:00",
    "24:00",
    "maakunta:" + "1" * 300,
    "true,false",
    "fi-Latn-x-" + "y" * 200,
    "00000000-0000-0000-0000-000000000000",
    "{urn:uuid:12345678123456781234567812345678}",
    "id" + ",id" * 300,
]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str), st.floats().map(str))
#: One run has the database to itself; the demo pool doesn't change below it.
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def check(client: ApiClient, path: str) -> None:
    response = client.client.get(path)
    assert response.status_code < 500, (path, response.content[:500])
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json", path
        assert response.json()["status"] == response.status_code


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
def test_a_nasty_value_of_any_parameter_is_refused_or_answered(on_national: ApiClient, path: str, value: str) -> None:
    """All parameters at once: each is read by itself, and every fault is told."""
    for names in (NAMES, ["q"], ["near"], ["page"]):
        check(on_national, f"/api/v1/{path}?{_query([(name, value) for name in names])}")


@FUZZ
@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6), path=st.sampled_from(LISTS))
def test_any_parameters_are_answered_without_server_error(
    on_national: ApiClient, path: str, pairs: list[tuple[str, str]]
) -> None:
    check(on_national, f"/api/v1/{path}?{_query(pairs)}")


@FUZZ
@given(words=st.text(max_size=120))
def test_any_words_are_searched(on_national: ApiClient, words: str) -> None:
    check(on_national, f"/api/v1/activities?{_query([('q', words), ('facets', 'true')])}")


@FUZZ
@given(raw=st.binary(max_size=60))
def test_any_bytes_are_a_query_string(on_national: ApiClient, raw: bytes) -> None:
    check(on_national, f"/api/v1/activities?q={quote_from_bytes(raw)}&{quote_from_bytes(raw)}={quote_from_bytes(raw)}")


@FUZZ
@given(part=st.one_of(st.text(min_size=1, max_size=40), st.sampled_from([value for value in NASTY if value.strip()])))
def test_any_path_below_the_api_is_answered_without_5xx(on_national: ApiClient, part: str) -> None:
    end = quote(part, safe="", errors="surrogatepass")
    for path in ("", "activities/", "organisations/", "portals/", f"activities/{end}/"):
        check(on_national, f"/api/v1/{path}{end}")


@FUZZ
@given(pairs=st.lists(st.tuples(st.sampled_from(["from", "to", "page", "page_size", "lang"]), VALUES), max_size=4))
def test_any_window_of_times_is_answered(on_national: ApiClient, pairs: list[tuple[str, str]]) -> None:
    key = _first_activity(on_national)
    check(on_national, f"/api/v1/activities/{key}/occurrences?{_query(pairs)}")


@pytest.mark.parametrize("path", LISTS)
def test_more_parameters_than_anybody_needs_are_refused(on_national: ApiClient, path: str) -> None:
    check(on_national, f"/api/v1/{path}?" + "&".join(["theme=sport"] * 12_000))
    check(on_national, f"/api/v1/{path}?" + "&".join([f"area=maakunta:{number}" for number in range(3_000)]))


_KEYS: dict[str, Any] = {}


def _first_activity(client: ApiClient) -> str:
    if "first" not in _KEYS:
        _KEYS["first"] = client.get("activities", page_size=1)["results"][0]["id"]
    return str(_KEYS["first"])


def _query(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="surrogatepass")
