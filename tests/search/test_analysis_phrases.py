"""Keys of phrases: labels, synonyms and place names meet their inflected and differently split forms."""

from __future__ import annotations

import pytest

from search.analysis import phrase_keys

MUNICIPALITY_FORMS = {
    "Espoo": "Espoossa Espoosta Espooseen Espoon",
    "Hanko": "Hangossa Hangosta Hankoon Hangon",
    "Helsinki": "Helsingissä Helsingistä Helsinkiin Helsingin",
    "Hyvinkää": "Hyvinkäällä Hyvinkäältä Hyvinkäälle Hyvinkään",
    "Iisalmi": "Iisalmessa Iisalmesta Iisalmeen Iisalmen",
    "Inkoo": "Inkoossa Inkoosta Inkooseen Inkoon",
    "Järvenpää": "Järvenpäässä Järvenpäästä Järvenpäähän Järvenpään",
    "Jyväskylä": "Jyväskylässä Jyväskylästä Jyväskylään Jyväskylän",
    "Kauniainen": "Kauniaisissa Kauniaisista Kauniaisiin Kauniaisten",
    "Kerava": "Keravalla Keravalta Keravalle Keravan",
    "Kirkkonummi": "Kirkkonummella Kirkkonummelta Kirkkonummelle Kirkkonummen",
    "Kuopio": "Kuopiossa Kuopiosta Kuopioon Kuopion",
    "Lahti": "Lahdessa Lahdesta Lahteen Lahden",
    "Lemland": "Lemlandissa Lemlandin",
    "Lohja": "Lohjalla Lohjalta Lohjalle Lohjan",
    "Mäntsälä": "Mäntsälässä Mäntsälästä Mäntsälään Mäntsälän",
    "Mänttä-Vilppula": "Mänttä-Vilppulassa Mänttä-Vilppulaan Mänttä-Vilppulan",
    "Nurmijärvi": "Nurmijärvellä Nurmijärveltä Nurmijärvelle Nurmijärven",
    "Oulu": "Oulussa Oulusta Ouluun Oulun",
    "Parainen": "Paraisilla Paraisille Paraisten",
    "Porvoo": "Porvoossa Porvoosta Porvooseen Porvoon",
    "Raasepori": "Raaseporissa Raaseporista Raaseporiin Raaseporin",
    "Rauma": "Raumalla Raumalta Raumalle Rauman",
    "Rovaniemi": "Rovaniemellä Rovaniemeltä Rovaniemelle Rovaniemen",
    "Saltvik": "Saltvikissa Saltvikin",
    "Seinäjoki": "Seinäjoella Seinäjoelta Seinäjoelle Seinäjoen",
    "Sipoo": "Sipoossa Sipoosta Sipooseen Sipoon",
    "Siuntio": "Siuntiossa Siuntiosta Siuntioon Siuntion",
    "Tammisaari": "Tammisaaressa Tammisaaresta Tammisaareen Tammisaaren",
    "Tampere": "Tampereella Tampereelta Tampereelle Tampereen",
    "Turku": "Turussa Turusta Turkuun Turun",
    "Uusikaupunki": "Uudessakaupungissa Uudestakaupungista Uuteenkaupunkiin Uudenkaupungin",
    "Vaasa": "Vaasassa Vaasasta Vaasaan Vaasan",
    "Vantaa": "Vantaalla Vantaalta Vantaalle Vantaan",
    "Vihti": "Vihdissä Vihdistä Vihtiin Vihdin",
    "Virrat": "Virroilla Virroilta Virroille",
}


@pytest.mark.parametrize("name", MUNICIPALITY_FORMS)
def test_a_municipality_is_found_in_every_case(name: str) -> None:
    nominative = name.lower().replace("-", "")
    missed = [form for form in MUNICIPALITY_FORMS[name].split() if nominative not in phrase_keys(form, "fi")]
    assert missed == []


@pytest.mark.parametrize("page", ["sv", "en", "ru", "ar", "so"])
def test_a_finnish_place_form_is_understood_on_any_page(page: str) -> None:
    assert "hyvinkää" in phrase_keys("Hyvinkäällä", page)


@pytest.mark.parametrize(
    ("one", "language", "other", "other_language"),
    [
        ("kielikahvilat", "fi", "kielikahvila", "fi"),
        ("läksy apu", "fi", "läksyapu", "fi"),
        ("läksyapua", "fi", "Läksy-apu", "fi"),
        ("tietokone kurssi", "fi", "tietokonekurssi", "fi"),
        ("digi tuki", "fi", "digituki", "fi"),
        ("avoimessa olohuoneessa", "fi", "avoin olohuone", "fi"),
        ("suomen kielestä", "fi", "suomen kieli", "fi"),
        ("i Ekenäs", "sv", "Ekenäs", "sv"),
        ("i Ekenäs", "fi", "Ekenäs", "sv"),
        ("språkcaféer", "sv", "språkkafé", "sv"),
        ("language cafés", "en", "language café", "en"),
        ("языковые курсы", "ru", "языковой курс", "ru"),
        ("kielikahviloissa", "ar", "kielikahvila", "fi"),
    ],
)
def test_two_spellings_of_a_phrase_share_a_key(one: str, language: str, other: str, other_language: str) -> None:
    assert set(phrase_keys(one, language)) & set(phrase_keys(other, other_language))


def test_different_phrases_share_no_key() -> None:
    assert not set(phrase_keys("kielikahvila", "fi")) & set(phrase_keys("kielikurssi", "fi"))


def test_keys_have_no_spaces_and_nothing_has_no_keys() -> None:
    assert all(" " not in key for key in phrase_keys("avoin olohuone kaikille", "fi"))
    assert phrase_keys(" – !", "fi") == ()
