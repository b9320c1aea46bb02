"""What is worth a look in a translated string."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from editorial.translation_strings.string_checks import notices


@pytest.fixture(autouse=True)
def english() -> object:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("original", "translated", "language", "word"),
    [
        ("Puhutaan suomea yhdessä", "Puhutaan suomea yhdessä", "ar", "original's text"),
        ("Puhutaan suomea yhdessä", "Let us speak Finnish", "ar", "letters"),
        ("Puhutaan suomea yhdessä", "Let us speak Finnish", "ru", "letters"),
        ("Tule klo 17.30", "Come at 17:00", "en", "30"),
        ("Tule klo 17.30", "Come at 17:30, 5 euros", "en", "5"),
        ("Katso [ohje](https://example.org/a)", "See the guide", "en", "https://example.org/a"),
        ("Kirjoita apu@example.org", "Write to us", "en", "apu@example.org"),
        ("Hei {nimi}", "Hello {name}", "en", "{nimi}"),
        ("Kerho", "A club " * 20, "en", "longer"),
    ],
)
def test_what_is_worth_a_look_is_said(original: str, translated: str, language: str, word: str) -> None:
    assert any(word in sentence for sentence in notices(original, translated, language))


@pytest.mark.parametrize(
    ("original", "translated", "language"),
    [
        ("Kielikahvila", "", "ar"),
        ("Mosaiikki", "Mosaiikki", "ar"),
        ("Tule klo 17.30", "تعال الساعة ١٧:٣٠", "ar"),
        ("Tule klo 17.30", "Приходите в 17:30", "ru"),
        ("Katso [ohje](www.example.org/1)", "See [the guide](https://www.example.org/1)", "en"),
        ("Soita 040 123 4567 tai apu@example.org", "Call 040 123 4567 or apu@example.org", "en"),
        ("Kerho", "Klubben för alla", "sv"),
    ],
)
def test_what_is_right_is_silent(original: str, translated: str, language: str) -> None:
    assert notices(original, translated, language) == []


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["ar", "so", "sv"]))
def test_any_text_can_be_looked_at(original: str, translated: str, language: str) -> None:
    assert isinstance(notices(original, translated, language), list)
