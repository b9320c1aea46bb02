"""The storage of uploads: pictures are served by the web server, documents only by a view."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join

from regions import conf

#: Folders that nobody may serve as files: documents have a view of their own (``document_access``), and what waits in
#: the other one hasn't been cleaned yet.
PRIVATE_FOLDERS = ("documents", "wagtail_uploads")


class UploadStorage(FileSystemStorage):
    """Files below ``MEDIA_ROOT``, apart from those of ``PRIVATE_FOLDERS``, which lie in ``conf.private_root()``."""

    def path(self, name: str) -> str:
        if is_private(name):
            return safe_join(conf.private_root(), name)
        return super().path(name)

    def _save(self, name: str, content: File[Any]) -> str:
        if is_private(name):
            return FileSystemStorage(location=conf.private_root())._save(name, content)  # type: ignore[attr-defined]
        return super()._save(name, content)  # type: ignore[misc]


def is_private(name: str) -> bool:
    """Whether a file of the storage must not be served as it is."""
    parts = Path(os.path.normpath(name.replace("\\", "/"))).parts
    return bool(parts) and parts[0] in PRIVATE_FOLDERS
