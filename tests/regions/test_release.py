"""What says that the code has changed: all that was confirmed before is sent again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regions.conditional import release


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    release.cache_clear()
    yield
    release.cache_clear()


@pytest.mark.parametrize("name", ["django.mo", "fi/new.html"])
def test_a_new_file_makes_another_release(settings: Any, tmp_path: Path, name: str) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    before = release()
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    release.cache_clear()

    assert release() != before


def test_the_files_of_installed_packages_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    stat = Path.stat

    def watched(path: Path, **how: Any) -> Any:
        asked.append(path)
        return stat(path, **how)

    monkeypatch.setattr(Path, "stat", watched)

    release()

    assert any("regions" in path.parts for path in asked)
    assert not [path for path in asked if "wagtail" in path.parts]
