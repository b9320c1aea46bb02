"""The gettext catalogues in `locale/`. polib compiles them, so that no gettext tools are needed."""

from collections.abc import Iterator
from pathlib import Path

import polib

from kototori import ADMIN_LOCALE, LOCALE


def catalogues(root: Path) -> Iterator[Path]:
    """Yield the editable catalogues, `<root>/<language>/LC_MESSAGES/*.po`."""
    yield from sorted(root.glob("*/LC_MESSAGES/*.po"))


def compile_catalogue(source: Path) -> bool:
    """Write the compiled catalogue beside its source unless it is up to date. Return whether it was written."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    unfinished = target.with_suffix(".mo.unfinished")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return True


def compile_all(*roots: Path) -> list[str]:
    """Compile the changed catalogues below these folders (by default our own), and return their languages.

    The repository doesn't hold compiled catalogues.
    """
    sources = [source for root in roots or (LOCALE, ADMIN_LOCALE) for source in catalogues(root)]
    return [source.parents[1].name for source in sources if compile_catalogue(source)]


if __name__ == "__main__":
    compile_all()
