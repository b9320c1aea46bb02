"""Orders of a list: what comes first, and that it is the same every time."""

import datetime
from typing import Any

from regions.models import Portal
from search.engines import get_engine
from tests.search.documents import NOW, add_occurrence, ask, make_document


def titles(portal: Portal, **parameters: Any) -> list[str]:
    documents = get_engine().search(ask(portal, **parameters)).documents
    return [document.texts[document.source_language]["title"] for document in documents]


def test_next_order_puts_soonest_first_and_by_agreement_last(national: Portal) -> None:
    make_document(national, "sopimuksen mukaan")
    add_occurrence(make_document(national, "torstaina"), "2026-09-10")
    add_occurrence(make_document(national, "tiistaina"), "2026-09-08")
    assert titles(national) == ["tiistaina", "torstaina", "sopimuksen mukaan"]


def test_a_cancelled_time_is_not_the_next(national: Portal) -> None:
    document = make_document(national, "peruttu ensi kerta")
    add_occurrence(document, "2026-09-08", cancelled=True)
    add_occurrence(document, "2026-09-15")
    add_occurrence(make_document(national, "torstaina"), "2026-09-10")
    assert titles(national, sort="next") == ["torstaina", "peruttu ensi kerta"]


def test_next_occurrence_fits_the_filters(national: Portal) -> None:
    document = make_document(national, "kahdesti viikossa")
    add_occurrence(document, "2026-09-08")
    thursday = add_occurrence(document, "2026-09-10")
    results = get_engine().search(ask(national, weekday="4"))
    assert results.next_occurrences == {document.pk: thursday}


def test_pinned_listings_come_first_without_words_and_sort(national: Portal) -> None:
    add_occurrence(make_document(national, "Kuoro tiistaina"), "2026-09-08")
    make_document(national, "Kuoro nostettu", pinned_in=[national.pk])
    assert titles(national)[0] == "Kuoro nostettu"
    assert titles(national, sort="next")[0] == "Kuoro tiistaina"
    assert titles(national, q="kuoro")[0] == "Kuoro tiistaina"


def test_another_portals_pin_changes_nothing(national: Portal, espoo: Portal) -> None:
    add_occurrence(make_document(national, "tiistaina"), "2026-09-08")
    make_document(national, "nostettu muualla", portals=[national.pk, espoo.pk], pinned_in=[espoo.pk])
    assert titles(national)[0] == "tiistaina"


def test_titles_sort_in_the_language_asked_for_and_åäö_come_last(national: Portal) -> None:
    for title in ("Öljymaalaus", "Zumba", "Äitien ilta", "apu"):
        make_document(national, title)
    make_document(national, {"fi": "Aamu", "sv": "Övning"})
    assert titles(national, sort="title") == ["Aamu", "apu", "Zumba", "Äitien ilta", "Öljymaalaus"]
    results = get_engine().search(ask(national, "sv", sort="title"))
    assert results.documents[-1].texts["sv"]["title"] == "Övning"


def test_distance_order_puts_nearest_first_and_listings_without_place_last(national: Portal) -> None:
    make_document(national, "verkossa")
    make_document(national, "kaukana", lat=61.5, lon=23.8)
    make_document(national, "lähellä", lat=60.18, lon=24.8)
    assert titles(national, near="60.2,24.8", sort="distance") == ["lähellä", "kaukana", "verkossa"]


def test_modified_sorts_newest_first(national: Portal) -> None:
    make_document(national, "vanha", modified=NOW - datetime.timedelta(days=1))
    make_document(national, "uusi", modified=NOW)
    assert titles(national, sort="modified") == ["uusi", "vanha"]


def test_pages_together_are_the_whole_list_once(national: Portal) -> None:
    for number in range(25):
        make_document(national, f"Kerho {number % 3}")
    pages = [get_engine().search(ask(national, page=str(page), page_size="10")) for page in (1, 2, 3, 4)]
    seen = [document.pk for results in pages for document in results.documents]
    assert [len(results.documents) for results in pages] == [10, 10, 5, 0]
    assert len(set(seen)) == 25
    assert {results.count for results in pages} == {25}
