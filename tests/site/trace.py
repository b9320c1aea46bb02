"""The modules of ours whose code runs during a call, with which a test compares the walks in docs/architecture.md."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from kototori import APPS, APPS_IN_SITE, ROOT

#: Folders of a checkout with the code of the apps and the site; not tests and benchmarks.
_FOLDERS = tuple(
    f"{ROOT / 'site' / name if name in (*APPS_IN_SITE, 'kototori') else ROOT / name}/" for name in (*APPS, "kototori")
)


def modules_entered(work: Callable[[], object]) -> list[str]:
    """Call `work` and return the paths of our modules whose code ran, relative to the top of the checkout.

    They are in the order of the first entry. Only this thread is observed. Call `work` once before, because the first
    call also runs late imports and fills caches.
    """
    files: dict[str, None] = {}

    def record(frame: FrameType, event: str, argument: Any) -> None:
        if event == "call":
            files.setdefault(frame.f_code.co_filename)

    profiler = sys.getprofile()
    sys.setprofile(record)
    try:
        work()
    finally:
        sys.setprofile(profiler)
    own = (name for name in files if name.startswith(_FOLDERS) and name != __file__)
    return [Path(name).relative_to(ROOT).as_posix() for name in own]
