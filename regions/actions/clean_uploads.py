"""Uploads that were stored before this version did it: pictures lose their metadata, documents their public place."""

from __future__ import annotations

import contextlib
import filecmp
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from regions.document_access import public_page_models
from regions.uploads.picture_files import digest, picture_fields
from regions.uploads.picture_metadata import PictureError, without_metadata
from regions.uploads.upload_storage import PRIVATE_FOLDERS, UploadStorage

logger = logging.getLogger(__name__)


@dataclass
class CleanedUploads:
    """What was done: numbers of files, and the names of pictures that can't be read and stay as they are."""

    pictures: int = 0
    documents: int = 0
    unreadable: list[str] = field(default_factory=list)


def clean_uploads() -> CleanedUploads:
    """Clean the originals and the renditions of all images, and move documents to the private folder.

    Again = no change: what is clean is left alone. It may be stopped at any time. On a local disk a file is replaced in
    one step, so that it is always the old or the new one; elsewhere the new one is stored before the old one goes.
    """
    report = CleanedUploads(documents=_move_private_files())
    images = get_image_model()
    for image in images.objects.order_by("pk").iterator():
        report.pictures += _clean(image, report, is_original=True)
    for kind, _attr_class in picture_fields():
        if kind.model is not images:
            for row in kind.model._base_manager.exclude(**{kind.name: ""}).order_by("pk").iterator():
                report.pictures += _clean(row, report, name_of_field=kind.name)
    if get_document_model().objects.exists():
        _index_document_links()
    for rendition in images.get_rendition_model().objects.order_by("pk").iterator():
        report.pictures += _clean(rendition, report)
    return report


def _index_document_links() -> None:
    """Let the reference index know the documents that public pages name by address."""
    for model in public_page_models():
        for page in model._default_manager.order_by("pk").iterator(chunk_size=100):
            ReferenceIndex.create_or_update_for_object(page)


def _clean(row: Any, report: CleanedUploads, *, is_original: bool = False, name_of_field: str = "file") -> bool:
    """Clean the file of a row, and bring the row in line with its file."""
    stored = getattr(row, name_of_field)
    name = stored.name
    try:
        with stored.storage.open(name, "rb") as file:
            data = file.read()
        cleaned = without_metadata(data)
    except OSError:
        return False  # the file is missing; pages are shown without the picture
    except PictureError:
        logger.warning("The picture %s can't be read, so its metadata stay", name)
        report.unreadable.append(name)
        return False
    changed = cleaned != data
    if changed:
        name = _replace(stored.storage, name, cleaned)
    if name != stored.name:
        type(row)._base_manager.filter(pk=row.pk).update(**{name_of_field: name})
    if is_original and (changed or row.file_hash != digest(ContentFile(cleaned))):
        _update(row, name, cleaned)
    if name != stored.name:
        stored.storage.delete(stored.name)
    return changed


def _replace(storage: Any, name: str, data: bytes) -> str:
    """Store the new content; return its name, which is the old one on a local disk."""
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        return str(storage.save(name, ContentFile(data)))
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".clean-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, path.stat().st_mode & 0o777)
            os.replace(file.name, path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(file.name)
            raise
    return name


def _update(row: Any, name: str, data: bytes) -> None:
    """Write what an image's row says about its file."""
    stored = row.file.field.attr_class(row, row.file.field, name)
    type(row)._base_manager.filter(pk=row.pk).update(
        width=stored.width, height=stored.height, file_hash=digest(ContentFile(data)), file_size=len(data)
    )


def _move_private_files() -> int:
    """Move files of private folders out of ``MEDIA_ROOT``, where an earlier version stored them."""
    count = 0
    if not isinstance(getattr(default_storage, "_wrapped", default_storage), UploadStorage):
        return 0
    for folder in PRIVATE_FOLDERS:
        for old in sorted((Path(settings.MEDIA_ROOT) / folder).rglob("*")):
            if not old.is_file():
                continue
            _move(old, Path(default_storage.path(str(old.relative_to(settings.MEDIA_ROOT)))))
            count += 1
    return count


def _move(old: Path, new: Path) -> None:
    """Move a file, also to another disk, so that the new name never has a part of it."""
    new.parent.mkdir(parents=True, exist_ok=True)
    if new.exists() and not filecmp.cmp(old, new, shallow=False):
        new = new.with_name(f"{new.stem}-{old.stat().st_mtime_ns}{new.suffix}")
        logger.warning("There are two files %s; the older one is %s now", old.name, new)
    part = new.with_name(f".{new.name}.part")
    shutil.copy2(old, part)
    os.replace(part, new)
    old.unlink()
