"""Organisations by words of their name: the list, its API and suggestions read a name in the same spelling."""

import pytest

from regions.models import Portal
from search.indexer import drain_outbox
from search.lexemes import title_prefix_terms
from search.models import OrganisationDocument
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


def test_the_query_of_a_title_has_words_and_a_beginning() -> None:
    assert title_prefix_terms("Café Sää", only_last=True) == "('e_cafe':A | 'f_cafe':A) & ('e_sää':*A | 'f_saa':*A)"
    assert title_prefix_terms("أحمد") == "('e_احمد':*A | 'f_احمد':*A)"
    assert title_prefix_terms("!?") == ""
