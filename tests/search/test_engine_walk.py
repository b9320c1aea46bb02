"""What comes next of many hits: walking the coming times gives the pages that looking up each hit's next time gives."""

from __future__ import annotations

from typing import Any

import pytest

from regions.models import Portal
from search.engines import get_engine
from search.engines.postgresql import ordering
from tests.search.documents import add_occurrence, ask, make_document


@pytest.fixture
def pool(national: Portal) -> None:
    """Thirty of a theme: some at the same moment, some several times, some over, some without a time."""
    for number in range(30):
        document = make_document(national, f"Kerho {number:02}", "theme:work", "price:free")
        if number % 5:
            add_occurrence(document, f"2026-09-{8 + number % 4:02}")
            add_occurrence(document, f"2026-09-{6 + number % 7:02}", "12:00", "13:00", cancelled=number % 3 == 0)
    make_document(national, "Kiinnitetty", "theme:work", pinned_in=[national.pk])


def pages(portal: Portal, **parameters: Any) -> list[list[str]]:
    """The titles of all pages of seven."""
    pages = []
    for number in range(1, 6):
        results = get_engine().search(ask(portal, theme="work", page_size="7", page=str(number), **parameters))
        pages.append([document.texts["fi"]["title"] for document in results.documents])
    return pages


@pytest.mark.usefixtures("pool")
@pytest.mark.parametrize("walked", [1, 5, 12, 1000])
@pytest.mark.parametrize("parameters", [{}, {"sort": "next"}, {"q": "kerho", "sort": "next"}, {"weekday": ["2", "4"]}])
def test_walking_coming_times_gives_the_same_pages(
    national: Portal, monkeypatch: pytest.MonkeyPatch, walked: int, parameters: dict[str, Any]
) -> None:
    one_by_one = pages(national, **parameters)
    monkeypatch.setattr(ordering, "FEW", 0)
    monkeypatch.setattr(ordering, "WALKED", walked)
    assert pages(national, **parameters) == one_by_one
    assert sum(map(len, one_by_one)) > 7
