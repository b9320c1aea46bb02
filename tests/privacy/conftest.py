"""A person who has left traces everywhere, and the people and pages around them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.listings.conftest import admin, coordinator, editor, organisation, other_organisation, translator
from tests.privacy.traces import Traces, leave_traces

__all__ = ["admin", "coordinator", "editor", "organisation", "other_organisation", "translator"]


@pytest.fixture
def folders(tmp_path: Path, settings: Any) -> Path:
    """Uploads and mails of this test are below this folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KOTOTORI_PRIVATE_ROOT = tmp_path / "media-private"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    (tmp_path / "mail").mkdir()
    return tmp_path


@pytest.fixture
def traces(folders: Path, admin: Any, espoo: Any, national: Any) -> Traces:
    return leave_traces(espoo, folders)
