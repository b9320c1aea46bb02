"""Finnish public holidays, and the two eves on which everything is closed.

Independence Day and the first of May have laws of their own (388/1937, 272/1944); the others are the church's feasts,
days off by the Church Act. Epiphany and Ascension Day have been on their own weekdays again since 1992: the rules
below hold from then on. Midsummer Eve and Christmas Eve are no holidays by law, but libraries and association houses
keep them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from dateutil.easter import easter

_FRIDAY, _SATURDAY = 5, 6


class Holiday(StrEnum):
    NEW_YEAR = "uudenvuodenpäivä"
    EPIPHANY = "loppiainen"
    GOOD_FRIDAY = "pitkäperjantai"
    EASTER_SUNDAY = "pääsiäispäivä"
    EASTER_MONDAY = "2. pääsiäispäivä"
    MAY_DAY = "vappu"
    ASCENSION = "helatorstai"
    PENTECOST = "helluntaipäivä"
    MIDSUMMER_EVE = "juhannusaatto"
    MIDSUMMER = "juhannuspäivä"
    ALL_SAINTS = "pyhäinpäivä"
    INDEPENDENCE = "itsenäisyyspäivä"
    CHRISTMAS_EVE = "jouluaatto"
    CHRISTMAS = "joulupäivä"
    BOXING_DAY = "tapaninpäivä"


@lru_cache(maxsize=512)
def holidays_of(year: int) -> Mapping[date, Holiday]:
    """Holidays of a year by day, in order; where two fall on one day, the later one of `Holiday` names it."""
    easter_sunday = easter(year)
    days = {
        Holiday.NEW_YEAR: date(year, 1, 1),
        Holiday.EPIPHANY: date(year, 1, 6),
        Holiday.GOOD_FRIDAY: easter_sunday - timedelta(days=2),
        Holiday.EASTER_SUNDAY: easter_sunday,
        Holiday.EASTER_MONDAY: easter_sunday + timedelta(days=1),
        Holiday.MAY_DAY: date(year, 5, 1),
        Holiday.ASCENSION: easter_sunday + timedelta(days=39),
        Holiday.PENTECOST: easter_sunday + timedelta(days=49),
        Holiday.MIDSUMMER_EVE: _first_weekday_from(date(year, 6, 19), _FRIDAY),
        Holiday.MIDSUMMER: _first_weekday_from(date(year, 6, 20), _SATURDAY),
        Holiday.ALL_SAINTS: _first_weekday_from(date(year, 10, 31), _SATURDAY),
        Holiday.INDEPENDENCE: date(year, 12, 6),
        Holiday.CHRISTMAS_EVE: date(year, 12, 24),
        Holiday.CHRISTMAS: date(year, 12, 25),
        Holiday.BOXING_DAY: date(year, 12, 26),
    }
    by_day = {day: holiday for holiday, day in days.items()}
    return MappingProxyType(dict(sorted(by_day.items())))


def is_public_holiday(day: date) -> bool:
    return day in holidays_of(day.year)


def _first_weekday_from(day: date, weekday: int) -> date:
    """The first such ISO weekday on the day or after it."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)
