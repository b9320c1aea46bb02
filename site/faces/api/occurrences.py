"""The times of one activity within a window of days, expanded from its schedule."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from faces.api.openapi_parameters import MAX_PAGE_SIZE, parameter
from faces.api.read_parameters import read_once
from listings.schedule import DateWindow, Occurrence, Schedule, expand
from regions.api_language import language_errors
from regions.api_problems import Problem, unknown_parameters
from search.query import readers

DEFAULT_DAYS = 366
#: Longest window; beyond it a schedule says more than a list of its times.
MAX_DAYS = 2 * 366
_DEFAULT_PAGE_SIZE = 100

PARAMETERS: list[dict[str, Any]] = [
    parameter("lang"),
    parameter("from", description="The first day; today without it."),
    parameter("to", description=f"The last day; a year after `from` without it, {MAX_DAYS} days after it at most."),
    parameter("page", description="Counted from 1."),
    parameter(
        "page_size",
        schema={"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": _DEFAULT_PAGE_SIZE},
    ),
]
_READERS: dict[str, readers.Reader] = {
    "from": readers.read_date,
    "to": readers.read_date,
    "page": readers.read_page,
    "page_size": readers.read_page_size,
}


@dataclass(frozen=True)
class Window:
    """Days from first to last, both included, and which page of the times in them."""

    first: datetime.date
    last: datetime.date
    page: int
    page_size: int


def read_window(request: HttpRequest) -> Window:
    """Raises ``Problem`` with every fault."""
    errors = unknown_parameters(request, [one["name"] for one in PARAMETERS]) + language_errors(request)
    values, faults = read_once(request, _READERS)
    errors += faults
    first = values.get("from") or timezone.localdate()
    last = values.get("to") or first + datetime.timedelta(days=DEFAULT_DAYS)
    if "to" in values and last < first:
        errors.append(("to", _("The last day is before the first. Swap from and to.")))
    if (last - first).days > MAX_DAYS:
        errors.append(("to", _("Ask for at most %(days)s days at once.") % {"days": MAX_DAYS}))
    if errors:
        raise Problem(errors)
    return Window(first, last, values.get("page", 1), values.get("page_size", _DEFAULT_PAGE_SIZE))


def within(schedule: Schedule, window: Window) -> list[Occurrence]:
    return expand(schedule, DateWindow(window.first, window.last))
