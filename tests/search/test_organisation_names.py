"""Organisations by words of their name: the list, its API and suggestions read a name in the same spelling."""

import pytest

from regions.models import Portal
from search.documents.terms import document_terms
from search.indexer import drain_outbox
from search.models import OrganisationDocument
from search.title_terms import title_pieces, title_terms, typed_words
from tests.api.api_client import ApiClient
from tests.search.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("جمعية احمد", "أحمد"),
        ("جمعية إيمان", "ايمان"),
        ("مدرسة النور", "مدرسه"),
        ("نادي هدى", "هدي"),
        ("Café Noël ry", "cafe noel"),
        ("Cafe Noel ry", "café noël"),
        ("Čáhppesruovttu searvi", "cahppes"),
        ("Sää’mnuõrr ry", "sääʹmnuorr"),
        ("Läksykerho ry", "laksykerho"),
    ],
)
def test_a_name_is_found_in_other_spellings_of_its_words(espoo: Portal, name: str, typed: str) -> None:
    make_organisation(espoo, name)
    make_organisation(espoo, "Muut ry")
    drain_outbox()
    client = ApiClient("espoo.localhost:8000")
    for asked in (typed, typed[:-1]):
        assert [item["name"] for item in client.get("organisations", q=asked)["results"]] == [name]
        suggested = client.get("suggest", q=asked)["results"]
        assert [item["label"] for item in suggested if item["kind"] == "organisation"] == [name]


@pytest.mark.parametrize("typed", ["''", "\\", "a'b\\c", "): | !", "x" * 200, "ʺ", "'|e_a:*"])
def test_signs_are_no_syntax(espoo: Portal, typed: str) -> None:
    assert list(OrganisationDocument.objects.name_contains(typed, ["fi"])) == []


@pytest.mark.parametrize("typed", ["100% l", "100_ l", "100 %"])
def test_signs_of_patterns_are_no_patterns(espoo: Portal, typed: str) -> None:
    make_organisation(espoo, "100 läksyä ry")
    drain_outbox()
    assert list(OrganisationDocument.objects.name_contains("%", ["fi"])) == []
    found = OrganisationDocument.objects.name_beginning(typed)
    assert [row.texts["fi"]["title"] for row in found] == ["100 läksyä ry"]


def test_words_of_a_text_are_exact_and_folded_terms() -> None:
    assert typed_words("Café Sää") == [("e_cafe", "f_cafe"), ("e_sää", "f_saa")]
    assert typed_words("أحمد") == [("e_احمد", "f_احمد")]
    assert typed_words("!?") == []


def test_titles_give_their_exact_and_folded_terms_alone() -> None:
    terms = document_terms({"fi": {"title": "Läksykerho", "summary": "Sali"}})
    assert title_terms(terms) == " e_läksykerho f_laksy f_laksykerho "
    assert title_terms([]) == ""
    assert {"e_läk", "f_lak", "n_laks", "n_erho"} <= set(title_pieces(terms))
    assert "n_sali" not in title_pieces(terms)
