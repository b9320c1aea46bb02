"""What a bored writer repeats: pictures beyond number, and texts that are public already."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images import get_image_model

from editorial.edit_conflicts.page_version import PageVersion
from editorial.own_organisations import organisation_form
from listings.models import OrganisationPage
from tests.announcing.form_data import filled
from tests.listings.factories import translated
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def _photo(shade: int) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), (shade, 1, 2)).save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue(), "image/png")


def test_one_person_stores_so_many_pictures_a_day(sanna: Any, record: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisation_form, "MOST_A_DAY", 2)
    client, path = at("espoo", sanna.user), f"/fi/desk/organisations/{record.pk}/"
    answers = [
        client.post(path, filled(client.get(path), action="save") | {"logo": _photo(shade)}).status_code
        for shade in (10, 200, 100, 200)
    ]
    assert answers == [302, 302, 422, 302]
    assert get_image_model().objects.count() == 2


def test_text_that_is_public_already_is_not_reviewed_again(
    sanna: Any, organisation: Any, record: Any, activity: Any
) -> None:
    client, path = at("espoo", sanna.user), f"/fi/desk/organisations/{record.pk}/check/"
    assert "loaded_revision_id" not in filled(client.get(path))  # nothing to send: no button either
    assert client.post(path, PageVersion.current(organisation).fields).status_code == 302
    assert OrganisationPage.objects.get(pk=organisation.pk).current_workflow_state is None
    version = translated(activity, "en", title="Language café")
    path = f"/fi/desk/activities/{activity.translation_key}/languages/en/"
    client.post(path, filled(client.get(path), action="send"))
    assert version.current_workflow_state is None
