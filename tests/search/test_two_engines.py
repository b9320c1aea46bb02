"""Columns in the process answer as the slow judge does: hits, counts, facets, order, times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regions.models import Portal
from search.engines.columns import selection
from search.engines.columns.engine import ColumnsEngine
from search.engines.columns.missing_words import MissingWords
from search.evaluation import JudgedQuery, read_judged_queries
from search.query import SearchQuery
from tests.search import generated_pools
from tests.search.answers import all_answers_of, answer_of
from tests.search.documents import NOW
from tests.search.generated_pools import Plan, parameters_of, write_pool
from tests.search.judge import Judge
from tests.shares import TIMES

JUDGED = Path(__file__).resolve().parents[2] / "search" / "data" / "judged_queries.json"
HELD_OUT = Path(__file__).resolve().parent / "data" / "held_out_queries.json"


@pytest.fixture(autouse=True)
def nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge doesn't know which words nothing has: both are asked for all that the others find."""
    monkeypatch.setattr(selection, "missing_words", lambda _view, _reading: MissingWords())


def query_of(judged: JudgedQuery, portal: Portal) -> SearchQuery:
    parameters = {"q": [judged.query], "page_size": ["50"], **judged.filters}
    return SearchQuery.from_parameters(
        parameters, portal=portal, language=judged.language, now=timezone.now(), strict=True
    )


@pytest.mark.usefixtures("demo_pool")
@pytest.mark.parametrize("queries", [JUDGED, HELD_OUT], ids=["tuning", "held out"])
def test_judged_queries_have_the_same_answers(queries: Path) -> None:
    national = Portal.objects.get(slug="kototori")
    for judged in read_judged_queries(queries):
        query = query_of(judged, national)
        assert answer_of(ColumnsEngine(), query) == answer_of(Judge(), query), judged.query


@pytest.mark.usefixtures("demo_pool")
@pytest.mark.parametrize("slug", ["kototori", "espoo"])
@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"page": ["3"]},
        {"theme": ["language"], "price": ["free"]},
        {"weekday": ["2"], "time_from": ["16:00"]},
        {"near": ["60.18,24.82"], "radius": ["20"]},
        {"near": ["60.18,24.82"], "sort": ["distance"]},
        {"sort": ["title"], "lang": ["sv"]},
        {"sort": ["modified"], "sign_up_open": ["true"]},
        {"area": ["maakunta:01"], "confirmed_within": ["90"]},
    ],
    ids=str,
)
def test_lists_and_weeks_of_the_demo_pool_are_the_same(slug: str, parameters: dict[str, list[str]]) -> None:
    portal = Portal.objects.get(slug=slug)
    query = SearchQuery.from_parameters(parameters, portal=portal, language="fi", now=timezone.now(), strict=True)
    assert all_answers_of(ColumnsEngine(), query) == all_answers_of(Judge(), query)


@given(pool=generated_pools.pools, asked=st.lists(generated_pools.queries, min_size=6, max_size=6))
@settings(
    max_examples=20 * TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_pool_has_the_same_answers(
    national: Portal, espoo: Portal, pool: list[Plan], asked: list[dict[str, Any]]
) -> None:
    write_pool(pool, [national, espoo])
    for number, drawn in enumerate(asked):
        portal, ask = (espoo, answer_of) if number % 3 else (national, all_answers_of)
        parameters = parameters_of(drawn, portal)
        query = SearchQuery.from_parameters(parameters, portal=portal, language="fi", now=NOW, strict=True)
        assert ask(ColumnsEngine(), query) == ask(Judge(), query), parameters
