from datetime import date

import pytest

from listings.schedule.holidays import Holiday, holidays_of, is_public_holiday


def test_all_holidays_of_2026() -> None:
    assert dict(holidays_of(2026)) == {
        date(2026, 1, 1): Holiday.NEW_YEAR,
        date(2026, 1, 6): Holiday.EPIPHANY,
        date(2026, 4, 3): Holiday.GOOD_FRIDAY,
        date(2026, 4, 5): Holiday.EASTER_SUNDAY,
        date(2026, 4, 6): Holiday.EASTER_MONDAY,
        date(2026, 5, 1): Holiday.MAY_DAY,
        date(2026, 5, 14): Holiday.ASCENSION,
        date(2026, 5, 24): Holiday.PENTECOST,
        date(2026, 6, 19): Holiday.MIDSUMMER_EVE,
        date(2026, 6, 20): Holiday.MIDSUMMER,
        date(2026, 10, 31): Holiday.ALL_SAINTS,
        date(2026, 12, 6): Holiday.INDEPENDENCE,
        date(2026, 12, 24): Holiday.CHRISTMAS_EVE,
        date(2026, 12, 25): Holiday.CHRISTMAS,
        date(2026, 12, 26): Holiday.BOXING_DAY,
    }


@pytest.mark.parametrize(
    ("year", "midsummer", "all_saints"),
    [(2024, date(2024, 6, 22), date(2024, 11, 2)), (2025, date(2025, 6, 21), date(2025, 11, 1))],
)
def test_movable_saturdays(year: int, midsummer: date, all_saints: date) -> None:
    assert (holidays_of(year)[midsummer], holidays_of(year)[all_saints]) == (Holiday.MIDSUMMER, Holiday.ALL_SAINTS)


def test_ascension_on_the_first_of_may_is_one_day_off() -> None:
    """2008: the only year of this century so far in which the two fall together."""
    assert len(holidays_of(2008)) == len(Holiday) - 1


@pytest.mark.parametrize("day", [date(2026, 4, 30), date(2026, 12, 31), date(2026, 4, 2), date(2026, 12, 23)])
def test_ordinary_days_before_holidays_are_none(day: date) -> None:
    assert not is_public_holiday(day)
