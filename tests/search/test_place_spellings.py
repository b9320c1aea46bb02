"""Towns and their parts in Cyrillic and Arabic letters."""

import pytest

from listings.concepts import current_concepts
from search.expansion import PhraseTable, district_candidates, interpret_query, phrase_table
from search.expansion.transliteration import in_letters_of
from search.places import current_places


@pytest.fixture
def table(db: None) -> PhraseTable:
    return phrase_table(current_concepts(), current_places())


@pytest.mark.parametrize(
    ("name", "language", "spelling"),
    [
        ("Jyväskylä", "ru", "ювяскюля"),
        ("Järvenpää", "ru", "ярвенпяа"),
        ("Lohja", "ru", "лохья"),
        ("Seinäjoki", "ru", "сейняйоки"),
        ("Riihimäki", "ru", "рийхимяки"),
        ("Lieksa", "ru", "лиекса"),
        ("Ylöjärvi", "uk", "юльоярві"),
        ("Hyvinkää", "uk", "хювінкяя"),
        ("Kuusamo", "ar", "كوسامو"),
        ("Espoo", "ar", "اسبو"),
        ("Vantaa", "fa", "وانتا"),
        ("Tampere", "fa", "تامپيري"),
    ],
)
def test_names_are_spelled_as_maps_spell_them(name: str, language: str, spelling: str) -> None:
    assert spelling in in_letters_of(name, language)


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("в Ювяскюле", "ru", "municipality:179"),
        ("у Куусамо", "uk", "municipality:305"),
        ("в Ильмайоки", "ru", "municipality:145"),
        ("في كوسامو", "ar", "municipality:305"),
        ("در لاپینرانتا", "fa", "municipality:405"),
        ("Helsingis", "et", "municipality:091"),
        ("Turus", "et", "municipality:853"),
    ],
)
def test_a_town_narrows_in_every_script(table: PhraseTable, text: str, language: str, code: str) -> None:
    read = interpret_query(text, language, table)
    assert [meaning.code for phrase in read.filters for meaning in phrase.meanings] == [code]


@pytest.mark.parametrize(("text", "language"), [("кафе в Херванте", "ru"), ("مقهى في هرفانتا", "ar")])
def test_a_part_of_town_narrows_where_it_exists(table: PhraseTable, text: str, language: str) -> None:
    assert "Hervanta" in district_candidates(text, language, table)
    read = interpret_query(text, language, table, ["Hervanta"])
    assert [meaning.code for phrase in read.filters for meaning in phrase.meanings] == ["district:Hervanta"]
    assert not interpret_query(text, language, table).filters


def test_short_words_are_no_towns(table: PhraseTable) -> None:
    """Persian "a little" has the letters of Kemi without its vowels."""
    assert not interpret_query("کمی فنلاندی", "fa", table).filters


def test_a_stop_word_is_no_name(table: PhraseTable) -> None:
    """Persian "in" has the letters of the stem of Dari."""
    assert [phrase.surface for phrase in interpret_query("کلاس در خانه", "fa", table).phrases if phrase.meanings] == [
        "كلاس",
        "خانه",
    ]
