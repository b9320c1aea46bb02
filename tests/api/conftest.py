"""Fixtures of the API's tests: clients of the demo pool's portals."""

from __future__ import annotations

import pytest

from tests.api.api_client import ApiClient


@pytest.fixture
def on_national(demo_pool: None) -> ApiClient:
    """A client of the national portal's host."""
    return ApiClient("kototori.localhost:8000")


@pytest.fixture
def on_espoo(demo_pool: None) -> ApiClient:
    return ApiClient("espoo.localhost:8000")


@pytest.fixture
def on_vantaa(demo_pool: None) -> ApiClient:
    return ApiClient("vantaa.localhost:8000")


@pytest.fixture
def everything(on_national: ApiClient) -> list[dict[str, object]]:
    """Every activity of the pool as an item."""
    pages = [on_national.get("activities", page_size=100, page=page)["results"] for page in (1, 2)]
    return [item for page in pages for item in page]
