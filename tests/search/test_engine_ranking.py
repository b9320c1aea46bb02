"""Words: what is found, in which order, and what the search says about how it read them."""

from typing import Any

import pytest

from regions.models import Portal
from search.engines import get_engine
from search.engines.base import Results
from tests.search.documents import add_occurrence, ask, make_document


def search(portal: Portal, q: str, language: str = "fi", **parameters: Any) -> Results:
    return get_engine().search(ask(portal, language, q=q, **parameters))


def titles(results: Results) -> list[str]:
    return [document.texts[document.source_language]["title"] for document in results.documents]


@pytest.fixture
def filler(national: Portal) -> None:
    """Enough other activity for rarity to mean something."""
    for number in range(20):
        make_document(national, f"Jumppa {number}", "theme:sport", description="Tervetuloa kaikki")


def test_inflected_query_finds_the_base_form(national: Portal) -> None:
    make_document(national, "Kielikahvila")
    assert titles(search(national, "kielikahviloissa")) == ["Kielikahvila"]


def test_a_compound_is_found_by_its_part_and_written_apart(national: Portal) -> None:
    make_document(national, "Tietokonekurssi")
    assert titles(search(national, "kurssille")) == ["Tietokonekurssi"]
    assert titles(search(national, "tietokone kurssi")) == ["Tietokonekurssi"]


@pytest.mark.usefixtures("filler")
def test_the_title_counts_more_than_the_description(national: Portal) -> None:
    make_document(national, "Ilta", description="Neulotaan sukkia")
    make_document(national, "Neulotaan yhdessä")
    assert titles(search(national, "neulotaan")) == ["Neulotaan yhdessä", "Ilta"]


@pytest.mark.usefixtures("filler")
def test_more_of_the_words_and_rarer_ones_come_first(national: Portal) -> None:
    make_document(national, "Jumppa merikarhuille", "theme:sport")
    assert titles(search(national, "jumppa merikarhuille"))[0] == "Jumppa merikarhuille"


@pytest.mark.usefixtures("filler")
def test_concept_of_a_word_finds_listings_without_the_word(national: Portal) -> None:
    make_document(national, "Rekrytori", "theme:work")
    assert titles(search(national, "duunia")) == ["Rekrytori"]


@pytest.mark.usefixtures("filler")
def test_a_query_finds_across_languages(national: Portal) -> None:
    make_document(national, "Maksuton lakineuvonta", "theme:legal", "theme:advice")
    assert titles(search(national, "юрист", "ru")) == ["Maksuton lakineuvonta"]
    assert titles(search(national, "محامي", "ar")) == ["Maksuton lakineuvonta"]


@pytest.mark.usefixtures("filler")
def test_the_narrow_thing_comes_before_others_of_its_theme_in_any_language(national: Portal) -> None:
    make_document(national, "Naisten uintivuoro", "theme:sport")
    assert titles(search(national, "плавание", "ru"))[0] == "Naisten uintivuoro"


def test_what_is_in_the_language_of_the_question_comes_first_among_equals(national: Portal) -> None:
    make_document(national, {"fi": "Kielikahvila"}, "theme:language")
    make_document(national, {"sv": "Språkcafé"}, "theme:language")
    make_document(national, {"en": "Language café"}, "theme:language")
    assert titles(search(national, "kieliryhmä"))[0] == "Kielikahvila"
    assert titles(search(national, "språkgrupp", "sv"))[0] == "Språkcafé"
    assert titles(search(national, "language group", "en"))[0] == "Language café"


def test_a_set_phrase_finds_what_says_the_same_in_another_language(national: Portal) -> None:
    make_document(national, "Avantouinti")
    make_document(national, "Kirjapiiri")
    assert titles(search(national, "winter swimming", "en")) == ["Avantouinti"]


def test_a_compound_finds_what_its_subject_is_called_in_another_language(national: Portal) -> None:
    make_document(national, {"sv": "Matlagning för alla"})
    make_document(national, {"sv": "Simskola"})
    assert titles(search(national, "kokkausryhmässä")) == ["Matlagning för alla"]


def test_a_listing_is_found_in_every_language_it_has(national: Portal) -> None:
    make_document(national, {"fi": "Kuoro", "ru": "Хор на русском"})
    assert titles(search(national, "хоре", "fi")) == ["Kuoro"]


def test_place_in_the_words_narrows_and_is_in_interpreted(national: Portal) -> None:
    make_document(national, "Kielikahvila", "municipality:049")
    make_document(national, "Kielikahvila muualla", "municipality:091")
    results = search(national, "kielikahvila Espoossa")
    assert titles(results) == ["Kielikahvila"]
    told = [(meaning.parameter, meaning.value, meaning.words) for meaning in results.interpreted if meaning.filters]
    assert told == [("municipality", "049", "Espoossa")]


def test_words_that_are_all_filters_list_what_fits(national: Portal) -> None:
    document = make_document(national, "Puutarha", "municipality:106")
    add_occurrence(document, "2026-09-08")
    make_document(national, "Muualla", "municipality:091")
    assert titles(search(national, "Hyvinkäällä tiistaina")) == ["Puutarha"]
    assert titles(search(national, "Hyvinkäällä tapahtuu")) == ["Puutarha"]


def test_filter_in_the_words_without_results_is_unapplied(national: Portal) -> None:
    make_document(national, "Kielikahvila", "municipality:049")
    results = search(national, "kielikahvila Oulussa")
    assert titles(results) == ["Kielikahvila"]
    assert [(meaning.parameter, meaning.value) for meaning in results.unapplied] == [("municipality", "564")]


def test_place_filter_stays_when_day_filter_has_no_results(national: Portal) -> None:
    add_occurrence(make_document(national, "Kielikahvila", "municipality:049"), "2026-09-08")
    add_occurrence(make_document(national, "Kielikahvila muualla", "municipality:091"), "2026-09-08")
    results = search(national, "kielikahvila Espoossa sunnuntaina")
    assert titles(results) == ["Kielikahvila"]
    assert [meaning.parameter for meaning in results.unapplied] == ["weekday"]


def test_a_chosen_filter_overrules_the_words(national: Portal) -> None:
    make_document(national, "Kielikahvila", "municipality:049")
    make_document(national, "Kielikahvila muualla", "municipality:091")
    results = search(national, "kielikahvila Espoossa", municipality="091")
    assert titles(results) == ["Kielikahvila muualla"]
    assert not [meaning for meaning in results.interpreted if meaning.filters]


def test_a_part_of_town_narrows_if_something_is_there(national: Portal) -> None:
    make_document(national, "Jumppa", "district:Tapiola", names=("Tapiola",))
    make_document(national, "Jumppa muualla", "district:Olari")
    assert titles(search(national, "jumppa Tapiolassa")) == ["Jumppa"]


@pytest.mark.usefixtures("filler")
def test_a_misspelled_word_is_caught_in_the_net(national: Portal) -> None:
    make_document(national, "Kielikahvila")
    assert titles(search(national, "kielikahvlia"))[0] == "Kielikahvila"


@pytest.mark.usefixtures("filler")
def test_nonsense_has_no_results(national: Portal) -> None:
    assert search(national, "asdf").count == 0
    assert search(national, "qwertyuiop").count == 0


def test_noise_far_below_the_best_is_left_out(national: Portal) -> None:
    make_document(national, "Merikarhujen uintiseura")
    for number in range(30):
        make_document(national, f"Kerho {number}", description="seura")
    assert titles(search(national, "merikarhujen uintiseura")) == ["Merikarhujen uintiseura"]


@pytest.mark.usefixtures("filler")
def test_listings_with_the_named_concept_are_never_cut_as_noise(national: Portal) -> None:
    for number in range(15):
        make_document(national, f"Kuoro {number}", "sign_up:none")
    make_document(national, "Ei ilmoittautumista, ei maksuja")
    assert search(national, "ei ilmoittautumista").count == 16


def test_a_query_without_words_finds_nothing_and_does_not_fail(national: Portal) -> None:
    make_document(national, "Kuoro")
    assert search(national, "?!").count == 1


def test_suggestions_begin_with_what_was_typed(national: Portal) -> None:
    organiser = {"names": {"fi": "Laulajat ry"}, "source_language": "fi"}
    facts = {"sensitive": False, "organisation": organiser}
    document = make_document(national, {"fi": "Kuoro Fonarikki", "sv": "Kören Lyktan"}, facts=facts)
    texts = [suggestion.text for suggestion in get_engine().suggest("fonar", ask(national))]
    assert texts == ["Kuoro Fonarikki"]
    assert [suggestion.text for suggestion in get_engine().suggest("kören ly", ask(national, "sv"))] == ["Kören Lyktan"]
    assert str(document.pk) in {suggestion.key for suggestion in get_engine().suggest("kuo", ask(national))}
    assert get_engine().suggest("' | x", ask(national)) == []


def test_counting_says_how_many_a_search_would_find(national: Portal) -> None:
    make_document(national, "Kuoro", "municipality:049")
    make_document(national, "Kuoro toinen", "municipality:091")
    for words in ("kuoro", "kuoro Espoossa", "kuoro Oulussa", "kuorro"):
        query = ask(national, q=words)
        assert get_engine().count(query) == get_engine().search(query).count
