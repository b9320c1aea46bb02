"""A moment in the reader's words: "today at 9.12", "Tue 24.11. at 17"."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from listings.schedule.wording import format_date, format_time_range
from listings.schedule.words import words_for


def moment_words(moment: datetime.datetime, now: datetime.datetime | None = None) -> str:
    """Return a past moment in words of the active language, in local time. The year is said where it isn't this one."""
    language = get_language() or settings.LANGUAGE_CODE
    local, today = timezone.localtime(moment), timezone.localdate(now or timezone.now())
    clock = words_for(language).at_time.format(time=format_time_range(local.time().replace(second=0), None, language))
    days = (today - local.date()).days
    if days == 0:
        return _("today, %(time)s") % {"time": clock}
    if days == 1:
        return _("yesterday, %(time)s") % {"time": clock}
    date = format_date(local.date(), language, with_year=local.year != today.year, weekday="short")
    return _("%(date)s, %(time)s") % {"date": date, "time": clock}
