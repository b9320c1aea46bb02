"""Cancelling one of the next dates, and restoring one."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.announcing.writer_access import Announced, for_writer
from editorial.own_activities.record_forms import CancelDateForm
from editorial.own_activities.record_views import ask, done, listing_of
from listings.actions.cancel_date import CancelDate, RestoreDate
from listings.models import ActivityPage, CancelledDate, Listing
from listings.schedule import upcoming
from listings.schedule.wording import format_date
from regions.portal_request import PortalRequest

TEMPLATE = "editorial/own_activities/cancel_date.html"
#: Dates that are shown at first, and when more are asked for.
FIRST_DATES, MORE_DATES = 8, 60


@for_writer("GET", "HEAD", "POST")
def cancel_date(request: PortalRequest, announced: Announced) -> HttpResponse:
    """Ask which of the next dates doesn't take place (GET), cancel it or restore one (POST)."""
    listing = listing_of(announced)
    if request.method == "POST" and request.POST.get("action") == "restore":
        return _restore(request, announced, listing)
    form = _form(request, listing)
    if request.method != "POST":
        return _show(request, announced, form)
    if not form.is_valid():
        return _show(request, announced, form, status=422)
    fault = done(CancelDate(listing, form.day, request.user, form.cleaned_data["reason"]))
    if fault:
        return _show(request, announced, form, fault=fault, status=409)
    words = {"date": format_date(form.day, get_language() or "", weekday="short", with_year=True)}
    messages.success(request, _("%(date)s is cancelled. Visitors see it at once.") % words)
    return redirect("desk")


def _restore(request: PortalRequest, announced: Announced, listing: Listing) -> HttpResponse:
    day = _sent_day(request.POST.get("date", ""))
    fault = done(RestoreDate(listing, day, request.user)) if day else _("That day isn't cancelled.")
    if fault:
        return _show(request, announced, _form(request, listing, is_new=True), fault=fault, status=409)
    words = {"date": format_date(day, get_language() or "", weekday="short", with_year=True)}  # type: ignore[arg-type]
    messages.success(request, _("%(date)s takes place after all.") % words)
    return redirect("desk")


def _sent_day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _form(request: PortalRequest, listing: Listing, *, is_new: bool = False) -> CancelDateForm:
    """``is_new``: without what was sent. A sent day may be one that is shown only when more are asked for."""
    page = ActivityPage.objects.source_of(listing)
    is_sent = request.method == "POST" and not is_new
    has_many = request.POST.get("date") if is_sent else request.GET.get("more")
    most = MORE_DATES if has_many else FIRST_DATES
    off = set(listing.cancelled_dates.values_list("date", flat=True))
    times = upcoming(page.schedule, timezone.now(), most + len(off)) if page is not None else []
    going_on = [time for time in times if time.date not in off][:most]
    return CancelDateForm(request.POST if is_sent else None, times=going_on, language=get_language() or "")


def _show(
    request: PortalRequest, announced: Announced, form: CancelDateForm, *, fault: str = "", status: int = 200
) -> HttpResponse:
    listing, today = listing_of(announced), timezone.localdate()
    off = CancelledDate.objects.filter(listing=listing, date__gte=today)
    language = get_language() or ""
    choices: Any = form.fields["date"]
    return ask(
        request,
        announced,
        template=TEMPLATE,
        heading=_("Cancel a date"),
        form=form,
        fault=fault,
        has_dates=bool(choices.choices),
        has_more=len(choices.choices) == FIRST_DATES,
        cancelled=[
            (row, format_date(row.date, language, weekday="short", with_year=row.date.year != today.year))
            for row in off[:MORE_DATES]
        ],
        status=status,
    )
