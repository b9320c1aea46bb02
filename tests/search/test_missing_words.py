"""What isn't there is said: words that no activity has, and what is near without being found."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from regions.models import Portal
from search.engines.base import Results
from search.engines.columns.engine import ColumnsEngine
from search.evaluation import answer, read_judged_queries
from tests.search.documents import add_occurrence, ask, make_document
from tests.search.second_pool import load_second_pool

ABSENT = Path(__file__).resolve().parent / "data" / "absent_queries.json"


def search(portal: Portal, words: str, language: str = "fi", /, **parameters: Any) -> Results:
    return ColumnsEngine().search(ask(portal, language, q=words, **parameters))


def titles(documents: list[Any]) -> list[str]:
    return [next(iter(document.texts.values()))["title"] for document in documents]


def wrongly_found(portal: Portal) -> list[tuple[str, list[str]]]:
    answers = answer(read_judged_queries(ABSENT), ColumnsEngine(), portal, timezone.now())
    return [(found.judged.query, found.hits) for found in answers if found.hits]


def test_what_no_integration_service_has_isnt_found_in_the_second_pool(national: Portal) -> None:
    load_second_pool(national)
    assert wrongly_found(national) == []


@pytest.mark.usefixtures("demo_pool")
def test_what_no_integration_service_has_isnt_found_in_the_demo_pool() -> None:
    assert wrongly_found(Portal.objects.get(slug="kototori")) == []


def test_there_are_enough_of_each_language() -> None:
    languages = Counter(row["lang"] for row in json.loads(ABSENT.read_text())["queries"])
    assert len(languages) == 9
    assert min(languages.values()) >= 5


def test_word_that_nothing_has_is_named_and_what_fits_the_rest_is_near(national: Portal) -> None:
    swimming = make_document(national, "Uimakoulu", "theme:sport", description="Opitaan uimaan.")
    make_document(national, "Kuoro", "theme:music")
    results = search(national, "uimista delfiinien kanssa", facets="true")
    assert results.missing == ("delfiinien",)
    assert (results.count, results.documents) == (0, [])
    assert results.near == [swimming]
    assert not any(value.count for values in results.facets.values() for value in values)


def test_where_all_words_are_missing_nothing_is_near(national: Portal) -> None:
    make_document(national, "Kuoro Espoossa", "municipality:049")
    for words in ("asdf", "pizzan tilaus", "pizza Espoossa", "pizzan tilaus tapahtuma"):
        results = search(national, words)
        assert (results.count, results.near) == (0, []), words
    assert results.missing == ("pizzan", "tilaus")


def test_place_stays_a_filter_where_nothing_is_there(national: Portal) -> None:
    make_document(national, "Kuoro", "municipality:049")
    results = search(national, "pizza Espoossa")
    assert [meaning.value for meaning in results.interpreted] == ["049"]
    assert results.unapplied == []


def test_one_missing_word_among_several_leaves_hits(national: Portal) -> None:
    choir = make_document(national, "Naisten kuoro laulaa", "theme:music", "target_group:women")
    results = search(national, "naisten kuoro laulaa delfiineille")
    assert results.documents == [choir]
    assert results.missing == ("delfiineille",)
    assert results.near == []


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("kuorot", "fi"),
        ("choir", "en"),
        ("kielikurssi", "fi"),
        ("läksykerhoon", "fi"),
        ("kuoro Espoossa tiistaina", "fi"),
        ("kiva kuoro", "fi"),
        ("fun choir", "en"),
        ("en tunne täällä ketään", "fi"),
    ],
)
def test_forms_names_compounds_and_phrases_are_there(national: Portal, words: str, language: str) -> None:
    make_document(national, "Kuoro laulaa suomen kieltä", "theme:music", "municipality:049")
    assert search(national, words, language).missing == ()


def test_compound_counts_as_its_parts(national: Portal) -> None:
    course = make_document(national, "Ompelukurssi", "format:course")
    results = search(national, "pizzakurssi")
    assert (results.missing, results.count, results.near) == (("pizzakurssi",), 0, [course])
    assert search(national, "ompelulaiva").missing == ("ompelulaiva",)


def test_arabic_and_belongs_to_no_word(national: Portal) -> None:
    make_document(national, {"ar": "مقهى اللغة"}, "theme:language", source_language="ar")
    assert search(national, "مقهى ولغة", "ar").missing == ()


def test_without_a_dictionary_one_word_is_enough(national: Portal) -> None:
    doctor = make_document(national, {"so": "Dhakhtar"}, "theme:health", source_language="so")
    results = search(national, "dhakhtar qalbigii", "so")
    assert results.documents == [doctor]
    assert results.missing == ("qalbigii",)
    assert search(national, "qalbigii", "so").count == 0


def test_near_is_outside_counts_feeds_calendar_other_orders_and_pages(national: Portal) -> None:
    swimming = make_document(national, "Uimakoulu", "theme:sport")
    add_occurrence(swimming, "2026-09-08")
    query, engine = ask(national, q="uimista delfiinien kanssa"), ColumnsEngine()
    assert engine.search(query).near == [swimming]
    assert engine.count(query) == 0
    assert engine.ids(query) == []
    days = engine.occurrences(query, query.today, query.today.replace(day=13), 5)
    assert [day for day in days if day.total] == []
    for other in (query.with_(sort="title"), query.with_(page=2)):
        assert (engine.search(other).count, engine.search(other).near) == (0, [])


def test_near_passes_the_filters_and_has_its_next_time(national: Portal) -> None:
    make_document(national, "Uimakoulu", "theme:sport", "price:paid")
    free = make_document(national, "Uimahalli", "theme:sport", "price:free")
    occurrence = add_occurrence(free, "2026-09-08")
    results = search(national, "uimista delfiinien kanssa", price="free")
    assert titles(results.near) == ["Uimahalli"]
    assert results.next_occurrences == {free.pk: occurrence}


def test_near_is_ten_at_most_and_takes_no_more_statements(national: Portal, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        make_document(national, f"Uimakoulu {number}", "theme:sport")
    search(national, "uimista delfiinien kanssa")
    with django_assert_max_num_queries(20) as few:
        assert len(search(national, "uimista delfiinien kanssa").near) == 3
    for number in range(27):
        make_document(national, f"Uimakoulu {number + 3}", "theme:sport")
    search(national, "uimista delfiinien kanssa")
    with django_assert_max_num_queries(20) as many:
        assert len(search(national, "uimista delfiinien kanssa").near) == 10
    assert len(many) == len(few)


@pytest.mark.parametrize("words", ["Mustafan kielikahvila", "kahvila Mustafa"])
def test_word_that_no_dictionary_has_is_named_and_leaves_what_others_find(national: Portal, words: str) -> None:
    cafe = make_document(national, "Kahvila", "theme:language")
    results = search(national, words)
    assert (results.documents, len(results.missing), results.near) == ([cafe], 1, [])


def test_words_in_quotation_marks_are_missing_as_they_stand(national: Portal) -> None:
    choir = make_document(national, "Kuoro", "theme:music")
    results = search(national, '"kuoroja" "kissa"')
    assert (results.missing, results.count, results.near) == (("kissa",), 0, [choir])


def test_corrected_words_are_not_missing(national: Portal) -> None:
    club = make_document(national, "Läksykerho", "theme:homework")
    results = search(national, "läksykehro")
    assert (results.documents, results.missing) == ([club], ())


def test_words_of_other_portals_and_of_ended_activities_are_missing(national: Portal, espoo: Portal) -> None:
    make_document(national, "Purjelautailu")
    assert search(national, "purjelautailu").missing == ()
    assert search(espoo, "purjelautailu").missing == ("purjelautailu",)
