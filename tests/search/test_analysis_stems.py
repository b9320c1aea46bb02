"""Forms of a word that share a stem, in languages with rules of ours."""

import pytest

from search.analysis import Kind, analyse_query, analyse_text
from search.analysis.stemming import stem
from search.analysis.swedish import compound_parts, stem_word


@pytest.mark.parametrize(
    "forms",
    [
        "жінка жінки жінок жінкам",
        "курс курси курсів курсу",
        "діти дітей дітям дітьми",
        "математика математиці математикою",
        "урок уроки уроків",
        "робота роботи роботу роботою",
        "розмовляти розмовляє розмовляємо",
        "вишивати вишиваємо вишивала",
        "самотній самотньою самотність",
        "українська українською української",
        "познайомитися познайомитись",
    ],
)
def test_forms_of_a_ukrainian_word_share_a_stem(forms: str) -> None:
    assert len({stem(form, "uk") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "luqad luqadda",
        "cashar casharka casharro casharrada",
        "haween haweenka",
        "dabaal dabaasha",
        "shaqo shaqada",
        "koorso koorsada koorsooyin koorsooyinka",
        "hooyo hooyada hooyooyin",
        "saaxiib saaxiibo saaxiibada",
    ],
)
def test_forms_of_a_somali_word_share_a_stem(forms: str) -> None:
    assert len({stem(form, "so") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "läxa läxan läxor läxorna",
        "café caféet caféer kaféerna",
        "intervju intervjun intervjuer",
        "cirkel cirkeln cirklar cirklarna",
        "förälder föräldern föräldrar föräldrarna",
        "bok boken böcker böckerna",
        "man mannen män männen",
        "vän vännen vänner vännerna",
        "barn barnet barnen",
        "möte mötet möten mötena",
        "rum rummet rummen",
        "kommun kommunen kommuner",
        "nyhet nyheten nyheter",
    ],
)
def test_forms_of_a_swedish_word_share_a_stem(forms: str) -> None:
    assert len({stem_word(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("language", "words"), [("uk", "ні сім ліс"), ("so", "aad dad nin"), ("sv", "son ö roman")])
def test_short_words_stay(language: str, words: str) -> None:
    stemmed = [stem_word(word) if language == "sv" else stem(word, language) for word in words.split()]
    assert stemmed == words.split()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("bokcirklar", ("bok", "cirkel")),
        ("stickcaféet", ("stick", "café")),
        ("arbetsintervjun", ("arbet", "intervju")),
        ("simhallen", ("simm", "hall")),
        ("mammagruppen", ("mamm", "grupp")),
        ("vardagssvenska", ("vardag", "svensk")),
        ("trädgårdsgrupper", ("trädgård", "grupp")),
    ],
)
def test_swedish_compounds_have_their_parts_in_every_form(word: str, parts: tuple[str, ...]) -> None:
    assert compound_parts(word) == parts


def test_a_short_piece_before_a_hyphen_is_a_part() -> None:
    terms = {term.text for term in analyse_text("CV-hjälp", "sv") if term.kind is Kind.PART}
    assert {"p_cv", "p_hjälp"} <= terms


@pytest.mark.parametrize(
    ("text", "query", "language"), [("Вишиваємо разом", "вишивати", "uk"), ("Casharrada guriga", "cashar", "so")]
)
def test_a_query_meets_a_text_in_another_form(text: str, query: str, language: str) -> None:
    stored = {term.text for term in analyse_text(text, language)}
    assert any(term.text in stored for term in analyse_query(query, language)[0].terms)
