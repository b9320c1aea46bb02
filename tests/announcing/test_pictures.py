"""Pictures from a phone: stored at once, upright, small and without metadata; who agreed is asked and kept."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from editorial.announcing.actions.send_announcement import SendAnnouncement
from editorial.edit_conflicts.page_version import PageVersion
from listings.models import ActivityPage, OrganisationPicture
from tests.announcing.form_data import filled
from tests.announcing.saving import address, saved_with, send, visit
from tests.listings.factories import make_activity, record_of
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
Image: Any = get_image_model()
RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def photo(kind: str = "JPEG", size: tuple[int, int] = (400, 200), orientation: int = 1) -> bytes:
    """Red on the left, blue on the right, with a place in its EXIF data."""
    picture = Pillow.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Kamera Oy"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    picture.save(file, kind, exif=exif)
    return file.getvalue()


def upload(data: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def sent(member: Any, data: bytes, **asked: Any) -> Any:
    values = {"organisation": str(member.organisation_id), "image_file": upload(data)} | asked
    return at("espoo", member.user).post("/fi/desk/pictures/", values)


def stored(image_id: int) -> Any:
    return Image.objects.get(pk=image_id)


def test_a_photo_is_upright_small_and_without_metadata(sanna: Any) -> None:
    answer = sent(sanna, photo(size=(3000, 1500), orientation=6))
    image = stored(answer.json()["id"])
    with Pillow.open(image.file) as picture:
        assert picture.size == (1200, 2400)
        assert not picture.getexif()
        pixel: Any = picture.getpixel((600, 100))
        assert pixel[0] > 150
    image.file.seek(0)
    assert b"Kamera" not in image.file.read()
    assert (image.width, image.height) == (1200, 2400)
    assert image.uploaded_by_user == sanna.user
    assert image.collection == sanna.organisation.home_portal.collection
    row = OrganisationPicture.objects.get(image=image)
    assert (row.organisation_id, row.people) == (sanna.organisation_id, "")


@pytest.mark.parametrize("kind", ["HEIF", "PNG", "WEBP", "GIF"])
def test_other_kinds_of_pictures(sanna: Any, kind: str) -> None:
    answer = sent(sanna, photo(kind))
    with Pillow.open(stored(answer.json()["id"]).file) as picture:
        assert (picture.format, picture.size) == ("JPEG", (400, 200))


def test_a_transparent_picture_stays_transparent(sanna: Any) -> None:
    file = io.BytesIO()
    Pillow.new("RGBA", (50, 50), (0, 0, 0, 0)).save(file, "PNG")
    with Pillow.open(stored(sent(sanna, file.getvalue()).json()["id"]).file) as picture:
        assert picture.format == "PNG"


def bomb() -> bytes:
    """A PNG that says that it has 20,000 × 20,000 pixels."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


FAKES = {
    "html": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    "truncated": photo()[:300],
    "pdf": b"%PDF-1.4 nothing",
    "empty": b"",
    "noise": bytes(range(256)) * 20,
    "bomb": bomb(),
    "jpeg that is html": b"\xff\xd8\xff\xe0<html>",
}


@pytest.mark.parametrize("name", FAKES)
def test_what_is_no_picture_is_refused_with_a_sentence(sanna: Any, name: str) -> None:
    answer = sent(sanna, FAKES[name])
    assert answer.status_code == 422
    assert len(answer.json()["fault"]) > 20
    assert not Image.objects.exists()


def test_too_large_a_file_is_413(sanna: Any, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    assert sent(sanna, photo(size=(900, 900))).status_code == 413
    assert sent(sanna, b"x" * 2000).status_code == 413


def test_a_day_has_an_end(sanna: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("editorial.announcing.picture_storing.MOST_A_DAY", 2)
    assert [sent(sanna, photo()).status_code for _number in range(3)] == [200, 200, 422]


def test_pictures_are_for_the_organisations_people(sanna: Any, neighbour: Any, neighbours_editor: Any) -> None:
    values = {"organisation": str(sanna.organisation_id), "image_file": upload(photo())}
    assert at("espoo", neighbours_editor).post("/fi/desk/pictures/", values).status_code == 404
    assert at("espoo").post("/fi/desk/pictures/", values).status_code == 302
    assert sent(sanna, photo(), organisation=str(record_of(neighbour).pk)).status_code == 404
    assert sent(sanna, photo(), organisation="x").status_code == 404
    assert not Image.objects.exists()


def with_file(member: Any, activity: Any, data: bytes, **changes: Any) -> Any:
    client = at("espoo", member.user)
    shown = client.get(address(activity))
    values = filled(shown, **({"action": "save"} | changes))
    return client.post(address(activity), values | {"image_file": upload(data)})


def test_without_script_the_picture_goes_with_the_form(sanna: Any, activity: Any) -> None:
    answer = with_file(sanna, activity, photo(), image_alt="Kahvikuppeja", image_people="nobody")
    assert answer.status_code == 302
    page = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert page.image_alt == "Kahvikuppeja"
    assert page.image.organisation_picture.organisation_id == sanna.organisation_id


def test_a_fault_elsewhere_does_not_lose_the_picture(sanna: Any, activity: Any) -> None:
    answer = with_file(sanna, activity, photo(), price_type="paid", price_eur="paljon")
    assert answer.status_code == 422
    image = Image.objects.get()
    assert f'value="{image.pk}" checked' in answer.text
    again = at("espoo", sanna.user).get(address(activity))
    assert f'value="{image.pk}" checked' in again.text


def test_a_fake_goes_with_a_sentence_and_all_else_stays(sanna: Any, activity: Any) -> None:
    answer = with_file(sanna, activity, FAKES["html"], title="Uusi nimi")
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"image"}
    assert answer.context["form"]["title"].value() == "Uusi nimi"
    assert send(sanna, activity, title="Uusi nimi").status_code == 302


def test_removed_and_replaced(sanna: Any, activity: Any) -> None:
    first, second = (sent(sanna, photo()).json()["id"] for _number in range(2))
    words = {"image_alt": "Kuppeja", "image_people": "nobody"}
    page, _said = saved_with(sanna, activity, image=first, **words)
    assert page.image_id == first
    page, _said = saved_with(sanna, activity, image=second, **words)
    assert page.image_id == second
    page, _said = saved_with(sanna, activity, image="")
    assert page.image_id is None


def test_old_pictures_can_be_chosen_again(sanna: Any, organisation: Any, activity: Any) -> None:
    old = Image.objects.create(title="Vanha", file=get_test_image_file())
    make_activity(organisation, "Vanha", image=old, image_decorative=True)
    assert f'value="{old.pk}"' in visit(sanna, activity).text
    page, _said = saved_with(sanna, activity, image=old.pk, image_decorative="on")
    assert page.image_id == old.pk


def test_no_picture_of_others_is_shown_or_taken(sanna: Any, neighbour: Any, activity: Any, vantaa: Any) -> None:
    theirs = Image.objects.create(
        title="T", file=get_test_image_file(), collection=sanna.organisation.home_portal.collection
    )
    OrganisationPicture.objects.create(image=theirs, organisation=record_of(neighbour))
    others = [theirs]
    for collection in (vantaa.collection, Collection.get_first_root_node(), sanna.organisation.home_portal.collection):
        others.append(Image.objects.create(title="T", file=get_test_image_file(), collection=collection))
    for image in others:
        answer = send(sanna, activity, image=image.pk, image_people="nobody", image_decorative="on")
        assert answer.status_code == 422
        assert "/images/" not in answer.text
        assert at("espoo", sanna.user).get(address(activity)).text.count(f'value="{image.pk}" checked') == 0
    assert OrganisationPicture.objects.get(image=theirs).people == ""


@pytest.mark.parametrize("value", ["0", "-1", "9" * 30, "abc", "1\x00"])
def test_no_id_breaks_the_form(sanna: Any, activity: Any, value: str) -> None:
    assert send(sanna, activity, image=value).status_code in (400, 422)


def faults(page: Any) -> set[str]:
    try:
        page.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def test_a_new_picture_is_sent_with_an_answer_for_its_people(sanna: Any, activity: Any) -> None:
    image_id = sent(sanna, photo()).json()["id"]
    page, _said = saved_with(sanna, activity, image=image_id, image_alt="Kuppeja")
    assert faults(page) == {"image_people"}
    with pytest.raises(ValidationError):
        SendAnnouncement(page, sanna.user, PageVersion.current(page)).execute()
    page, _said = saved_with(sanna, activity, image=image_id, image_alt="Kuppeja", image_people="agreed")
    assert faults(page) == set()
    row = OrganisationPicture.objects.get(image=image_id)
    assert row.people == "agreed"
    assert row.answered_at is not None
    again, _said = saved_with(sanna, activity)
    assert faults(again) == set()
    assert OrganisationPicture.objects.get(image=image_id).people == "agreed"


def test_a_new_picture_needs_words_or_is_decoration(sanna: Any, activity: Any) -> None:
    image_id = sent(sanna, photo()).json()["id"]
    page, _said = saved_with(sanna, activity, image=image_id, image_people="nobody")
    assert faults(page) == {"image_alt"}
