"""Other languages: stems, scripts, Swedish compounds, and queries in a language other than the page's."""

from __future__ import annotations

import pytest

from search.analysis import Kind, Term, analyse_query, analyse_text
from search.analysis.swedish import compound_parts
from search.analysis.word_forms import word_languages


def meet(query: str, query_language: str | None, text: str, text_language: str) -> bool:
    """Return whether every word of the query that counts shares one of its terms with the text."""
    terms = set(analyse_text(text, text_language))
    return all(set(word.terms) & terms for word in analyse_query(query, query_language) if not word.is_stop)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("kurs", "Två kurser i svenska", "sv"),
        ("kafé", "Språkcafé", "sv"),
        ("simning", "Simundervisning för kvinnor", "sv"),
        ("vävning", "Lär dig väva", "sv"),
        ("familj", "Familjeklubb", "sv"),
        ("lessons", "Swimming lesson", "en"),
        ("cafe", "Language cafés", "en"),
        ("петь в хоре", "Петь хором", "ru"),
        ("ещё", "еще", "ru"),
        ("مجانية", "مجانا للنساء مجانية", "ar"),
        ("إستشارة", "استشاره", "ar"),
        ("والمحامي", "محاميين", "ar"),
        ("مُـحَامٍ", "محام", "ar"),
        ("كتابخانه", "کتابخانه", "fa"),
        ("допомога", "Допомога", "uk"),
        ("su’aal", "su'aal", "so"),
        ("kursused", "kursusel", "et"),
    ],
)
def test_forms_of_a_word_meet(query: str, text: str, language: str) -> None:
    assert meet(query, language, text, language)


@pytest.mark.parametrize(
    ("query", "page", "text", "language"),
    [
        ("language café Espoo", "fi", "Language cafés in Espoo", "en"),
        ("kielikahvilat Espoossa", "ar", "Kielikahvila, Espoo", "fi"),
        ("kielikahvilat Espoossa", None, "Kielikahvila, Espoo", "fi"),
        ("språkcaféer", "fi", "Språkcafé på svenska", "sv"),
        ("курсы", "fi", "Курс финского", "ru"),
        ("دروس", "sv", "دروس السباحة", "ar"),
        ("Espoossa", "en", "Meet us in Espoo", "en"),
        ("Espoo", "ru", "Кафе в районе Espoo", "ru"),
    ],
)
def test_a_query_may_be_in_another_language_than_the_page(query: str, page: str, text: str, language: str) -> None:
    assert meet(query, page, text, language)


def test_a_finnish_word_on_a_finnish_page_is_read_as_finnish_only() -> None:
    assert word_languages("kurssi", "fi") == ("fi",)


def test_letters_tell_ukrainian_and_persian_from_russian_and_arabic() -> None:
    assert word_languages("їжа", "fi") == ("uk",)
    assert word_languages("پزشک", "fi") == ("fa",)
    assert word_languages("їжа", "ru") == ("ru",)


def test_a_swedish_compound_has_its_parts() -> None:
    assert compound_parts("språkcafé") == compound_parts("språkkaféer") == ("språk", "café")
    assert compound_parts("bibliotek") == ()


@pytest.mark.parametrize(
    ("query", "language", "kept"),
    [
        ("hjälp med dator eller telefon", "sv", ["hjälp", "dator", "telefon"]),
        ("I am being abused at home", "en", ["abused", "home"]),
        ("olen yksinäinen", "fi", ["yksinäinen"]),
        ("lapsi tarvitsee apua", "fi", ["lapsi", "apua"]),
        ("swimming for women", "fi", ["swimming", "women"]),
        ("помощь с телефоном", "ru", ["помощь", "телефоном"]),
        ("ابحث عن محام", "ar", ["ابحث", "محام"][1:]),
    ],
)
def test_stop_words_are_marked(query: str, language: str, kept: list[str]) -> None:
    assert [word.surface for word in analyse_query(query, language) if not word.is_stop] == kept


def test_a_query_of_stop_words_only_keeps_them() -> None:
    assert [word.is_stop for word in analyse_query("missä se on", "fi")] == [False, False, False]


def test_words_come_in_reading_order_with_their_positions() -> None:
    words = analyse_query("naisten omat liikuntavuorot", "fi")
    assert [(word.surface, word.start, word.end) for word in words] == [
        ("naisten", 0, 1),
        ("omat", 1, 2),
        ("liikuntavuorot", 2, 3),
    ]


def test_repetition_is_kept_for_term_frequency() -> None:
    assert analyse_text("Apua, apua!", "fi").count(Term.of(Kind.LEMMA, "apu")) == 2
