"""The list takes few statements, and as many for a hundred activities as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def statements(path: str) -> int:
    browser = Client(headers={"host": "kototori.localhost"})
    assert browser.get(path).status_code == 200  # vocabularies and portals are read by now
    with CaptureQueriesContext(connection) as captured:
        browser.get(path)
    return len(captured)


@pytest.mark.parametrize("question", ["", "&facets=true", "&theme=language", "&sort=title", "&near=60.2,24.6"])
def test_list_takes_five_statements_at_most_whatever_its_length(demo_pool: None, question: str) -> None:
    few, many, most = (statements(f"/api/v1/activities?page_size={size}{question}") for size in (1, 40, 100))
    assert few == many
    assert most <= 5  # among a hundred of 120 some may have no coming time: another statement selects those


def test_first_visits_list_takes_the_portals_statement_and_one(demo_pool: None) -> None:
    assert statements("/api/v1/activities") == 2
