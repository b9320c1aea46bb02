"""Reading a query: what words mean, in any language, and which of them narrow the search."""

import pytest

from listings.concepts import current_concepts
from search.expansion import (
    InterpretedQuery,
    PhraseTable,
    district_candidates,
    interpret_query,
    phrase_table,
    without_interpretation,
)
from search.expansion.equivalent_words import equivalent_words
from search.expansion.place_names import municipality_names
from search.places import current_places


@pytest.fixture
def table(db: None) -> PhraseTable:
    return phrase_table(current_concepts(), current_places())


def lifting(read: InterpretedQuery) -> set[str]:
    return {meaning.code for phrase in read.phrases for meaning in phrase.meanings if meaning.weight >= 0.5}


def narrowing(read: InterpretedQuery) -> set[str]:
    return {meaning.code for phrase in read.filters for meaning in phrase.meanings}


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("duunia", "fi", "theme:work"),
        ("läksyapua", "fi", "theme:homework"),
        ("läksy apu", "fi", "theme:homework"),
        ("språkcafé", "sv", "theme:language"),
        ("homework help", "en", "theme:homework"),
        ("юрист", "ru", "theme:legal"),
        ("محامي", "ar", "theme:legal"),
        ("naisille", "fi", "target_group:women"),
        ("for women", "en", "target_group:women"),
        ("arabiaksi", "fi", "activity_language:ar"),
        ("på svenska", "sv", "activity_language:sv"),
    ],
)
def test_words_lift_what_they_mean(table: PhraseTable, text: str, language: str, code: str) -> None:
    read = interpret_query(text, language, table)
    assert code in lifting(read)
    assert not read.filters


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Espoossa", "fi", "municipality:049"),
        ("espoosta", "fi", "municipality:049"),
        ("Hyvinkäällä", "fi", "municipality:106"),
        ("i Esbo", "sv", "municipality:049"),
        ("in Espoo", "en", "municipality:049"),
        ("в Эспоо", "ru", "municipality:049"),
        ("إسبو", "ar", "municipality:049"),
        ("Uudellamaalla", "fi", "area:maakunta:01"),
        ("tiistaina", "fi", "weekday:2"),
        ("tiistaisin", "fi", "weekday:2"),
        ("på tisdagar", "sv", "weekday:2"),
        ("on Tuesday", "en", "weekday:2"),
        ("по вторникам", "ru", "weekday:2"),
        ("ilmainen", "fi", "price:free"),
        ("verkossa", "fi", "mode:online"),
        ("lastenhoito", "fi", "children:childcare"),
    ],
)
def test_places_days_and_conditions_narrow(table: PhraseTable, text: str, language: str, code: str) -> None:
    assert code in narrowing(interpret_query(text, language, table))


def test_a_query_of_filters_alone_looks_for_nothing_else(table: PhraseTable) -> None:
    read = interpret_query("ilmainen tiistaina Espoossa", "fi", table)
    assert narrowing(read) == {"price:free", "weekday:2", "municipality:049"}
    assert not read.phrases


def test_generic_words_beside_a_place_are_optional(table: PhraseTable) -> None:
    assert not interpret_query("tapahtumat Hyvinkäällä", "fi", table).required
    assert interpret_query("tapahtumat", "fi", table).required


def test_words_in_quotation_marks_are_only_words(table: PhraseTable) -> None:
    read = interpret_query('kielikahvila "Espoossa"', "fi", table)
    assert not read.filters
    assert [phrase.surface for phrase in read.phrases] == ["kielikahvila", "Espoossa"]


def test_taking_an_interpretation_back_quotes_its_words(table: PhraseTable) -> None:
    assert without_interpretation("kielikahvila Espoossa", "Espoossa") == 'kielikahvila "Espoossa"'
    assert not interpret_query(without_interpretation("arabia i Esbo", "i Esbo"), "sv", table).filters


def test_a_capital_letter_may_begin_a_part_of_town(table: PhraseTable) -> None:
    assert "Tapiola" in district_candidates("jumppa Tapiolassa", "fi", table)
    assert "Espoon keskus" in district_candidates("neuvonta Espoon keskuksessa", "fi", table)
    assert district_candidates("kallio on kova", "fi", table) == []


def test_a_part_of_town_narrows_where_there_is_one(table: PhraseTable) -> None:
    assert narrowing(interpret_query("jumppa Tapiolassa", "fi", table, {"Tapiola"})) == {"district:Tapiola"}
    assert not interpret_query("jumppa Tapiolassa", "fi", table).filters


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "ar"])
def test_finnish_names_of_parts_of_towns_are_known_in_every_language(table: PhraseTable, language: str) -> None:
    assert narrowing(interpret_query("Tapiola", language, table, {"Tapiola"})) == {"district:Tapiola"}


def test_swedish_names_of_parts_of_towns_are_known(table: PhraseTable) -> None:
    assert "Tammisaari" in district_candidates("språkcafé i Ekenäs", "sv", table)
    assert narrowing(interpret_query("språkcafé i Ekenäs", "sv", table, {"Tammisaari"})) == {"district:Tammisaari"}


@pytest.mark.parametrize(("text", "districts"), [("båtliv i Vik", set()), ("vår vik", {"Viikki"})])
def test_a_translated_part_of_town_narrows_only_where_there_is_one_and_it_is_written_as_a_name(
    table: PhraseTable, text: str, districts: set[str]
) -> None:
    assert not interpret_query(text, "sv", table, districts).filters


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("курсы в Котке", "ru", "municipality:285"),
        ("кружок в Лаппеенранте", "ru", "municipality:405"),
        ("دورة في لاهتي", "ar", "municipality:398"),
        ("кружок в Йоэнсуу", "ru", "municipality:167"),
    ],
)
def test_large_towns_are_known_in_russian_and_arabic(table: PhraseTable, text: str, language: str, code: str) -> None:
    assert code in narrowing(interpret_query(text, language, table))


def test_names_of_places_are_those_of_municipalities_that_there_are(db: None) -> None:
    assert set(municipality_names()) <= current_places().municipalities


def test_an_english_stem_is_no_town(table: PhraseTable) -> None:
    assert not interpret_query("homework help for my kid", "en", table).filters


def test_a_long_query_is_read_as_far_as_it_makes_sense(table: PhraseTable) -> None:
    read = interpret_query("apua " * 60, "fi", table)
    assert 1 <= len(read.phrases) <= 16


def test_the_table_is_built_once_per_version(table: PhraseTable) -> None:
    assert phrase_table(current_concepts(), current_places()) is table


def said_alike(text: str, language: str) -> set[str]:
    return {" ".join(term.text[2:] for term in alternative) for alternative in equivalent_words(text, language)}


@pytest.mark.parametrize(
    ("text", "language"), [("uintia", "fi"), ("simning", "sv"), ("swimming", "en"), ("плавание", "ru"), ("سباحة", "ar")]
)
def test_word_has_equivalents_in_other_languages(text: str, language: str) -> None:
    assert {"uinti", "uida", "simning", "swim"} <= said_alike(text, language)


def test_word_without_equivalents_has_none() -> None:
    assert said_alike("kaunis", "fi") == set()


@pytest.mark.parametrize(
    ("text", "language"), [("far", "en"), ("bio", "en"), ("mor", "fi"), ("كرة", "ar"), ("бить", "ru")]
)
def test_equivalents_are_looked_up_in_the_words_language(text: str, language: str) -> None:
    assert said_alike(text, language) == set()


def test_phrase_has_equivalents_as_a_whole() -> None:
    assert "jalkapallo" in said_alike("كرة القدم", "ar")
    assert "lentopallo" not in said_alike("كرة القدم", "ar")
