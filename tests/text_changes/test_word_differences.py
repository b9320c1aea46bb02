"""Two texts as one, by words."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.text_changes.word_differences import MOST_WORDS, Piece, changed_words, excerpt, word_differences

TEXTS = st.text(alphabet="ab \n.", max_size=30)


def shown(before: str, after: str) -> str:
    signs = {(False, False): "{}", (True, False): "+{}+", (False, True): "-{}-"}
    return "".join(
        signs[piece.is_added, piece.is_removed].format(piece.text) for piece in word_differences(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Sama", "Sama", "Sama"),
        ("", "Uusi", "+Uusi+"),
        ("Vanha", "", "-Vanha-"),
        (
            "Autamme läksyissä. Tarjolla on välipala.",
            "Autamme läksyissä ja kokeissa. Tarjolla on välipala.",
            "Autamme läksyissä+ ja kokeissa+. Tarjolla on välipala.",
        ),
        ("Avoinna 16–19 ja", "Avoinna 16–18 ja", "Avoinna 16–-19-+18+ ja"),
        ("Tule klo 17.30, 2 h!", "Tule klo 18.00, 2 h!", "Tule klo -17.30-+18.00+, 2 h!"),
        ("Maksaa 1,50 e.", "Maksaa 1,75 e.", "Maksaa -1,50-+1,75+ e."),
        ("Eka rivi\nToka rivi", "Eka rivi\nKolmas rivi", "Eka rivi\n-Toka-+Kolmas+ rivi"),
        ("yksi kaksi kolme neljä", "yksi kuusi viisi neljä", "yksi -kaksi kolme-+kuusi viisi+ neljä"),
        ("Tule mukan.", "Tule mukaan.", "Tule -mukan-+mukaan+."),
        ("Aivan toinen lause.", "Puhutaan suomea kahvin.", "-Aivan toinen lause.-+Puhutaan suomea kahvin.+"),
        ("tule kotiin nyt", "mene metsään huomenna", "-tule kotiin nyt-+mene metsään huomenna+"),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


@given(TEXTS, TEXTS)
def test_both_texts_are_all_there(before: str, after: str) -> None:
    pieces = word_differences(before, after)
    assert "".join(piece.text for piece in pieces if not piece.is_added) == before
    assert "".join(piece.text for piece in pieces if not piece.is_removed) == after


def test_excerpt_has_what_was_changed_and_a_few_words_around_it() -> None:
    rest = "Kahvila on avoinna kaikille, ja tarjolla on kahvia ja teetä. " * 3
    pieces = excerpt(word_differences(f"{rest}Tule tiistaina. {rest}", f"{rest}Tule keskiviikkona. {rest}"))
    assert "".join(piece.text for piece in pieces) == (
        "… ja tarjolla on kahvia ja teetä. Tule tiistainakeskiviikkona. Kahvila on avoinna kaikille, ja …"
    )
    assert [piece.text for piece in excerpt(word_differences("", "sana " * 100))] == ["sana " * 31 + "sana…"]
    assert excerpt(word_differences("Sama", "Sama")) == [Piece("Sama")]


def test_corrected_words_are_pairs() -> None:
    assert changed_words("soumea kahvin ja soumea", "suomea kahvin ja suomea") == [("soumea", "suomea")]
    assert changed_words("yksi kakssi kolme neljä", "yksi kaksi kolmee neljä") == [
        ("kakssi", "kaksi"),
        ("kolme", "kolmee"),
    ]
    assert changed_words("yksi kaksi", "yksi ja kaksi") == [("", "ja")]
    assert changed_words("Tule mukan.", "Tule mukaan.") == [("mukan", "mukaan")]


@pytest.mark.parametrize("word", ["sana ", "\n"])
def test_long_text_is_compared_quickly(word: str) -> None:
    before, after = word * 2 * MOST_WORDS, word * 2 * MOST_WORDS + "loppu"
    began = datetime.datetime.now(tz=datetime.UTC)
    assert len(word_differences(before, after)) == 2
    assert datetime.datetime.now(tz=datetime.UTC) - began < datetime.timedelta(seconds=1)
