"""An organisation's own texts and contacts at the desk: from its form to what visitors read."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Revision, WorkflowState

from editorial.desk_texts.models import TypedText
from editorial.edit_conflicts.page_version import PageVersion
from listings.models import OrganisationPage
from tests.announcing.form_data import filled
from tests.announcing.test_pictures import photo
from tests.listings.factories import make_activity
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def address(record: Any, rest: str = "") -> str:
    return f"/fi/desk/organisations/{record.pk}/{rest}"


def stored(record: Any) -> Any:
    return OrganisationPage.objects.source_of(record)


def save(client: Any, record: Any, **changes: Any) -> Any:
    form = client.get(address(record))
    return client.post(address(record), filled(form, **changes))


def send(client: Any, record: Any) -> Any:
    check = client.get(address(record, "check/"))
    return client.post(address(record, "check/"), filled(check))


def approve(record: Any, coordinator: Any, comment: str = "") -> None:
    stored(record).current_workflow_task_state.specific.approve(user=coordinator, comment=comment)


def test_a_telephone_number_is_changed_sent_and_public_once_approved(record: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    answer = save(client, record, phone="040 123 4567", action="check")
    assert answer["Location"] == address(record, "check/")
    check = client.get(answer["Location"]).text
    assert "040 123 4567" in check
    assert stored(record).phone == ""
    assert send(client, record)["Location"] == address(record)
    assert stored(record).phone == ""
    approve(record, coordinator)
    assert stored(record).phone == "040 123 4567"
    assert stored(record).title == "Siltasanat ry"


def test_what_the_form_doesnt_ask_stays(record: Any, sanna: Any, organisation: Any) -> None:
    organisation.description = '<p>Yksi <b data-x="1">kaksi</b></p>'.replace(' data-x="1"', "")
    organisation.save_revision().publish()
    record.business_id = "1234567-1"
    record.save()
    save(at("espoo", sanna.user), record, phone="040 123 4567", business_id="7654321-4")
    latest = stored(record).get_latest_revision_as_object()
    record.refresh_from_db()
    assert (latest.description, latest.phone, record.business_id) == (
        "<p>Yksi <b>kaksi</b></p>",
        "040 123 4567",
        "1234567-1",
    )


def test_a_form_that_is_sent_twice_makes_one_revision_and_one_review(record: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(record)), phone="040 123 4567")
    before = Revision.objects.for_instance(stored(record)).count()
    assert [client.post(address(record), values).status_code for _time in range(2)] == [302, 302]
    assert Revision.objects.for_instance(stored(record)).count() == before + 1
    values = filled(client.get(address(record, "check/")))
    assert [client.post(address(record, "check/"), values).status_code for _time in range(2)] == [302, 302]
    assert WorkflowState.objects.count() == 1


def test_what_somebody_else_has_saved_meanwhile_is_shown_and_nothing_is_lost(
    record: Any, sanna: Any, veikko: Any
) -> None:
    client, other = at("espoo", sanna.user), at("espoo", veikko.user)
    values = filled(client.get(address(record)), phone="040 123 4567")
    save(other, record, phone="09 999 9999")
    answer = client.post(address(record), values)
    assert answer.status_code == 409
    assert "040 123 4567" in answer.text
    assert "09 999 9999" in answer.text
    assert stored(record).get_latest_revision_as_object().phone == "09 999 9999"
    assert client.post(address(record), filled(answer)).status_code == 302
    assert stored(record).get_latest_revision_as_object().phone == "040 123 4567"


def test_what_isnt_understood_stays_in_its_field_and_is_kept(record: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    answer = save(client, record, email="ei osoite", phone="040 123 4567")
    assert answer.status_code == 422
    assert "ei osoite" in answer.text
    assert TypedText.objects.get().person == sanna.user
    again = client.get(address(record))
    assert "ei osoite" in again.text
    assert "040 123 4567" in again.text
    assert client.post(address(record, "typed/forget/")).status_code == 302
    assert "ei osoite" not in client.get(address(record)).text


def test_typing_is_kept_for_the_person_alone(record: Any, sanna: Any, veikko: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(record)), summary="Kesken oleva")
    assert client.post(address(record, "typed/"), values).json()["kept"]
    assert "Kesken oleva" in client.get(address(record)).text
    assert "Kesken oleva" not in at("espoo", veikko.user).get(address(record)).text
    assert client.post(address(record, "typed/"), values | {"summary": ["x" * 200_001]}).status_code == 413


def test_what_waits_is_taken_back_or_changed_and_sent_again(record: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    save(client, record, phone="040 123 4567")
    send(client, record)
    assert client.post(address(record, "take-back/")).status_code == 302
    assert stored(record).current_workflow_state is None
    send(client, record)
    assert save(client, record, phone="040 765 4321").status_code == 302
    send(client, record)
    state = stored(record).current_workflow_task_state
    assert state.revision.as_object().phone == "040 765 4321"
    approve(record, coordinator)
    assert stored(record).phone == "040 765 4321"


def test_a_returned_text_has_the_reviewers_words_and_is_sent_again(record: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    save(client, record, summary="Lyhyt")
    send(client, record)
    stored(record).current_workflow_task_state.specific.reject(user=coordinator, comment="Kerro enemmän")
    assert "Kerro enemmän" in client.get(address(record)).text
    save(client, record, summary="Vähän pidempi")
    assert send(client, record).status_code == 302
    assert stored(record).workflow_in_progress
    assert "Kerro enemmän" not in client.get(address(record)).text


def test_the_check_says_what_is_wrong_and_what_is_worth_a_look(record: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    save(client, record, title="SILTASANAT RY 040 123 4567", organisation_type="")
    check = client.get("/en" + address(record, "check/")[3:])
    assert "#id_organisation_type" in check.text
    for words in ("capital letters", "telephone number in the name", "Nobody can reach you"):
        assert words in check.text
    assert '<form class="form"' not in check.text
    answer = client.post(address(record, "check/"), PageVersion.current(stored(record)).fields)
    assert answer.status_code == 422
    assert stored(record).current_workflow_state is None


def test_a_check_of_an_older_text_sends_nothing(record: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    save(client, record, phone="040 123 4567")
    values = filled(client.get(address(record, "check/")))
    save(client, record, phone="040 765 4321")
    assert client.post(address(record, "check/"), values).status_code == 409
    assert stored(record).current_workflow_state is None


def test_a_logo_is_uploaded_once_reviewed_and_taken_off(record: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(record)))
    for _time in range(2):
        assert client.post(address(record), values | {"logo": picture()}).status_code == 302
    latest = stored(record).get_latest_revision_as_object()
    assert get_image_model().objects.get() == latest.logo
    assert latest.logo.collection == record.home_portal.collection
    assert stored(record).logo is None
    send(client, record)
    approve(record, coordinator)
    assert stored(record).logo is not None
    save(client, record, remove_logo="on")
    assert stored(record).get_latest_revision_as_object().logo is None
    file = SimpleUploadedFile("logo.png", b"ei kuva", "image/png")
    values = filled(client.get(address(record)), phone="040 123 4567")
    answer = client.post(address(record), values | {"logo": file})
    assert answer.status_code == 422
    assert "040 123 4567" in answer.text


def test_a_logo_is_upright_small_and_without_metadata(record: Any, sanna: Any) -> None:
    """As pictures of announcements are: where a photo was taken, and by which camera, is nobody's to read."""
    client = at("espoo", sanna.user)
    file = SimpleUploadedFile("IMG_1.jpg", photo(size=(3000, 1500), orientation=6), "image/jpeg")
    assert client.post(address(record), filled(client.get(address(record))) | {"logo": file}).status_code == 302
    logo = stored(record).get_latest_revision_as_object().logo
    with Image.open(logo.file) as shown:
        assert shown.size == (1200, 2400) == (logo.width, logo.height)
        assert not shown.getexif()
        pixel: Any = shown.getpixel((600, 100))
        assert pixel[0] > 150
    logo.file.seek(0)
    data = logo.file.read()
    assert b"Kamera" not in data
    assert b"Exif" not in data
    assert logo.file_size == len(data)


def picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "#135").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue(), "image/png")


def test_statements_are_bounded_and_constant(record: Any, organisation: Any, neighbour: Any, sanna: Any) -> None:
    client, counts = at("espoo", sanna.user), []
    for more in (0, 10):
        for number in range(more):
            make_activity(organisation, f"Ilta {number}")
            make_activity(neighbour, f"Yhteinen {number}", co_organisers=[record])
            organisation.save_revision(user=sanna.user)
        client.get(address(record))
        with CaptureQueriesContext(connection) as shown:
            form = client.get(address(record))
        with CaptureQueriesContext(connection) as saved:
            assert client.post(address(record), filled(form, phone=f"040 123 45{more:02}")).status_code == 302
        check = client.get(address(record, "check/"))
        with CaptureQueriesContext(connection) as sent:
            assert client.post(address(record, "check/"), filled(check)).status_code == 302
        client.post(address(record, "take-back/"))
        counts.append((len(shown), len(saved), len(sent)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 30
    assert counts[0][1] <= 60
    assert counts[0][1] + counts[0][2] <= 130
