"""Progress of a long command, on one line of a terminal and on few lines of a log."""

from __future__ import annotations

import time
from typing import Any


class StderrProgress:
    """Called with (done, total); writes at most once a second to a terminal and every ten seconds to a log."""

    def __init__(self, stream: Any, what: str) -> None:
        self.stream, self.what = stream, what
        self.is_terminal = bool(getattr(stream, "isatty", lambda: False)())
        self.pause = 1.0 if self.is_terminal else 10.0
        self.last = 0.0

    def __enter__(self) -> StderrProgress:
        return self

    def __exit__(self, *exception: object) -> None:
        if self.is_terminal and self.last:
            self.stream.write("")

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last < self.pause and done < total:
            return
        self.last = now
        line = f"{self.what}: {done} of {total}"
        self.stream.write(f"\r{line}" if self.is_terminal else line, ending="" if self.is_terminal else "\n")
