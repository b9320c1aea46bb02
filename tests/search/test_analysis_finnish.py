"""Finnish: inflected, compound and derived words meet in terms."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from search.analysis import Kind, Term, analyse_query, analyse_text
from search.analysis.finnish import compound, is_known, readings


def query_terms(query: str, language: str = "fi") -> set[Term]:
    return {term for word in analyse_query(query, language) for term in word.terms}


def query_parts(query: str, language: str = "fi") -> set[Term]:
    return {term for word in analyse_query(query, language) for term in word.parts}


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("kielikahvilat", "kielikahvila"),
        ("Maahanmuuttajanaisten", "maahanmuuttajanainen"),
        ("lastenhoidosta", "lastenhoito"),
        ("oleskelulupa-asioissa", "oleskelulupaasia"),
        ("4h-kerholle", "4hkerho"),
        ("Kela:n", "kela"),
        ("EU:ssa", "eu"),
        ("järjestetään", "järjestää"),
        ("kahvilla", "kahvi"),
    ],
)
def test_an_inflected_word_has_its_dictionary_form(word: str, lemma: str) -> None:
    assert Term.of(Kind.LEMMA, lemma) in analyse_text(word, "fi")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("kurssi", "kielikurssilla"),
        ("kahvila", "Kielikahvila Kallion kulmassa"),
        ("tietokone", "Tietokonekurssi"),
        ("uida", "Naisten uintivuoro"),
        ("uiminen", "Uimahallissa"),
        ("uinti", "osaa uida"),
        ("ompelua", "Ommellaan yhdessä"),
        ("tanssi", "Tanssitaan yhdessä"),
        ("laulaminen", "Laulua ja soittoa"),
        ("apu", "Autetaan lomakkeissa"),
        ("yksinäinen", "Yksinäisyyttä vastaan"),
        ("läksyapu", "läksyavusta"),
        ("tuki", "vertaistukea"),
    ],
)
def test_words_of_one_family_meet(query: str, text: str) -> None:
    assert query_terms(query) & set(analyse_text(text, "fi"))


def test_parts_of_a_compound_meet_it_written_apart() -> None:
    assert query_parts("läksyapu") >= {Term.of(Kind.PART, "läksy"), Term.of(Kind.PART, "apu")}
    assert query_parts("läksyapu") <= set(analyse_text("apua läksyihin", "fi"))


@pytest.mark.parametrize(
    ("apart", "together"),
    [("tietokone kurssi", "tietokonekurssi"), ("digi tuki", "digituki"), ("läksy apua", "läksyapu")],
)
def test_a_compound_written_apart_counts_as_the_compound(apart: str, together: str) -> None:
    for word in analyse_query(apart, "fi"):
        assert Term.of(Kind.LEMMA, together) in word.terms


def test_a_word_joins_only_one_compound() -> None:
    first, second, third = analyse_query("digi tuki vanhuksille", "fi")
    joined = Term.of(Kind.LEMMA, "tukivanhus")
    assert joined not in second.terms
    assert joined not in third.terms
    assert Term.of(Kind.LEMMA, "digituki") in first.terms


def test_words_that_make_no_compound_stay_apart() -> None:
    assert compound("lapsi", "tarvitsee") is None


def test_a_town_is_not_taken_apart() -> None:
    (reading,) = readings("järvenpäässä")
    assert (reading.lemma, reading.parts, reading.place) == ("järvenpää", (), True)


def test_an_unknown_word_has_its_stem() -> None:
    (reading,) = readings("skidit")
    assert not reading.known
    assert reading.lemma == "skidi"


@pytest.mark.parametrize("typed", ["laksyapu", "aiti", "yksinaisyys"])
def test_typing_without_dots_still_finds_the_word(typed: str) -> None:
    text = "Läksyapua, äitiryhmä ja apua yksinäisyyteen äideille"
    assert {term for term in query_terms(typed) if term.kind is Kind.FOLDED} & set(analyse_text(text, "fi"))


def test_dots_stay_exact_in_the_main_terms() -> None:
    assert Term.of(Kind.EXACT, "sahko") not in analyse_text("sähkö", "fi")
    assert Term.of(Kind.EXACT, "sähkö") in analyse_text("sähkö", "fi")


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("kevytyrittäjyydestä", "yrittäjyys"),
        ("ammattimentorille", "ammatti"),
        ("biittipajassa", "paja"),
        ("digi", "digi"),
        ("perheenyhdistämis", "perhe"),
    ],
)
def test_a_compound_that_the_dictionary_lacks_still_has_its_parts(word: str, part: str) -> None:
    assert Term.of(Kind.PART, part) in analyse_text(word, "fi")


def test_a_misspelt_compound_still_casts_the_net() -> None:
    (word,) = analyse_query("valokuvakerhho", "fi")
    assert word.ngrams


def test_several_threads_read_words_as_one_does() -> None:
    words = [first + second for first in ("kieli", "läksy", "ompelu", "nuoriso") for second in ("kurssilla", "ryhmät")]
    expected = [readings(word) for word in words]
    uncached = readings.__wrapped__
    with ThreadPoolExecutor(max_workers=8) as pool:
        results = list(pool.map(lambda _: [uncached(word) for word in words], range(40)))
    assert all(result == expected for result in results)


@pytest.mark.parametrize("word", ["alas" * 12 + "ko", "alas" * 74 + "at", "alas" * 8])
def test_a_word_longer_than_any_real_one_is_guessed_not_looked_up(word: str) -> None:
    """Looking such a word up takes seconds to hours: time doubles with every four letters."""
    assert not is_known(word)


def test_words_are_not_joined_to_one_longer_than_any_real_one() -> None:
    assert compound("alas" * 4, "alus" * 4) is None
