"""How a text in one of the admin's date and time inputs is read, for the page to say it while somebody writes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.views.decorators.http import require_GET

from regions.written.written_dates import NotUnderstood, read_date, read_date_span, write_date
from regions.written.written_times import read_datetime, read_time, read_time_span, write_datetime, write_time


@require_GET
def read_written(request: HttpRequest) -> JsonResponse:
    """Return ``{"shown", "said"}`` for the parameters ``kind`` and ``text``, else ``{"fault"}`` with 200.

    ``shown`` is what the input holds then, ``said`` adds the weekday. A text of two dates or times has a fault, and
    beside it ``first`` and ``last`` for a pair of inputs. ``ends``: the input is for an end, where 24:00 is midnight.
    """
    text = request.GET.get("text", "")
    kind = request.GET.get("kind", "")
    try:
        return JsonResponse(_reading(kind, text, ends="ends" in request.GET))
    except NotUnderstood as fault:
        return JsonResponse({"fault": str(fault), **_span(kind, text)})


def _reading(kind: str, text: str, *, ends: bool) -> dict[str, str]:
    today = timezone.localdate()
    if kind == "time":
        return {"shown": write_time(read_time(text, ends=ends)), "said": ""}
    if kind == "datetime":
        moment = read_datetime(text, today)
        return {"shown": write_datetime(moment), "said": f"{WEEKDAYS[moment.weekday()]} {write_datetime(moment)}"}
    day = read_date(text, today)
    return {"shown": write_date(day), "said": f"{WEEKDAYS[day.weekday()]} {write_date(day)}"}


def _span(kind: str, text: str) -> dict[str, str]:
    if kind == "time" and (times := read_time_span(text)):
        return {"first": write_time(times.start), "last": write_time(times.end)}
    if kind == "date" and (days := read_date_span(text, timezone.localdate())):
        return {"first": write_date(days.first), "last": write_date(days.last)}
    return {}


urlpatterns: list[Any] = [path("written/", read_written, name="regions_read_written")]
