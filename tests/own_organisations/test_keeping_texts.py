"""Nothing typed into the forms of texts is lost: without a session, in a second window, and while a text waits."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from editorial.desk_texts.models import TypedText
from editorial.desk_texts.typed_texts import forget_old_typed_texts
from listings.models import OrganisationPage
from tests.announcing.form_data import filled
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
JSON = {"accept": "application/json"}


@pytest.fixture(params=["organisation", "its language", "an activity's language"])
def path(request: pytest.FixtureRequest, record: Any, activity: Any) -> str:
    paths = {
        "organisation": f"/fi/desk/organisations/{record.pk}/",
        "its language": f"/fi/desk/organisations/{record.pk}/languages/sv/",
        "an activity's language": f"/fi/desk/activities/{activity.translation_key}/languages/sv/",
    }
    return paths[request.param]


def test_an_expired_sign_in_loses_nothing(sanna: Any, veikko: Any, path: str) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(path), summary="Kesken oleva")
    client.cookies.clear()
    told = client.post(f"{path}typed/", values, headers=JSON)
    assert (told.status_code, told.json()["kept"]) == (401, True)
    assert client.post(path, values)["Location"] == f"/fi/sign-in/?next={path}"
    row = TypedText.objects.get()
    assert (row.person, row.goes_at is not None) == (sanna.user, True)
    assert "Kesken oleva" not in at("espoo", veikko.user).get(path).text
    assert filled(at("espoo", sanna.user).get(path))["summary"] == ["Kesken oleva"]
    row.refresh_from_db()
    assert row.goes_at is None


def test_an_hour_later_nothing_waits(sanna: Any, path: str) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(path), summary="Kesken oleva")
    client.cookies.clear()
    client.post(path, values)
    TypedText.objects.update(goes_at=timezone.now())
    assert "Kesken oleva" not in at("espoo", sanna.user).get(path).text
    forget_old_typed_texts()
    assert not TypedText.objects.exists()


def test_another_person_and_forged_forms_save_nothing(sanna: Any, veikko: Any, organisation: Any, path: str) -> None:
    values = filled(at("espoo", sanna.user).get(path), summary="Kesken oleva")
    answer = at("espoo", veikko.user).post(path, values)
    assert (answer.status_code, "Kesken oleva" in answer.text) == (403, False)
    assert TypedText.objects.get().person == sanna.user
    TypedText.objects.all().delete()
    assert at("espoo").post(path, values | {"writer": ["x"]}).status_code == 302
    strict = Client(headers={"host": "espoo.localhost"}, enforce_csrf_checks=True)
    assert strict.post(path, values | {"writer": ["x"]}).status_code == 403
    assert not TypedText.objects.exists()
    assert strict.post(path, values)["Location"] == f"/fi/sign-in/?next={path}"
    assert TypedText.objects.get().person == sanna.user
    assert OrganisationPage.objects.get(pk=organisation.pk).latest_revision == organisation.latest_revision


def test_two_windows_do_not_overwrite_each_other(sanna: Any, path: str) -> None:
    client = at("espoo", sanna.user)
    first, second = (filled(client.get(path), summary=words) for words in ("Yksi", "Kaksi"))
    assert client.post(f"{path}typed/", first, headers=JSON).status_code == 200
    refused = client.post(f"{path}typed/", second, headers=JSON)
    assert (refused.status_code, refused.json()["kept"]) == (409, False)
    assert filled(client.get(path))["summary"] == ["Yksi"]
    forced = client.post(f"{path}typed/", second | {"in_place_of_other": ["1"]}, headers=JSON)
    assert forced.status_code == 200
    assert filled(client.get(path))["summary"] == ["Kaksi"]


def test_saving_one_window_keeps_what_the_other_has_typed(sanna: Any, record: Any) -> None:
    path, client = f"/fi/desk/organisations/{record.pk}/", at("espoo", sanna.user)
    first, second = (filled(client.get(path), summary=words) for words in ("Yksi", "Kaksi"))
    client.post(f"{path}typed/", first, headers=JSON)
    assert client.post(path, second).status_code == 302
    assert filled(client.get(path))["summary"] == ["Yksi"]


def test_a_text_that_is_sent_again_keeps_its_place(sanna: Any, record: Any) -> None:
    path, client = f"/fi/desk/organisations/{record.pk}/", at("espoo", sanna.user)
    states = []
    for words in ("Yksi", "Kaksi"):
        client.post(path, filled(client.get(path), summary=words))
        assert client.post(f"{path}check/", filled(client.get(f"{path}check/"))).status_code == 302
        states.append(OrganisationPage.objects.source_of(record).current_workflow_task_state.specific)
    assert states[0].pk != states[1].pk
    assert states[0].started_at == states[1].started_at
    assert states[1].revision.as_object().summary == "Kaksi"


def test_a_description_comes_back_as_it_is_stored(sanna: Any, record: Any, organisation: Any) -> None:
    path, client = f"/fi/desk/organisations/{record.pk}/", at("espoo", sanna.user)
    organisation.description = '<h3>Mitä</h3><ol><li>yksi</li></ol><p><a href="https://example.org">sivu</a></p>'
    organisation.save_revision(user=sanna.user)
    shown = filled(client.get(path), summary="Uusi")
    assert shown["description"] == ["### Mitä\n\n1. yksi\n\n[sivu](https://example.org)"]
    client.post(path, shown)
    latest = OrganisationPage.objects.source_of(record).get_latest_revision_as_object()
    assert (latest.description, latest.summary) == (organisation.description, "Uusi")
    client.post(path, filled(client.get(path), description="**Tule** mukaan"))
    latest = OrganisationPage.objects.source_of(record).get_latest_revision_as_object()
    assert latest.description == "<p><b>Tule</b> mukaan</p>"


def test_the_words_of_an_approval_arrive(sanna: Any, record: Any, coordinator: Any) -> None:
    path, client = f"/fi/desk/organisations/{record.pk}/", at("espoo", sanna.user)
    client.post(path, filled(client.get(path), summary="Uusi"))
    client.post(f"{path}check/", filled(client.get(f"{path}check/")))
    state = OrganisationPage.objects.source_of(record).current_workflow_task_state.specific
    state.approve(user=coordinator, comment="Hienoa työtä")
    assert "Hienoa työtä" in client.get(path).text
