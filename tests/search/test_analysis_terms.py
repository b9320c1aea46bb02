"""What holds for every term, whatever text comes in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import Kind, Term, analyse_query, analyse_text, phrase_keys, term_texts
from search.analysis.folding import fold, fold_accents
from search.analysis.ngrams import ngrams, required
from search.analysis.tokens import normalise, tokenise

ANY_TEXT = st.text(max_size=80) | st.text(alphabet="aäöåkstilmun-'’: \u0301\u0640", max_size=40)
LANGUAGES = st.sampled_from(["fi", "sv", "en", "ru", "uk", "ar", "fa", "so", "ckb", "et", "tr", "zh-Hans", "", "x"])


def all_terms(text: str, language: str) -> list[Term]:
    words = analyse_query(text, language)
    return [*analyse_text(text, language), *(t for word in words for t in (*word.terms, *word.parts, *word.ngrams))]


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT, LANGUAGES)
def test_any_text_gives_terms_that_are_safe_lexemes(text: str, language: str) -> None:
    for term in all_terms(text, language):
        prefix, _, word = term.text.partition("_")
        assert prefix == term.kind.value
        assert word
        assert len(term.text.encode()) <= 2046
        assert not any(char.isspace() or unicodedata.category(char) in ("Cc", "Cs") for char in term.text)


@settings(deadline=None, max_examples=200)
@given(ANY_TEXT, LANGUAGES)
def test_keys_of_any_phrase_are_short_and_printable(text: str, language: str) -> None:
    keys = phrase_keys(text, language)
    assert len(keys) <= 12
    assert all(key and not any(char.isspace() for char in key) for key in keys)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in (token.text for token in tokenise(text)):
        assert fold(fold(word)) == fold(word)
        assert fold_accents(fold_accents(word)) == fold_accents(word)


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(ANY_TEXT)
def test_every_word_of_a_query_has_an_exact_term(text: str) -> None:
    words = analyse_query(text, "sv")
    assert [word.start for word in words] == list(range(len(words)))
    assert all(word.terms[0].kind in (Kind.EXACT, Kind.LEMMA) for word in words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oleskelulupa-asioissa, ks. s. 4–6", ["oleskelulupaasioissa", "ks", "s", "4", "6"]),
        ("klo 17.30-19", ["klo", "17", "30", "19"]),
        ("liikunta- ja -kerhot", ["liikunta", "ja", "kerhot"]),
        ("Children’s club", ["children", "club"]),
        ("S2-ryhmä", ["s2ryhmä"]),
        ("CAFÉ\u00ad_x\x00y", ["café", "x", "y"]),
        ("п'ять", ["пять"]),
        ("हिन्दी", ["हिन्दी"]),
    ],
)
def test_words_are_split_as_people_read_them(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == words


def test_a_short_or_known_word_casts_no_net() -> None:
    assert all(word.ngrams == () for word in analyse_query("asdf kurssi kielikahvila", "fi"))


def test_the_net_wants_several_pieces_to_agree() -> None:
    (word,) = analyse_query("kielikahvlia", "fi")
    assert word.ngrams_required >= 3
    pieces = set(word.ngrams) & set(analyse_text("Kielikahvila", "fi"))
    assert len(pieces) >= word.ngrams_required
    assert len(set(word.ngrams) & set(analyse_text("Kahvila", "fi"))) < word.ngrams_required


def test_short_word_has_no_pieces_and_long_word_four_letter_ones() -> None:
    assert ngrams("kissoja") == ("kiss", "isso", "ssoj", "soja")
    assert ngrams("koira") == ()
    assert required(0) == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kielikahvila ja kielikahvilat, EU:ssa 4H-kerho!", "fi"),
        ("Läxhjälp på l'école", "sv"),
        ("مقهى اللغة", "ar"),
        ("Kielikahvila", "sv-FI"),
        ("", "fi"),
    ],
)
def test_texts_of_terms_are_those_of_the_analysis(text: str, language: str) -> None:
    terms = analyse_text(text, language)
    for _again in range(2):  # from the cache
        assert term_texts(text, language) == [term.text for term in terms]
        assert term_texts(text, language, pieces=False) == [t.text for t in terms if t.kind is not Kind.NGRAM]
