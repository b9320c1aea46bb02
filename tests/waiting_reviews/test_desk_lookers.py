"""Whoever has a text open at the desk is seen in the admin's list."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from editorial.review.lookers import lookers
from regions.models import Portal
from tests.announcing.form_data import filled
from tests.listings.factories import make_activity, translated
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def open_portals(national: Portal, espoo: Portal) -> None:
    """Portals to visit."""


def looks_at(page: Any) -> list[str]:
    return [one.name for one in lookers([page.pk]).get(page.pk, ())]


def test_form_of_an_announcement_and_its_script_are_seen(editor: Any, organisation: Any) -> None:
    page = make_activity(organisation)
    client, path = at("espoo", editor), f"/fi/desk/activities/{page.translation_key}/"
    form = client.get(path)
    assert looks_at(page) == ["editor@example.org"]
    editor.editing_sessions.update(last_seen_at=timezone.now() - datetime.timedelta(hours=2))
    client.post(f"{path}typed/", filled(form, summary="Tule!"), headers={"accept": "application/json"})
    assert looks_at(page) == ["editor@example.org"]


def test_form_of_an_organisation_is_seen(editor: Any, organisation: Any) -> None:
    at("espoo", editor).get(f"/fi/desk/organisations/{organisation.translation_key}/")
    assert looks_at(organisation) == ["editor@example.org"]


def test_form_of_a_second_language_is_seen_at_its_own_page(editor: Any, organisation: Any) -> None:
    page = make_activity(organisation)
    version = translated(page, "sv", live=False, title="Språkkafé")
    at("espoo", editor).get(f"/fi/desk/activities/{page.translation_key}/languages/sv/")
    assert (looks_at(page), looks_at(version)) == ([], ["editor@example.org"])
