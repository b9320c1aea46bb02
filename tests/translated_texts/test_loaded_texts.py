"""Texts that were loaded, without a word about what they are made from, are outdated at the original's next change."""

from __future__ import annotations

import pytest

from listings.models import ActivityPage, OrganisationPage
from search.documents.listing import build_listings
from search.documents.organisation import build_organisations
from tests.faces.visiting import listing
from tests.search.factories import edit


@pytest.mark.parametrize("model", [ActivityPage, OrganisationPage])
def test_text_that_a_loader_wrote(demo_pool: None, model: type) -> None:
    document = listing("L032")
    key = document.pk if model is ActivityPage else document.organisation_id
    build = build_listings if model is ActivityPage else build_organisations

    def texts() -> dict[str, dict[str, str]]:
        built = build([key])[key]
        assert built is not None
        found: dict[str, dict[str, str]] = built.columns["texts"]
        return found

    before = texts()
    [source] = [page for page in model.objects.filter(translation_key=key) if page.is_source]  # type: ignore[attr-defined]
    others = [code for code in before if code != source.language and before[code]["title"]]
    assert others
    assert [code for code in others if before[code]["outdated"]] == []
    edit(source, title="Aivan uusi nimi")
    after = texts()
    assert {(after[code]["title"], *after[code]["outdated"]) for code in others} == {("", "title")}
