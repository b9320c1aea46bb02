"""Finnish public holidays, and the two eves on which everything is closed.

Independence Day and the first of May have laws of their own (388/1937, 272/1944); the others are the church's feasts,
days off by the Church Act. Epiphany and Ascension Day have been on their own weekdays again since 1992: the rules
below hold from then on. Midsummer Eve and Christmas Eve are no holidays by law, but libraries and association houses
keep them.

Why not the package ``holidays``, which has the same days: docs/decisions/0012-calendar-words-and-holidays.md.
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

_FRIDAY, _SATURDAY = 5, 6

#: (month, day): New Year's Day, Epiphany, May Day, Independence Day, Christmas Eve, Christmas Day, Boxing Day.
_FIXED = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
#: Days after Easter Sunday: Good Friday, Easter Sunday, Easter Monday, Ascension Day, Pentecost.
_FROM_EASTER = (-2, 0, 1, 39, 49)


@lru_cache(maxsize=512)
def public_holidays(year: int) -> frozenset[date]:
    """Return the days of a year, 1992 or later, on which offices, schools and libraries are closed."""
    easter_sunday = easter(year)
    midsummer_eve = _first_weekday_from(date(year, 6, 19), _FRIDAY)
    all_saints = _first_weekday_from(date(year, 10, 31), _SATURDAY)
    return frozenset(
        {
            *(date(year, month, day) for month, day in _FIXED),
            *(easter_sunday + timedelta(days=days) for days in _FROM_EASTER),
            *(midsummer_eve, midsummer_eve + timedelta(days=1), all_saints),
        }
    )


def is_public_holiday(day: date) -> bool:
    return day in public_holidays(day.year)


def _first_weekday_from(day: date, weekday: int) -> date:
    """Return the first such ISO weekday on the day or after it."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)
