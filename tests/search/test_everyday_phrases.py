"""Everyday phrases: in which forms they are found, what they lead to, and the rules of their table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from listings.concepts import current_concepts
from listings.models import ConceptLabel
from regions.models import Portal
from search.evaluation import read_judged_queries
from search.expansion import InterpretedQuery, PhraseTable, interpret_query, phrase_table, without_interpretation
from search.expansion.equivalent_words import equivalent_words
from search.expansion.everyday_phrases import EverydayPhrases, Need, everyday_phrase, read_everyday_phrases
from search.places import current_places
from tests.search.documents import ask, make_document
from tests.search.second_pool import SECOND_POOL

LANGUAGES = {"fi", "sv", "en", "ru", "ar", "uk", "so", "fa", "et"}
HELD_OUT = Path(__file__).resolve().parent / "data" / "held_out_queries.json"
HOUSING, LEGAL = Need(({"theme:housing": 1.0},)), Need(({"theme:legal": 1.0},))


@pytest.fixture
def table(db: None) -> PhraseTable:
    return phrase_table(current_concepts(), current_places())


def said(read: InterpretedQuery) -> set[str]:
    """Codes that everyday phrases lead to: those of phrases that have no words of their own."""
    return {meaning.code for phrase in read.phrases if not phrase.words for meaning in phrase.meanings}


def found(text: str, language: str, *phrases: tuple[str, Need], names: tuple[range, ...] = ()) -> list[tuple[int, ...]]:
    known = EverydayPhrases(phrase for words, need in phrases if (phrase := everyday_phrase(words, language, need)))
    return [match.positions for match in known.find([(word,) for word in text.split()], language, names)]


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("vuokranantaja pitää takuun", [(0, 1, 2)]),
        ("vuokraisäntäni pitää edelleen takuuni", [(0, 1, 3)]),
        ("minun vuokranantajani on pitänyt koko takuun", [(1, 3, 5)]),
        ("takuun pitää vuokranantaja", []),
        ("vuokranantaja pitää siitä että saamme jättää vanhan takuun", []),
    ],
)
def test_a_phrase_is_found_in_any_form_with_a_few_words_between(text: str, positions: list[tuple[int, ...]]) -> None:
    assert found(text, "fi", ("vuokranantaja|vuokraisäntä pitää takuu", HOUSING)) == positions


def test_of_phrases_that_share_a_word_the_longest_is_taken_then_the_first() -> None:
    short, long = ("my deposit", HOUSING), ("landlord keeps deposit", LEGAL)
    assert found("landlord keeps my deposit", "en", short, long) == [(0, 1, 3)]
    assert found("my deposit", "en", short, ("my|a deposit", LEGAL)) == [(0, 1)]


def test_a_phrase_has_all_of_a_name_or_nothing_of_it() -> None:
    form = ("help application", HOUSING)
    assert found("help with job application", "en", form, names=(range(2, 4),)) == []
    assert found("help with application", "en", form) == [(0, 2)]


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("en tunne täällä ketään", "fi", "theme:friendship"),
        ("en tunne taalla ketaan", "fi", "theme:friendship"),
        ("jag är ny här i stan", "sv", "theme:meeting"),
        ("my landlord is keeping the whole deposit", "en", "theme:housing"),
        ("не понимаю письма от властей", "ru", "theme:advice"),
        ("أشعر كثيرا بالوحدة", "ar", "theme:friendship"),
        ("шукаю роботу на кухні", "uk", "theme:work"),
        ("ma aqaano qof", "so", "theme:friendship"),
        ("همسرم مرا کتک می‌زند", "fa", "theme:crisis"),
        ("ma ei saa öösel magada", "et", "theme:mental"),
    ],
)
def test_what_people_tell_leads_to_what_may_help(table: PhraseTable, text: str, language: str, code: str) -> None:
    assert code in said(interpret_query(text, language, table))


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("ma aqaano qof", "fi", "theme:friendship"),
        ("почуваюся самотньою", "ru", "theme:friendship"),
        ("همسرم مرا کتک می‌زند", "en", "theme:crisis"),
        ("en tunne ketään", "ar", "theme:friendship"),
    ],
)
def test_a_phrase_is_found_on_a_page_in_another_language(
    table: PhraseTable, text: str, language: str, code: str
) -> None:
    assert code in said(interpret_query(text, language, table))


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fi", "uusi ryhmä alkaa / avoin kahvila / kuoro kaipaa laulajia / vene myytävänä / hyvä ravintola"),
        ("sv", "köpa båt / finska för nybörjare / kören söker sångare / ny grupp startar / promenad med hund"),
        ("en", "buy a boat / new group for artists / choir looking for singers / order pizza / story time in Arabic"),
        ("ru", "купить лодку / новая группа / бесплатный концерт / экскурсия в музей"),
        ("ar", "دورة اللغة الفنلندية / شراء قارب / رحلة إلى الطبيعة"),
        ("uk", "купити човен / футбол для дітей"),
        ("so", "koorso Finnish / doon iibso"),
        ("fa", "کنسرت رایگان / خرید قایق"),
        ("et", "soome keele kursus / osta paat"),
    ],
)  # fmt: skip
def test_names_of_activities_tell_no_need(table: PhraseTable, language: str, texts: str) -> None:
    assert {text: said(interpret_query(text, language, table)) for text in texts.split(" / ")} == {
        text: set() for text in texts.split(" / ")
    }


def test_words_of_a_phrase_only_rank_and_others_keep_their_meaning(table: PhraseTable) -> None:
    read = interpret_query("en tunne ketään Espoossa", "fi", table)
    assert {phrase.surface: phrase.optional for phrase in read.phrases if phrase.words} == {
        "tunne": True,
        "ketään": True,
    }
    assert [phrase.surface for phrase in read.filters] == ["Espoossa"]


def test_a_visitor_takes_a_phrase_back_with_quotation_marks(table: PhraseTable) -> None:
    text = "en tunne ketään"
    surface = next(phrase.surface for phrase in interpret_query(text, "fi", table).phrases if not phrase.words)
    assert surface == text
    assert not said(interpret_query(without_interpretation(text, surface), "fi", table))


def test_what_helps_is_found_without_a_word_in_common(national: Portal) -> None:
    from search.engines import get_engine

    friends = make_document(national, "Kaverikerho", "theme:friendship")
    make_document(national, "Ompelukerho", "theme:crafts")
    results = get_engine().search(ask(national, "en", q="I know nobody here"))
    assert [document.pk for document in results.documents] == [friends.pk]
    assert ("theme", "friendship", "know nobody") in {
        (told.parameter, told.value, told.words) for told in results.interpreted
    }


def test_a_coordinators_sentence_is_found_with_words_between(db: None) -> None:
    label = ConceptLabel.objects.get(concept__vocabulary="theme", concept__code="housing", language="fi")
    label.synonyms = [*label.synonyms, "muuttolaatikko jäi vanhaan osoitteeseen", "muuttolaatikon kantaja"]
    label.save()
    table = phrase_table(current_concepts(), current_places())
    assert said(interpret_query("kaikki muuttolaatikkoni jäivät siihen vanhaan osoitteeseen", "fi", table)) == {
        "theme:housing"
    }
    assert [phrase.meanings[0].code for phrase in interpret_query("muuttolaatikon kantajaa", "fi", table).phrases] == [
        "theme:housing"
    ]


def phrases() -> Iterator[tuple[str, str, str]]:
    for entry in read_everyday_phrases():
        for language, texts in entry["phrases"].items():
            for text in texts:
                yield entry["need"], language, text


def test_every_need_is_told_in_every_language_and_leads_to_known_concepts(db: None) -> None:
    known = current_concepts().by_key
    for entry in read_everyday_phrases():
        assert set(entry["phrases"]) == LANGUAGES, entry["need"]
        assert all(code in known and 0 < weight <= 1 for group in entry["means"] for code, weight in group.items())
        assert all(equivalent_words(word, "fi") for word in entry.get("words", ())), entry["need"]


def test_a_phrase_has_two_words_or_more() -> None:
    assert [phrase for phrase in phrases() if len(phrase[2].split()) < 2] == []


def test_no_judged_query_stands_in_the_table() -> None:
    queries = {judged.query.casefold() for path in (HELD_OUT, SECOND_POOL) for judged in read_judged_queries(path)}
    assert not queries & {text.casefold() for _need, _language, text in phrases()}
