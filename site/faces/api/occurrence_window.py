"""The window of days in which an activity's times are listed, and its parameters."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from faces.api.openapi import MAX_PAGE_SIZE, parameter
from faces.api.read_parameters import parameter_errors, read_once
from listings.schedule import DateWindow, Occurrence, Schedule, expand
from regions.api_problems import Problem
from search.query import value_formats

_DEFAULT_DAYS = 366
#: The longest window; a longer list of times would tell no more than the schedule.
_MAX_DAYS = 2 * 366
_DEFAULT_PAGE_SIZE = 100

PARAMETERS: list[dict[str, Any]] = [
    parameter("lang"),
    parameter("from", description="The first day; today without it."),
    parameter("to", description=f"The last day; a year after `from` without it, {_MAX_DAYS} days after it at most."),
    parameter("page", description="Counted from 1."),
    parameter(
        "page_size",
        schema={"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": _DEFAULT_PAGE_SIZE},
    ),
]
_READERS: dict[str, value_formats.Reader] = {
    "from": value_formats.read_date,
    "to": value_formats.read_date,
    "page": value_formats.read_page,
    "page_size": value_formats.read_page_size,
}


@dataclass(frozen=True)
class Window:
    """Days from first to last, both included, and a page of the times in them."""

    first: datetime.date
    last: datetime.date
    page: int
    page_size: int


def read_window(request: HttpRequest) -> Window:
    """Read the parameters. Raises ``Problem`` with every error."""
    values, value_errors = read_once(request, _READERS)
    errors = parameter_errors(request, [known["name"] for known in PARAMETERS]) + value_errors
    first = values.get("from") or timezone.localdate()
    last = values.get("to") or first + datetime.timedelta(days=_DEFAULT_DAYS)
    if "to" in values and last < first:
        errors.append(("to", _("The last day is before the first. Swap from and to.")))
    if (last - first).days > _MAX_DAYS:
        errors.append(("to", _("Ask for at most %(days)s days at once.") % {"days": _MAX_DAYS}))
    if errors:
        raise Problem(errors)
    return Window(first, last, values.get("page", 1), values.get("page_size", _DEFAULT_PAGE_SIZE))


def times_in(schedule: Schedule, window: Window) -> list[Occurrence]:
    """Return all times of the schedule in the window's days."""
    return expand(schedule, DateWindow(window.first, window.last))
