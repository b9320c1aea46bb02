"""Apostrophes and digits, however they are typed: one word in texts and queries alike."""

from typing import Any

import pytest

from regions.models import Portal
from search.analysis import analyse_text
from search.analysis.folding import fold
from search.analysis.tokens import tokenise
from search.engines import get_engine
from search.expansion import without_interpretation
from tests.search.documents import ask, make_document

APOSTROPHES = "'’ʼˊ´ʹʺ`‘′ʻˈ＇ꞌ‛׳"


def found(portal: Portal, q: str, language: str = "fi", **parameters: Any) -> int:
    return get_engine().search(ask(portal, language, q=q, **parameters)).count


@pytest.mark.parametrize("sign", APOSTROPHES)
@pytest.mark.parametrize("word", ["vuõʹlǧǧ", "pâiʹǩǩ", "lo'da", "п'ять", "o'qish", "raa'at"])
def test_a_word_is_one_with_every_apostrophe(word: str, sign: str) -> None:
    parts = word.replace("ʹ", "'").split("'")
    (token,) = tokenise(f"“{sign.join(parts)}”")
    assert token.text == "".join(parts)
    assert len(analyse_text(sign.join(parts), "fi")) == len(analyse_text("'".join(parts), "fi"))


def test_folding_leaves_letters_alone_and_drops_the_apostrophe() -> None:
    assert [fold(token.text) for token in tokenise("Njuõʹttam ǩiõlljurddâʹst")] == ["njuottam", "kiolljurddast"]


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_skolt_sámi_is_found_with_every_apostrophe_and_without(national: Portal, sign: str) -> None:
    make_document(national, "Nuõrttsaaʹmi pââʹss")
    make_document(national, "Toinen kerho")
    assert found(national, f"nuõrttsaa{sign}mi") == 1
    for q in ("nuorttsaami", "paass", "PAASS", "pâ\u0302âʹss".replace("\u0302", "")):
        assert found(national, q, "en") == 1


@pytest.mark.parametrize("sign", APOSTROPHES)
@pytest.mark.parametrize(
    ("title", "q", "language"),
    [
        ("Сім{}я на прогулянці", "сім{}я", "uk"),
        ("Ciyaarta go{}aan", "go{}aan", "so"),
        ("The children{}s hour", "children{}s", "en"),
        ("L{}atelier de couture", "l{}atelier", "fr"),
    ],
)
def test_apostrophes_of_texts_and_queries_meet(national: Portal, title: str, q: str, language: str, sign: str) -> None:
    make_document(national, {language: title.format("’")})
    assert found(national, q.format(sign), language) == 1


def test_the_word_after_an_elision_is_found_by_itself() -> None:
    assert {"p_ecol", "p_amiti"} <= {term.text for term in analyse_text("l'école d’amitié", "fr")}


def test_words_taken_back_are_put_in_quotation_marks_as_they_were_typed(national: Portal) -> None:
    assert without_interpretation("kerho Sörnäisissä", "Sörnäisissä") == 'kerho "Sörnäisissä"'
    make_document(national, "Kerho", "municipality:049")
    read = get_engine().search(ask(national, q="kerho EU’ssa Espoossa ٢٠٢٧")).interpreted
    assert ("municipality", "049", "Espoossa") in {(item.parameter, item.value, item.words) for item in read}


@pytest.mark.parametrize("q", ["2028", "٢٠٢٨", "۲۰۲۸", "２０２８", "२०२८"])
def test_digits_of_every_script_are_one_number(national: Portal, q: str) -> None:
    make_document(national, "Kesäleiri 2028")
    make_document(national, {"ar": "مخيم ٢٠٢٨"})
    make_document(national, "Kesäleiri 2029")
    assert found(national, q) == 2
