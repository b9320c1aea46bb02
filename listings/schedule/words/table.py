"""The forms and patterns that every language needs for dates and times."""

from collections.abc import Callable
from dataclasses import dataclass

Seven = tuple[str, str, str, str, str, str, str]
"""One text per weekday, Monday first."""

LAST = -1


@dataclass(frozen=True, kw_only=True)
class Words:
    """The forms of one language. In patterns of dates: `{day}`, `{month}` (number), `{year}`, `{month_name}`."""

    # names
    weekdays: Seven
    weekdays_short: Seven
    month_names: tuple[str, ...] = ()

    # dates and times of day
    date: str
    date_with_year: str
    date_range: str = "{first}–{last}"
    weekday_and_date: str = "{weekday} {date}"
    date_and_time: str
    """`{date}`, `{time}`; the time comes with `at_time` around it."""
    at_time: str = "{time}"
    time_separator: str = ":"
    plain_hours: bool = False
    """Whether full hours stand without minutes and hours without a leading zero: 9–12.30 against 09:00–12:30."""
    isolate: bool = False
    """Whether numbers are put into Unicode isolates, so that right-to-left text leaves "17:00–19:00" in order."""

    # joining
    comma: str = ", "
    conjunction: str

    # rules
    every_day: str
    on_weekdays: Seven
    """Each Tuesday, as an adverb of its own: "tiistaisin"."""
    weekday_range: str = "{first}–{last}"
    """Three weekdays or more in a row, of `weekdays_in_range`."""
    weekdays_in_range: Seven
    every_other_weekday: str = ""
    """`{weekday}` of `weekdays`; empty where a language says it with `every_weeks`."""
    every_weeks: Callable[[int], str]
    every_months: Callable[[int], str]
    weeks_and_days: str
    """`{every}` n weeks, `{days}`."""
    on_weekdays_of_interval: Seven | None = None
    """Where `on_weekdays` itself says "every"."""
    weekdays_of_month: Seven
    ordinals: dict[int, tuple[str, ...]]
    """Weeks 1–5 and LAST; one form per gender, or one for all."""
    genders: tuple[int, int, int, int, int, int, int] = (0, 0, 0, 0, 0, 0, 0)
    """Which form of the ordinals each weekday takes."""
    weekday_of_month: str = "{ordinals} {weekday}"
    of_month: str
    """`{days}` as given by `weekday_of_month`."""

    # seasons, dates and exceptions
    until: str
    starting: str
    also: str
    more_times: Callable[[int], str]
    """Put after the last date: " ja 3 muuta kertaa", with the space before it."""
    not_on: str
    not_on_holidays: str
    by_agreement: str


def slavic_plural(number: int, one: str, few: str, many: str) -> str:
    """Return the plural form in Russian and Ukrainian: 1 раз, 2 раза, 5 раз, 21 раз (CLDR plural rules)."""
    if number % 10 == 1 and number % 100 != 11:
        return one
    if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14:
        return few
    return many
