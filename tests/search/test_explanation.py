"""Why a listing is among the hits, in the engine's numbers and in words."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from listings.concepts import current_concepts
from regions.models import Portal
from search.engines.columns.engine import ColumnsEngine
from search.engines.columns.scores import score
from search.engines.columns.store import current_columns
from search.engines.columns.view import View
from search.expansion import interpret_query, phrase_table
from search.places import current_places
from tests.search.documents import add_occurrence, ask, make_document
from tests.search.second_pool import load_second_pool

#: Queries of several kinds: words, compounds, meanings, phrases, other languages, misspelled ones.
WORDS = (
    ("läksykerhot", "fi"),
    ("kielikahvila lapsille", "fi"),
    ("en tunne täällä ketään", "fi"),
    ("laksyapu", "fi"),
    ("swimming for women", "en"),
    ("språkkafé", "sv"),
    ("женские группы", "ru"),
    ("dabaal haweenka", "so"),
)


@pytest.mark.parametrize(("words", "language"), WORDS)
def test_reasons_add_up_to_the_engines_score(national: Portal, words: str, language: str) -> None:
    load_second_pool(national)
    query = ask(national, language, q=words)
    results, explanations = ColumnsEngine().explain(query)
    view = View(current_columns(), query)
    reading = interpret_query(query.q, language, phrase_table(current_concepts(), current_places()))
    scores = score(view, reading, view.shown).score
    assert [explanation.id for explanation in explanations] == [document.pk for document in results.documents]
    assert len(explanations) > 0
    for explanation in explanations:
        [slot] = view.columns.facts.among([explanation.id])
        assert explanation.score == pytest.approx(scores[slot], abs=1e-8)
    assert [explanation.score for explanation in explanations] == sorted(
        (explanation.score for explanation in explanations), reverse=True
    )


def said(words: str, **options: str) -> str:
    output = StringIO()
    call_command("explain_search", words, stdout=output, **options)
    return output.getvalue()


def test_command_says_it_in_words(national: Portal) -> None:
    club = make_document(national, "Läksykerho Espoossa", "theme:homework", "municipality:049", names=("Espoo",))
    add_occurrence(club, "2036-09-02")
    for title in ("Kuoro", "Uimakoulu", "Ompelupiiri", "Jooga", "Kirjapiiri"):
        make_document(national, title, "municipality:091")
    text = said("läksykehro Espoossa")
    assert "“läksykehro” is searched as “läksykerho”" in text
    assert "“Espoossa” narrows the list to municipality Espoo" in text
    assert "1 found" in text
    assert "1. Läksykerho Espoossa" in text
    assert "its title has “läksykerho”" in text
    assert "“läksykerho” is understood as theme Homework and school" in text
    assert "is in the language of the question" in text
    assert "next time Tuesday 2036-09-02 17:00" in text


def test_command_says_what_is_missing_and_near(national: Portal) -> None:
    make_document(national, "Uimakoulu", "theme:sport")
    text = said("uimista delfiinien kanssa")
    assert "“delfiinien” isn't in any activity" in text
    assert "0 found, 1 near" in text
    assert "1. Uimakoulu (near, " in text


def test_pins_are_told_where_nobody_asked_for_words(national: Portal) -> None:
    make_document(national, "Kuoro")
    pinned = make_document(national, "Uimakoulu", pinned_in=[national.pk])
    results, explanations = ColumnsEngine().explain(ask(national))
    assert results.documents[0] == pinned
    assert [explanation.is_pinned for explanation in explanations] == [True, False]


def test_portal_and_language_are_chosen(national: Portal, espoo: Portal) -> None:
    make_document(espoo, {"fi": "Kuoro", "sv": "Kören"}, "theme:music")
    assert "0 found" in said("kör", lang="sv")
    assert "1. Kören" in said("kör", portal="espoo", lang="sv")
    with pytest.raises(CommandError, match="no portal nowhere"):
        said("kör", portal="nowhere")
