"""What is compared with an original that isn't public yet is compared with the version that was sent."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.review.document_digest import document_digest
from editorial.review_screen.reviewed_text import reviewed_text
from search.documents.drafts import build_listing_draft
from tests.listings.factories import make_activity, translated
from tests.people.conftest import add_person, coordinator, organisation, record, sanna
from tests.review_screen.waiting_texts import live, send_latest, waiting

__all__ = ["add_person", "coordinator", "organisation", "record", "sanna"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def rename(page: Any, title: str) -> None:
    draft = live(page).get_latest_revision_as_object()
    draft.title = title
    draft.save_revision()


def test_screen_preview_and_digest_take_what_was_sent(organisation: Any, sanna: Any, coordinator: Any) -> None:
    source = make_activity(organisation, live=False)
    rename(source, "Kielikahvila")
    send_latest(live(source), sanna.user)
    version = translated(source, "sv", title="Språkcafé", live=False)
    version.save_revision()
    send_latest(live(version), sanna.user)
    before = document_digest(live(version), live(version))
    rename(source, "Luonnos")
    text = reviewed_text(coordinator, waiting(version).pk)
    assert text is not None
    assert text.source.title == "Kielikahvila"
    assert build_listing_draft(live(version)).columns["texts"]["fi"]["title"] == "Kielikahvila"
    assert document_digest(live(version), live(version)) == before
