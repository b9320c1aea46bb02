"""The day that a moment is on, in words."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format


def local_day(moment: datetime.datetime, form: str = "DATE_FORMAT") -> str:
    """Return the day of an aware moment in this site's time zone, in the active language.

    ``form``: one of Django's formats. Moments are stored in UTC, where the day begins two or three hours later than in
    Finland; templates convert them, Python code must.
    """
    return date_format(timezone.localtime(moment), form)
