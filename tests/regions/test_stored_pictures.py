"""Every way into the storage cleans a picture: forms of the admin, code, and the cleaning of those that are there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image as PillowImage
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from kototori.preparation import LOADS, Load
from regions.actions.clean_uploads import clean_uploads
from regions.models import Portal
from regions.uploads.picture_metadata import without_metadata
from tests.listings.admin import signed_in
from tests.regions import picture_samples as samples
from tests.regions.factories import make_member
from tests.regions.test_picture_metadata import opened, says_nothing

pytestmark = pytest.mark.django_db

Image = get_image_model()


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.fixture
def coordinator(espoo: Portal) -> Client:
    return signed_in(make_member(espoo))


def upload(name: str = "photo.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.jpeg(6) if data is None else data)


def served(image: Any) -> bytes:
    """The original as it lies in the folder that is served to anybody."""
    return (Path(settings.MEDIA_ROOT) / image.file.name).read_bytes()


def check(image: Any) -> None:
    """The picture is stored clean and upright, and the row is about that file."""
    image.refresh_from_db()
    data = served(image)
    assert says_nothing(data)
    assert (image.width, image.height) == opened(data).size == (48, 64)
    assert image.file_hash == hashlib.sha1(data, usedforsecurity=False).hexdigest()
    assert image.file_size == len(data)


def fields(portal: Portal, **values: Any) -> dict[str, Any]:
    return {"title": "A room", "collection": portal.collection_id, "tags": "", "description": "", **values}


def test_form_of_the_admin(espoo: Portal, coordinator: Client) -> None:
    answer = coordinator.post(reverse("wagtailimages:add"), fields(espoo, file=upload()))
    assert answer.status_code == 302
    check(Image.objects.get())


def test_several_at_once(espoo: Portal, coordinator: Client) -> None:
    data = {"title": "A room", "collection": espoo.collection_id, "files[]": upload()}
    answer = coordinator.post(reverse("wagtailimages:add_multiple"), data)
    assert answer.json()["success"]
    check(Image.objects.get())


def test_chooser(espoo: Portal, coordinator: Client) -> None:
    data = {f"image-chooser-upload-{name}": value for name, value in fields(espoo, file=upload()).items()}
    answer = coordinator.post(reverse("wagtailimages_chooser:create"), data)
    assert answer.json()["step"] == "chosen"
    check(Image.objects.get())


def test_replaced_file(espoo: Portal, coordinator: Client) -> None:
    clean = ContentFile(samples.png(), name="old.png")
    image = Image.objects.create(title="A room", file=clean, collection=espoo.collection)
    address = reverse("wagtailimages:edit", args=[image.pk])
    answer = coordinator.post(address, fields(espoo, file=upload("new.jpg")))
    assert answer.status_code == 302
    check(image)


def test_code(espoo: Portal) -> None:
    check(Image.objects.create(title="Code", file=ImageFile(ContentFile(samples.jpeg(6)), name="code.jpg")))
    other = Image(title="Field")
    other.file.save("field.jpg", ContentFile(samples.jpeg(8)))
    check(other)
    Image.objects.bulk_create([Image(title="Bulk", file=ContentFile(samples.jpeg(6), name="bulk.jpg"))])
    check(Image.objects.get(title="Bulk"))


@pytest.mark.parametrize("length", [500, -900])
@pytest.mark.parametrize("name", ["add", "add_multiple"])
def test_broken_picture_is_refused_beside_its_field(name: str, length: int, espoo: Portal, coordinator: Client) -> None:
    """Wagtail's own form looks at the beginning of a file; the second case breaks off after that."""
    data = fields(espoo) | {"file" if name == "add" else "files[]": upload(data=samples.jpeg()[:length])}
    answer = coordinator.post(reverse(f"wagtailimages:{name}"), data)
    assert answer.status_code == 200
    text = answer.json()["error_message"] if name == "add_multiple" else answer.content.decode()
    assert "Avaa se kuvaohjelmassa" in text
    assert not Image.objects.exists()


def test_code_cannot_store_what_is_no_picture(espoo: Portal) -> None:
    with pytest.raises((ValidationError, OSError)):
        Image.objects.create(title="Broken", file=ContentFile(samples.jpeg()[:-900], name="broken.jpg"))


def test_renditions_say_nothing(espoo: Portal) -> None:
    image = Image.objects.create(title="Code", file=ContentFile(samples.jpeg(6), name="code.jpg"))
    for spec in ("original", "max-30x30", "width-20|format-jpeg", "fill-10x10|format-png"):
        with image.get_rendition(spec).file.open("rb") as file:
            data = file.read()
        assert says_nothing(data)
    assert PillowImage.open(image.get_rendition("max-30x30").file).size == (22, 30)


def store_as_before(image: Any, data: bytes) -> None:
    """Put a file into the storage as versions that didn't clean it did."""
    Path(image.file.path).write_bytes(data)
    width, height = opened(data).size
    Image.objects.filter(pk=image.pk).update(width=width, height=height, file_size=len(data), file_hash=_sha1(data))


def _sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


@pytest.fixture
def old(espoo: Portal) -> Any:
    """An image whose original and whose rendition have metadata."""
    image = Image.objects.create(title="Old", file=ContentFile(samples.jpeg(), name="old.jpg"))
    store_as_before(image, samples.jpeg(6))
    image.refresh_from_db()
    Path(image.get_rendition("max-40x40").file.path).write_bytes(samples.jpeg())
    return image


def test_stored_pictures_are_cleaned_once(old: Any, capsys: pytest.CaptureFixture[str]) -> None:
    name, rendition = old.file.name, old.renditions.get(filter_spec="max-40x40").file
    call_command("clean_uploads")
    assert "2 pictures cleaned" in capsys.readouterr().out
    check(old)
    assert old.file.name == name
    assert says_nothing(Path(rendition.path).read_bytes())
    before = Path(old.file.path).stat().st_mtime_ns
    call_command("clean_uploads")
    assert capsys.readouterr().out == ""
    assert Path(old.file.path).stat().st_mtime_ns == before


def test_cleaning_that_broke_off_is_completed(old: Any) -> None:
    """The file was replaced, and then the row was not written."""
    Path(old.file.path).write_bytes(without_metadata(samples.jpeg(6)))
    clean_uploads()
    check(old)


def test_failed_replacement_leaves_the_old_picture(old: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(KeyboardInterrupt):
        clean_uploads()
    assert Path(old.file.path).read_bytes() == samples.jpeg(6)
    assert [path.name for path in Path(old.file.path).parent.iterdir()] == ["old.jpg"]


def test_unreadable_and_missing_pictures_stop_nothing(old: Any, capsys: pytest.CaptureFixture[str]) -> None:
    other = Image.objects.create(title="Broken", file=ContentFile(samples.png(), name="broken.png"))
    store_as_before(other, samples.png())
    Path(other.file.path).write_bytes(samples.png()[:400])
    missing = Image.objects.create(title="Missing", file=ContentFile(samples.gif(), name="missing.gif"))
    Path(missing.file.path).unlink()
    call_command("clean_uploads")
    assert "broken.png: can't be read" in capsys.readouterr().err
    check(old)


@pytest.mark.parametrize("content", ['<image href="data:image/png;base64,QUJDR"/>', "<a>" * 5_000 + "</a>" * 5_000])
def test_broken_drawings_stop_nothing(old: Any, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    other = Image.objects.create(title="Drawing", file=ContentFile(samples.png(), name="drawing.png"))
    Path(other.file.path).write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{content}</svg>')
    call_command("clean_uploads")
    assert "drawing.png: can't be read" in capsys.readouterr().err
    check(old)


def test_setting_up_a_database_cleans_its_pictures() -> None:
    [load] = [load for load in LOADS if load.command == "clean_uploads"]
    assert load.fingerprint() != Load("x", "x", ()).fingerprint()
    assert not load.is_demo
    assert not load.only_once


def test_picture_of_a_person(espoo: Portal) -> None:
    profile = UserProfile.get_for_user(make_member(espoo))
    form = AvatarPreferencesForm({}, {"avatar": upload("me.jpg")}, instance=profile)
    assert form.is_valid(), form.errors
    form.save()
    path = Path(UserProfile.objects.get(pk=profile.pk).avatar.path)
    assert says_nothing(path.read_bytes())
    path.write_bytes(samples.jpeg())
    clean_uploads()
    assert says_nothing(path.read_bytes())
