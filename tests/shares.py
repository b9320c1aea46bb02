"""How much of an exhaustive test a run takes.

`make test` takes a fixed part, the same in every run. `make prove` takes everything, and more of what is random. It
finds the tests by their marker, `exhaustive`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")

#: How many times as many random examples a run takes as `make test`.
TIMES = int(os.environ.get("PROVE", "1"))
PROVES = TIMES > 1


def share(things: Iterable[Thing], *, one_in: int, first: int = 0) -> list[Thing]:
    """Return one thing in ``one_in``, beginning with the one at ``first``; all of them in `make prove`."""
    return list(things) if PROVES else list(things)[first % one_in :: one_in]
