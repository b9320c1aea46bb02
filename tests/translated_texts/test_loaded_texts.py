"""Texts that were loaded, without a word about what they are made from, are outdated at the original's next change."""

from __future__ import annotations

from typing import Any

from listings.models import ActivityPage
from search.documents.listing import build_listings
from tests.faces.visiting import listing
from tests.search.factories import edit


def test_text_that_a_loader_wrote(demo_pool: None) -> None:
    key = listing("L032").pk

    def texts() -> dict[str, Any]:
        built = build_listings([key])[key]
        assert built is not None
        found: dict[str, Any] = built.columns["texts"]
        return found

    [source] = [page for page in ActivityPage.objects.filter(translation_key=key) if page.is_source]
    before = texts()
    others = [code for code in before if code != source.language and before[code]["title"]]
    assert others
    assert [code for code in others if before[code]["outdated"]] == []
    edit(source, title="Aivan uusi nimi")
    after = texts()
    assert {(after[code]["title"], *after[code]["outdated"]) for code in others} == {("", "title")}
