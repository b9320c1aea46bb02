"""Which of our modules a piece of work passes through; the walks in ``docs/architecture.md`` are checked against it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from kototori import APPS, APPS_IN_SITE, ROOT

#: Folders of a checkout that hold our code. Tests and benchmarks are not on anybody's way.
_FOLDERS = tuple(
    f"{ROOT / 'site' / name if name in (*APPS_IN_SITE, 'kototori') else ROOT / name}/" for name in (*APPS, "kototori")
)


def modules_entered(work: Callable[[], object]) -> list[str]:
    """Do the work, and return our modules whose code has run meanwhile: paths from the top of the checkout.

    They stand in the order in which each was entered first. Only this thread is looked at. Do the work once before:
    the first time also runs what is imported late and what a process remembers.
    """
    entered: dict[str, None] = {}

    def note(frame: FrameType, event: str, argument: Any) -> None:
        if event == "call":
            entered.setdefault(frame.f_code.co_filename)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    own = (name for name in entered if name.startswith(_FOLDERS) and name != __file__)
    return [Path(name).relative_to(ROOT).as_posix() for name in own]
