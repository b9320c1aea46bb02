"""The number of statements does not grow with the number of rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

#: Statements of each address, the look-up of the host among them.
MOST = {
    "activities": 7,
    "organisations": 7,
    "suggest?q=ki": 4,
    "changes": 9,
    "concepts": 2,
    "portals": 3,
    "municipalities": 3,
    "areas": 3,
    "openapi.json": 2,
}


def count(client: ApiClient, path: str, **parameters: Any) -> int:
    client.get(path, **parameters)  # what is kept in memory between requests is read
    with CaptureQueriesContext(connection) as queries:
        client.get(path, **parameters)
    return len(queries)


@pytest.mark.parametrize("path", MOST)
def test_an_address_costs_no_more_than_its_budget(on_national: ApiClient, path: str) -> None:
    assert count(on_national, path) <= MOST[path]


@pytest.mark.parametrize("parameters", [{}, {"facets": "true"}, {"q": "kielikahvila", "facets": "true"}])
def test_the_list_costs_the_same_for_four_and_for_forty(on_national: ApiClient, parameters: dict[str, str]) -> None:
    few = count(on_national, "activities", page_size=4, **parameters)
    many = count(on_national, "activities", page_size=40, **parameters)
    assert few == many <= MOST["activities"]
    # Among a hundred of the demo pool's 120 some may have no coming time, and those are selected by another statement.
    assert count(on_national, "activities", page_size=100, **parameters) <= MOST["activities"]


def test_organisations_cost_the_same_for_four_and_for_forty(on_national: ApiClient) -> None:
    assert count(on_national, "organisations", page_size=4) == count(on_national, "organisations", page_size=40)


def test_one_activity_costs_the_same_whatever_it_has(on_national: ApiClient) -> None:
    costs = {
        count(on_national, f"activities/{on_national.activity_id(source_id)}") for source_id in ("L001", "L009", "L007")
    }
    assert costs == {2}
