"""Finnish public holidays: all of one year by hand, the movable ones, and every year against the package."""

from datetime import date

import pytest
from holidays import country_holidays

from listings.schedule.holidays import is_public_holiday, public_holidays


def test_all_holidays_of_2026() -> None:
    assert public_holidays(2026) == {
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 3),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 24),
        date(2026, 6, 19),
        date(2026, 6, 20),
        date(2026, 10, 31),
        date(2026, 12, 6),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
    }


@pytest.mark.parametrize("year", range(1992, 2101))
def test_holidays_are_those_of_the_package(year: int) -> None:
    """The package ``holidays`` ends with 2100. A difference in a coming year may be a change of the law."""
    assert public_holidays(year) == set(country_holidays("FI", years=year))


@pytest.mark.parametrize(
    ("midsummer", "all_saints"),
    [(date(2024, 6, 22), date(2024, 11, 2)), (date(2025, 6, 21), date(2025, 11, 1))],
)
def test_midsummer_and_all_saints_are_movable_saturdays(midsummer: date, all_saints: date) -> None:
    assert {midsummer, all_saints} <= public_holidays(midsummer.year)


def test_ascension_on_the_first_of_may_is_one_day_off() -> None:
    """2008: the only year of this century so far in which the two fall together."""
    assert len(public_holidays(2008)) == len(public_holidays(2026)) - 1


@pytest.mark.parametrize("day", [date(2026, 4, 30), date(2026, 12, 31), date(2026, 4, 2), date(2026, 12, 23)])
def test_day_before_a_holiday_is_an_ordinary_day(day: date) -> None:
    assert not is_public_holiday(day)
