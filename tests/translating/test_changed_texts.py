"""A text is in the translators' list as changed exactly where its readers meet a mark, or a text in the original."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.translation_orders.changed_originals import outdated_texts
from listings.translated_texts.origins import note_made_from
from listings.translated_texts.wordings import note_wording
from search.indexer import drain_outbox
from tests.faces.visiting import finder, read
from tests.people.visiting import at
from tests.search.factories import edit, make_activity, make_translation
from tests.translating.orders import approve, desk, latest, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

TEXTS = {"title": "Kielikahvila", "summary": "Tule mukaan.", "description": "<p>Puhutaan.</p><p>Juodaan kahvia.</p>"}
ARABIC = {"title": "مقهى", "summary": "تعال.", "description": "<p>نتحدث.</p><p>نشرب القهوة.</p>"}

#: Changes of the original, and whether they leave the translation behind.
CHANGES = {
    "the name": ({"title": "Uusi nimi"}, True),
    "a removed paragraph": ({"description": "<p>Puhutaan.</p>"}, True),
    "moved paragraphs": ({"description": "<p>Juodaan kahvia.</p><p>Puhutaan.</p>"}, True),
    "an added text": ({"audience": "Kaikille."}, True),
    "bold type": ({"description": "<p>Puhutaan.</p><p><b>Juodaan</b> kahvia.</p>"}, False),
    "a fact": ({"price_type": "free"}, False),
    "a text that goes": ({"summary": ""}, True),
}


@pytest.fixture
def original(organisation: Any) -> Any:
    page = make_activity(organisation, **TEXTS)  # type: ignore[arg-type]
    arabic = make_translation(page, "ar", publish=False, **ARABIC).get_latest_revision_as_object()
    note_made_from(arabic, page)
    arabic.save_revision().publish()
    make_translation(organisation, "ar", title="جمعية", description="")
    return type(page).objects.get(pk=page.pk)


def is_listed(page: Any) -> bool:
    drain_outbox()
    key = (page.translation_key, "ar")
    return key in outdated_texts([key, (page.translation_key, "sv")])


def is_marked(page: Any) -> bool:
    """Whether there is a word about another language at any text of the activity, on its page or its card."""
    path = finder("ar")
    shown = read("espoo", f"{path}{page.translation_key}/").select_one("main")
    return bool(shown.select(".only-in"))


@pytest.mark.parametrize("name", CHANGES)
def test_list_and_readers_agree(original: Any, name: str) -> None:
    assert (is_listed(original), is_marked(original)) == (False, False)
    change, is_left_behind = CHANGES[name]
    edit(original, **change)
    assert (is_listed(original), is_marked(original)) == (is_left_behind, is_left_behind)


def test_another_wording_asks_nobody(original: Any) -> None:
    page = original.get_latest_revision_as_object()
    page.title = "Kielikahvila!"
    note_wording(page, original, is_only_wording=True)
    page.save_revision().publish()
    assert (is_listed(original), is_marked(original)) == (False, False)


def test_a_version_published_after_the_change_may_be_made_before_it(original: Any) -> None:
    """Dates say nothing: what was approved later may have been translated from an earlier original."""
    waiting = version(original).get_latest_revision_as_object()
    waiting.summary = "تعالوا."
    revision = waiting.save_revision()
    edit(original, title="Uusi nimi")
    revision.publish()
    assert (is_listed(original), is_marked(original)) == (True, True)


def test_what_is_gone_from_the_original_goes_when_it_is_saved(original: Any, translator: Any, coordinator: Any) -> None:
    take(original, translator)
    edit(original, description="<p>Juodaan kahvia.</p>", summary="")
    client = at("espoo", translator)
    assert client.get(desk(original)).status_code == 200
    sent(client, original, {"title": "مقهى"}, "send")
    assert (latest(original).summary, "نتحدث" in latest(original).description) == ("", False)
    approve(version(original), coordinator)
    assert "نشرب القهوة." in version(original).description
    assert (is_listed(original), is_marked(original)) == (False, False)
