"""Misspelled words in ``q``: what the API says of them."""

from __future__ import annotations

import pytest

from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db


def test_answer_says_what_was_searched_and_how_to_search_as_typed(on_espoo: ApiClient) -> None:
    answer = on_espoo.get("activities", q="kielikahvla Espoosa")
    assert answer["corrected"] == {
        "q": "kielikahvila Espoossa",
        "as_typed": '"kielikahvla" "Espoosa"',
        "words": [{"typed": "kielikahvla", "meant": "kielikahvila"}, {"typed": "Espoosa", "meant": "Espoossa"}],
    }
    right = on_espoo.get("activities", q="kielikahvila Espoossa")
    assert (answer["count"], answer["interpreted"]) == (right["count"], right["interpreted"])
    assert right["corrected"] is None
    assert on_espoo.get("activities", q=answer["corrected"]["as_typed"])["corrected"] is None


def test_correction_is_offered_in_a_language_without_dictionary(on_espoo: ApiClient) -> None:
    answer = on_espoo.get("activities", q="kielikahvla", lang="so")
    assert (answer["corrected"], answer["did_you_mean"]) == (None, "kielikahvila")
