"""Facets: each counts as if its own filter were not set, and keeps what it promises."""

import itertools
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import Portal
from search.engines import get_engine
from search.query import FACETS
from tests.search.documents import add_occurrence, ask, make_document


def counts(portal: Portal, facet: str, **parameters: Any) -> dict[str, int]:
    results = get_engine().search(ask(portal, **parameters))
    return {value.code: value.count for value in results.facets[facet]}


@pytest.fixture
def pool(national: Portal) -> None:
    combinations = itertools.product(("work", "music", "sport"), ("049", "091"), ("free", "paid"))
    for number, (theme, municipality, price) in enumerate(combinations):
        document = make_document(
            national,
            f"Kerho {theme} {number}",
            f"theme:{theme}",
            f"municipality:{municipality}",
            f"price:{price}",
            "activity_language:fi",
        )
        add_occurrence(document, f"2026-09-{8 + number % 4:02}")


@pytest.mark.usefixtures("pool")
def test_a_facet_ignores_its_own_filter_and_heeds_the_others(national: Portal) -> None:
    assert counts(national, "theme", theme="work", municipality="049") == {"work": 2, "music": 2, "sport": 2}
    assert counts(national, "municipality", theme="work", municipality="049") == {"049": 2, "091": 2}
    assert counts(national, "price", theme="work", municipality="049") == {"free": 1, "paid": 1}


@pytest.mark.parametrize("chosen", [{}, {"my_level": "A1"}, {"my_level": "A1", "required_level": "A1"}])
def test_levels_are_counted_without_the_visitors_own(national: Portal, chosen: dict[str, str]) -> None:
    for level in ("none", "A1", "B1"):
        make_document(national, f"Ryhmä {level}", f"required_level:{level}")
    assert counts(national, "required_level", **chosen) == {"none": 1, "A1": 1, "B1": 1}


@pytest.mark.usefixtures("pool")
@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"theme": "work"},
        {"theme": "work", "price": "free", "weekday": "2"},
        {"q": "kerho musiikki"},
        {"q": "kerho Espoossa"},
        {"q": "kerho Espoossa", "theme": "music"},
        {"q": "ilmainen kerho tiistaina", "municipality": "049"},
        {"from_": "2026-09-09", "to": "2026-09-10"},
    ],
)
def test_facet_count_equals_results_of_choosing_the_value(national: Portal, parameters: dict[str, Any]) -> None:
    query = ask(national, **parameters)
    promised = get_engine().search(query).facets
    for facet in ("theme", "municipality", "price", "weekday"):
        for value in promised[facet]:
            code = int(value.code) if facet == "weekday" else value.code
            results = get_engine().search(query.with_(**{facet: (code,)}))
            assert (facet, value.code, value.count) == (facet, value.code, results.count)


@pytest.mark.parametrize("parameters", [{"q": "kerho"}, {"theme": "work"}, {}])
def test_a_weekday_counts_until_its_last_time_is_over(national: Portal, parameters: dict[str, Any]) -> None:
    over = make_document(national, "Kerho aamulla", "theme:work")
    add_occurrence(over, "2026-09-07", "08:00", "11:00")
    add_occurrence(over, "2026-09-10", cancelled=True)
    add_occurrence(over, "2026-09-12")
    add_occurrence(make_document(national, "Kerho illalla", "theme:work"), "2026-09-07")
    add_occurrence(make_document(national, "Kerho yöllä", "theme:work"), "2026-09-06", "23:00", "23:59")
    add_occurrence(make_document(national, "Kerho ensi viikolla", "theme:work"), "2026-09-14")
    make_document(national, "Kerho sovitusti", "theme:work")
    assert counts(national, "weekday", **parameters) == {"1": 2, "6": 1}


@pytest.mark.usefixtures("pool")
def test_facet_has_a_chosen_value_without_results(national: Portal) -> None:
    results = get_engine().search(ask(national, theme="health"))
    chosen = [value for value in results.facets["theme"] if value.selected]
    assert [(value.code, value.count) for value in chosen] == [("health", 0)]


@pytest.mark.usefixtures("pool")
def test_all_facets_are_there_unless_facets_is_false(national: Portal) -> None:
    assert tuple(get_engine().search(ask(national)).facets) == FACETS
    assert get_engine().search(ask(national, facets="false")).facets == {}


@pytest.mark.usefixtures("pool")
def test_values_of_a_vocabulary_come_in_its_order(national: Portal) -> None:
    codes = list(counts(national, "theme"))
    assert codes == ["work", "sport", "music"]


@pytest.mark.parametrize("parameters", [{}, {"q": "kerho Espoossa tiistaina"}, {"theme": "work", "weekday": "2"}])
def test_statements_do_not_grow_with_documents(national: Portal, parameters: dict[str, Any]) -> None:
    def add(many: int) -> None:
        for number in range(many):
            document = make_document(national, f"Kerho {number}", "municipality:049", "theme:work")
            add_occurrence(document, "2026-09-08")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            get_engine().search(ask(national, page_size="100", **parameters))
        return len(captured)

    add(10)
    statements()
    few = statements()
    add(90)
    assert statements() == few
    assert few <= 6
