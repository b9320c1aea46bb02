"""The time zone of Finland as a VTIMEZONE."""

from __future__ import annotations

import datetime

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDatetime, vRecur

from listings.schedule import HELSINKI

_WINTER, _SUMMER = datetime.timedelta(hours=2), datetime.timedelta(hours=3)


def helsinki() -> Timezone:
    """VTIMEZONE by rule: the clocks change on the last Sundays of March and October, at one o'clock UTC (directive
    2000/84/EC; so since October 1996, before any schedule begins).
    """
    zone = Timezone()
    zone.add("tzid", HELSINKI.key)
    for part, name, month, first, old, new in (
        (TimezoneDaylight(), "EEST", 3, "19970330T030000", _WINTER, _SUMMER),
        (TimezoneStandard(), "EET", 10, "19961027T040000", _SUMMER, _WINTER),
    ):
        part.add("dtstart", vDatetime.from_ical(first))
        part.add("rrule", vRecur.from_ical(f"FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU"))
        part.add("tzoffsetfrom", old)
        part.add("tzoffsetto", new)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
