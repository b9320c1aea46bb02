"""Words typed without dots and accents: read as the words that they stand for, unless they are words themselves."""

from typing import Any

import pytest

from listings.concepts import current_concepts
from regions.models import Portal
from search.analysis import Kind, analyse_query, analyse_text
from search.analysis.dots import with_dots
from search.analysis.swedish import undotted_parts
from search.engines import get_engine
from search.engines.base import Results
from search.expansion import InterpretedQuery, PhraseTable, interpret_query, phrase_table
from search.places import current_places
from tests.search.documents import add_occurrence, ask, make_document


@pytest.fixture
def table(db: None) -> PhraseTable:
    return phrase_table(current_concepts(), current_places())


def meanings(read: InterpretedQuery) -> set[str]:
    return {meaning.code for phrase in (*read.phrases, *read.filters) for meaning in phrase.meanings}


def narrowing(read: InterpretedQuery) -> set[str]:
    return {meaning.code for phrase in read.filters for meaning in phrase.meanings}


def search(portal: Portal, q: str, language: str = "fi", **parameters: Any) -> Results:
    return get_engine().search(ask(portal, language, q=q, **parameters))


def titles(results: Results) -> list[str]:
    return [document.texts[document.source_language]["title"] for document in results.documents]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("elakelaisille", "eläkeläisille"),
        ("kesatoihin", "kesätöihin"),
        ("yhdistysvaki", "yhdistysväki"),
        ("mantyharjulla", "mäntyharjulla"),
        ("ystavapalvelua", "ystäväpalvelua"),
        ("aiti", "äiti"),
        ("tyo", "työ"),
        ("pyorailya", "pyöräilyä"),
        ("pyoräilyä", "pyöräilyä"),
    ],
)
def test_a_finnish_word_gets_its_dots_in_every_form(typed: str, meant: str) -> None:
    assert with_dots(typed) == (meant,)


@pytest.mark.parametrize(
    "word", ["saari", "sääri", "kahvila", "asdf", "homework", "language", "dugsi", "sprakkafe", "яблоко", "x" * 200, ""]
)
def test_a_word_that_is_one_and_a_word_that_is_none_stay(word: str) -> None:
    assert with_dots(word) == ()


def test_the_walk_gives_up_in_the_end() -> None:
    assert with_dots("kalakalaoajkalakalaoajkalaka"[:28]) == ()


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("sprakgrupp", ("språk", "grupp")),
        ("foraldragrupp", ("föräld", "grupp")),
        ("simundervisning", ()),
        ("vardag", ()),
        ("kursen", ()),
    ],
)
def test_a_swedish_compound_is_found_without_its_dots(typed: str, parts: tuple[str, ...]) -> None:
    assert undotted_parts(typed) == parts


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ar", "ru", "uk", "so", "fa", "et"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kasityo", "theme:crafts"),
        ("elakelaiset", "target_group:seniors"),
        ("ystavan", "theme:friendship"),
        ("sprakgrupp", "theme:language"),
        ("arbetssokande", "target_group:jobseekers"),
        ("toootsija", "target_group:jobseekers"),
    ],
)
def test_names_of_concepts_are_known_without_dots_in_every_language(
    table: PhraseTable, text: str, code: str, language: str
) -> None:
    assert code in meanings(interpret_query(text, language, table))


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("lordagar", "sv", "weekday:6"),
        ("pa sondag", "sv", "weekday:7"),
        ("kolmapaev", "et", "weekday:3"),
        ("sondag", "ru", "weekday:7"),
        ("Jamsassa", "fi", "municipality:182"),
        ("hameenlinnassa", "fi", "municipality:109"),
        ("Riihimaella", "en", "municipality:694"),
        ("Aanekoski", "ar", "municipality:992"),
        ("i Nadendal", "sv", "municipality:529"),
        ("Abo", "sv", "municipality:853"),
        ("Etela-Savossa", "fi", "area:maakunta:10"),
        ("Paijat-Hame", "fi", "area:maakunta:07"),
    ],
)
def test_days_and_places_narrow_without_dots(table: PhraseTable, text: str, language: str, code: str) -> None:
    assert code in narrowing(interpret_query(text, language, table))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("my son", "en"),
        ("inga kurser", "sv"),
        ("stora barn", "sv"),
        ("far", "en"),
        ("hat", "en"),
        ("asdf", "fi"),
        ("etana", "fi"),
        ("valittaa", "fi"),
    ],
)
def test_other_words_are_no_places_and_days(table: PhraseTable, text: str, language: str) -> None:
    assert not narrowing(interpret_query(text, language, table))


def test_a_meaning_weighs_less_without_dots(table: PhraseTable) -> None:
    weights = [
        max(meaning.weight for phrase in interpret_query(text, "fi", table).phrases for meaning in phrase.meanings)
        for text in ("käsityö", "kasityo")
    ]
    assert weights[0] > weights[1] > 0.5


def test_two_words_that_differ_in_their_dots_alone_stay_apart(national: Portal) -> None:
    make_document(national, "Retki saaren rantaan")
    make_document(national, "Sääri kuntoon")
    assert titles(search(national, "saari")) == ["Retki saaren rantaan"]
    assert titles(search(national, "sääri")) == ["Sääri kuntoon"]
    assert titles(search(national, "saarella", "en")) == ["Retki saaren rantaan"]


def test_words_are_found_without_dots_and_exact_ones_come_first(national: Portal) -> None:
    for title in ("Pönttö linnuille", "Ponttu", "Pöntön teko"):
        make_document(national, title)
    assert set(titles(search(national, "ponttoa"))) == {"Pönttö linnuille", "Pöntön teko"}
    assert titles(search(national, "ponttu"))[0] == "Ponttu"
    assert titles(search(national, "pöntöt", "ru")) == titles(search(national, "pontot", "ru"))


def test_a_text_without_dots_is_found_with_them(national: Portal) -> None:
    make_document(national, "Mokki vuokralle")
    assert titles(search(national, "mökki")) == ["Mokki vuokralle"]


def test_equivalents_are_found_from_words_without_dots(national: Portal) -> None:
    make_document(national, {"ru": "Велосипед для всех"})
    assert search(national, "pyorailla").count == 1
    make_document(national, {"fi": "Saaristolaivalla"})
    assert "Saaristolaivalla" in titles(search(national, "skargard", "sv"))


@pytest.mark.parametrize("q", ["kerho Sornaisissa", "kerho Sornainen", "Sornainen"])
def test_a_part_of_town_is_known_without_dots(national: Portal, q: str) -> None:
    make_document(national, "Kerho täällä", "district:Sörnäinen")
    make_document(national, "Kerho muualla", "district:Tapiola")
    results = search(national, q)
    assert titles(results) == ["Kerho täällä"]
    assert [(item.parameter, item.value) for item in results.interpreted if item.filters] == [("district", "Sörnäinen")]


def test_a_part_of_town_that_is_in_no_dictionary_is_known_without_dots(national: Portal) -> None:
    make_document(national, "Kerho täällä", "district:Börnsås")
    make_document(national, "Kerho muualla", "district:Tapiola")
    assert titles(search(national, "kerho Bornsas")) == ["Kerho täällä"]


def test_a_weekday_without_dots_narrows_the_results(national: Portal) -> None:
    add_occurrence(make_document(national, {"sv": "Kör"}), "2026-09-12")
    add_occurrence(make_document(national, {"sv": "Kör på söndag"}), "2026-09-13")
    assert titles(search(national, "kor lordag", "sv")) == ["Kör"]


def test_nonsense_finds_nothing(national: Portal) -> None:
    make_document(national, "Läksyapua koululaisille")
    for q in ("asdf", "qwertyuiop", "xyzaao", "laaaksyyy"):
        assert search(national, q).count == 0


def test_a_word_without_its_dots_may_be_misspelled_too(national: Portal) -> None:
    for title in ("Ryijyjä solmitaan", "Höylääjät", "Nålbindning"):
        make_document(national, title)
    for typed, meant in (("hoylajaat", "höylääjät"), ("nalbinding", "nålbindning")):
        corrected = search(national, typed).corrected
        assert corrected is not None
        assert corrected.text == meant
    assert search(national, "xyzzyxyz").corrected is None


def test_documents_keep_a_form_without_dots_that_is_no_other_word() -> None:
    def folded(text: str) -> set[str]:
        return {term.text for term in analyse_text(text, "fi") if term.kind is Kind.FOLDED}

    assert "f_kasityo" in folded("käsityö")
    assert not folded("sääri")


def test_eight_words_of_a_query_get_their_dots() -> None:
    """Each takes milliseconds. A word that is there twice, and words that are known, are not counted."""
    typed = "aidit ja isat aidit kotona tytot pojat vaarit mummot jarvella kylalla mokilla metsassa pyorilla ylla alla"
    words = [word for word in analyse_query(typed, "fi") if word.dotted]
    assert len({word.surface for word in words}) == 8
    assert [word.dotted[0] for word in words][:3] == ["äidit", "isät", "äidit"]
