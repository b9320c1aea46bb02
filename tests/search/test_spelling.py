"""Misspelled words of a query: what is searched instead, what is left as typed, and which words may be suggested."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.concepts import current_concepts
from regions.models import Portal
from search.engines import get_engine
from search.engines.base import Results
from search.models import IndexSequence, ListingDocument, OrganisationDocument, Tombstone
from search.places import current_places
from search.spelling import Correction, correct, index_words, named_words
from tests.search.documents import NOW, add_occurrence, ask, make_document
from tests.search.spans import portals_of

SENSITIVE = {"sensitive": True}


def search(portal: Portal, q: str, language: str = "fi", **parameters: Any) -> Results:
    return get_engine().search(ask(portal, language, q=q, **parameters))


def titles(results: Results) -> list[str]:
    return [document.texts[document.source_language]["title"] for document in results.documents]


def correction(portal: Portal, q: str, language: str = "fi") -> Correction | None:
    words = (named_words(current_concepts(), current_places()), index_words.of_portal(portal, NOW.date()))
    return correct(q, language, words)


def meant(portal: Portal, q: str, language: str = "fi") -> str:
    found = correction(portal, q, language)
    return q if found is None else found.text


def make_organisation(portal: Portal, name: str) -> None:
    sequence = IndexSequence.objects.get().value + 1
    OrganisationDocument.objects.create(
        id=uuid4(),
        sequence=sequence,
        modified=NOW,
        portals=[portal.pk],
        source_language="fi",
        texts={"fi": {"title": name}},
        home_portal_id=portal.pk,
    )
    IndexSequence.objects.update(value=sequence)


def remove(document: ListingDocument) -> None:
    sequence = IndexSequence.objects.get().value + 1
    Tombstone.objects.create(id=document.pk, kind="listing", sequence=sequence, portals=[*portals_of(document)])
    document.delete()
    IndexSequence.objects.update(value=sequence)


def test_misspelled_words_are_searched_as_they_are_meant(national: Portal) -> None:
    make_document(national, "Läksykerho", "municipality:049")
    make_document(national, "Läksykerho muualla", "municipality:091")
    results = search(national, "Läksykehro Espoosa")
    assert titles(results) == ["Läksykerho"]
    assert results.corrected is not None
    assert results.corrected.text == "Läksykerho Espoossa"
    assert [(word.typed, word.meant) for word in results.corrected.words] == [
        ("Läksykehro", "Läksykerho"),
        ("Espoosa", "Espoossa"),
    ]
    assert [meaning.words for meaning in results.interpreted if meaning.filters] == ["Espoossa"]


def test_words_are_corrected_where_something_weak_was_found(national: Portal) -> None:
    make_document(national, "Läksykerho")
    make_document(national, "Läksykehuja")
    assert search(national, "läksykehro").corrected is not None
    assert titles(search(national, "läksykehro"))[0] == "Läksykerho"


def test_as_typed_searches_the_words_as_typed(national: Portal) -> None:
    make_document(national, "Läksykerho")
    corrected = search(national, "ilmainen läksykehro lapsille").corrected
    assert corrected is not None
    assert corrected.as_typed == 'ilmainen "läksykehro" lapsille'
    assert search(national, corrected.as_typed).corrected is None


def test_what_finds_nothing_corrected_but_something_as_typed_stays(national: Portal) -> None:
    make_document(national, "Kielikahvlan ystävät")
    make_document(national, "Puutarha", portals=[])
    results = search(national, "kielikahvlan")
    assert titles(results) == ["Kielikahvlan ystävät"]
    assert results.corrected is None


def test_count_ids_and_days_are_those_of_the_corrected_words(national: Portal) -> None:
    document = make_document(national, "Kuoro")
    add_occurrence(document, "2026-09-08")
    make_document(national, "Jumppa")
    engine, query = get_engine(), ask(national, q="kuorro")
    assert engine.count(query) == engine.search(query).count == 1
    assert engine.ids(query) == [document.pk]
    [day] = engine.occurrences(query, NOW.date().replace(day=8), NOW.date().replace(day=8), 5)
    assert day.total == 1


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("läksykehrossa", "fi", "läksykerhossa"),
        ("ompelukehro", "fi", "ompelukerho"),
        ("suomen kiellen kurssi", "fi", "suomen kielen kurssi"),
        ("kielik ahvila", "fi", "kielikahvila"),
        ("vapaehtoistyö", "fi", "vapaaehtoistyö"),
        ("swiming for woman", "en", "swimming for woman"),
        ("swimminglessons", "en", "swimming lessons"),
        ("språkkaffé", "sv", "språkkafé"),
        ("помощь с урокми", "ru", "помощь с уроками"),
        ("الفلندية", "ar", "الفنلندية"),
        ("کتابخنه", "fa", "کتابخانه"),
    ],
)
def test_forms_compounds_borders_and_scripts(national: Portal, typed: str, language: str, expected: str) -> None:
    for title in (
        {"fi": "Läksykerho, ompelua ja kielikahvila", "sv": "Språkkafé", "en": "Swimming lessons"},
        {"ru": "Помогаем с уроками", "ar": "اللغة الفنلندية", "fa": "کتابخانه"},
    ):
        make_document(national, title)
    assert meant(national, typed, language) == expected


@pytest.mark.parametrize(
    "typed",
    [
        '"läksykehro"',
        "«läksykehro»",
        "kuor",
        "läksykehro2",
        "läksy-kehro",
        "asdf",
        "qwertyuiop",
        "",
        "!!!",
        "läksykerhot",
    ],
)
def test_what_stays_as_typed(national: Portal, typed: str) -> None:
    make_document(national, "Läksykerho ja kuoro")
    assert meant(national, typed) == typed


def test_names_of_organisations_stay_as_typed(national: Portal) -> None:
    make_document(national, "Läksykerho")
    assert meant(national, "läksykehro") == "läksykerho"
    make_organisation(national, "Läksykehro ry")
    assert meant(national, "läksykehro") == "läksykehro"


def test_only_what_the_portal_shows_is_suggested(national: Portal, espoo: Portal) -> None:
    make_document(national, "Nålbindning")
    assert meant(national, "nålbidning", "sv") == "nålbindning"
    assert meant(espoo, "nålbidning", "sv") == "nålbidning"


def test_words_of_sensitive_listings_are_known_but_never_suggested(national: Portal) -> None:
    make_document(national, "Nålbindning", facts=SENSITIVE)
    assert meant(national, "nålbidning", "sv") == "nålbidning"
    make_document(national, "Nålbidning", facts=SENSITIVE)
    make_document(national, "Nålbindning")
    assert meant(national, "nålbidning", "sv") == "nålbidning"


def test_words_of_ended_listings_are_known_but_never_suggested(national: Portal) -> None:
    make_document(national, "Nålbindning", over_at=NOW + datetime.timedelta(hours=10))
    assert meant(national, "nålbidning", "sv") == "nålbidning"
    make_document(national, "Nålbindning", public_until=NOW.date())
    assert meant(national, "nålbidning", "sv") == "nålbindning"
    words = index_words.of_portal(national, NOW.date() + datetime.timedelta(days=1))
    assert correct("nålbidning", "sv", [words]) is None
    assert words.languages_of("nalbindning")


def test_a_listing_is_known_at_once_and_forgotten_with_it(national: Portal) -> None:
    make_document(national, "Kuoro")
    assert meant(national, "nålbidning", "sv") == "nålbidning"
    document = make_document(national, "Nålbindning")
    assert meant(national, "nålbidning", "sv") == "nålbindning"
    remove(document)
    assert meant(national, "nålbidning", "sv") == "nålbidning"


def test_a_new_epoch_is_read_from_its_beginning(national: Portal) -> None:
    document = make_document(national, "Nålbindning")
    assert meant(national, "nålbidning", "sv") == "nålbindning"
    document.delete()
    IndexSequence.objects.update(epoch=uuid4())
    assert meant(national, "nålbidning", "sv") == "nålbidning"


def test_without_a_dictionary_a_correction_is_offered_and_not_made(national: Portal) -> None:
    make_document(national, {"so": "Carruurta"})
    results = search(national, "caruurta", "so")
    assert (results.corrected, results.did_you_mean) == (None, "carruurta")


def test_sixteen_words_are_looked_at_and_eight_unknown_ones(national: Portal) -> None:
    make_document(national, "Kuoro")
    assert meant(national, "zzzz " * 15 + "kuorro").endswith("kuoro")
    assert meant(national, "zzzz " * 16 + "kuorro").endswith("kuorro")
    unknown = " ".join(f"zz{letter}z" for letter in "abcdefgh")
    assert meant(national, f"{unknown} kuorro").endswith("kuorro")


def statements(portal: Portal, queries: Iterable[str]) -> list[int]:
    counts = []
    for q in queries:
        with CaptureQueriesContext(connection) as captured:
            correction(portal, q)
        counts.append(len(captured))
    return counts


def test_words_that_a_dictionary_or_a_name_has_need_no_statement(national: Portal) -> None:
    """Others need the number of the index, and five more statements only after a change of it."""
    make_document(national, "Läksykerho")
    correction(national, "läksykehro")
    assert statements(national, ["kuoro ja uinti espoossa", "läksykehro"]) == [1, 2]


@pytest.mark.parametrize("documents", [2, 20])
def test_reading_many_documents_takes_as_many_statements_as_a_few(national: Portal, documents: int) -> None:
    for number in range(documents):
        make_document(national, f"Läksykerho {number}")
    assert statements(national, ["läksykehro", "läksykehro"]) == [7, 2]
