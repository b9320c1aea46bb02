"""The files of Wagtail's images are cleaned of metadata on their way into the storage, whoever stores them.

Forms of the admin, a replaced file, ``image.file.save(…)``, ``Image.objects.create(file=…)`` and ``bulk_create`` all
end in ``save`` of the field's file, so that is where it happens. It works on any image model
(``WAGTAILIMAGES_IMAGE_MODEL``), and on the pictures of people in Wagtail's admin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile, File
from django.db.models.fields.files import ImageFieldFile
from wagtail.images import get_image_model
from wagtail.images.models import WagtailImageFieldFile

from regions.uploads.picture_metadata import without_metadata


class CleanedPicture(ContentFile[bytes]):
    """The content of a picture's file, without metadata."""

    @classmethod
    def of(cls, content: Any) -> CleanedPicture:
        """Clean a file's content. Raises ``PictureError``."""
        if isinstance(content, cls):
            content.seek(0)
            return content
        source: File[bytes] = content if isinstance(content, File) else File(content)
        source.seek(0)
        return cls(without_metadata(source.read()), name=source.name)


class CleanedImageFile(ImageFieldFile):
    """The file of another model's picture: what is stored has no metadata."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        super().save(name, CleanedPicture.of(content), save=save)


class CleanedFieldFile(WagtailImageFieldFile):
    """The file of an image: what is stored has no metadata, and the image's size and digest are those of that."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        cleaned = CleanedPicture.of(content)
        super().save(name, cleaned, save=False)
        self.instance.file_size = cleaned.size
        self.instance.file_hash = digest(cleaned)
        self.field.update_dimension_fields(self.instance, force=True)
        if save:
            self.instance.save()


def digest(content: File[bytes]) -> str:
    """What Wagtail keeps as ``file_hash``: the SHA-1 of the content, in hexadecimal digits."""
    content.seek(0)
    return hashlib.file_digest(content, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()


def clean_new_file(value: Any) -> None:
    """As a validator: clean a file that isn't stored yet, so that a form can say what is wrong with it."""
    if value and not value._committed:
        value.file = CleanedPicture.of(value.file)


def picture_fields() -> Iterator[tuple[Any, type[ImageFieldFile]]]:
    """Yield the fields with pictures that people upload, each with the class of its files."""
    yield get_image_model()._meta.get_field("file"), CleanedFieldFile
    if apps.is_installed("wagtail.users"):
        yield apps.get_model("wagtailusers.UserProfile")._meta.get_field("avatar"), CleanedImageFile


def connect() -> None:
    """Let the fields clean their files."""
    for field, attr_class in picture_fields():
        if field.attr_class is not attr_class:
            field.attr_class = attr_class
            field.validators.append(clean_new_file)
