"""Fixtures of the API's tests: the demo pool, asked over the hosts of its portals."""

from __future__ import annotations

import pytest

from tests.api.asking import Asker


@pytest.fixture
def on_national(demo_pool: None) -> Asker:
    """Whoever asks the national portal's host."""
    return Asker("kototori.localhost:8000")


@pytest.fixture
def on_espoo(demo_pool: None) -> Asker:
    return Asker("espoo.localhost:8000")


@pytest.fixture
def on_vantaa(demo_pool: None) -> Asker:
    return Asker("vantaa.localhost:8000")


@pytest.fixture
def everything(on_national: Asker) -> list[dict[str, object]]:
    """Every activity of the pool as an item."""
    pages = [on_national.get("activities", page_size=100, page=page)["results"] for page in (1, 2)]
    return [item for page in pages for item in page]
