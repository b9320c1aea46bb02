"""English. Months have names, because "3.11." is March in some countries."""

from listings.schedule.words.table import LAST, Words


def _every(number: int, noun: str) -> str:
    return f"every other {noun}" if number == 2 else f"every {number} {noun}s"


WORDS = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    month_names=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    date="{day} {month_name}",
    date_with_year="{day} {month_name} {year}",
    date_range="{first} – {last}",
    date_and_time="{date}, {time}",
    conjunction=" and ",
    every_day="every day",
    on_weekdays=("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
    weekdays_in_range=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    every_other_weekday="every other {weekday}",
    every_weeks=lambda number: _every(number, "week"),
    every_months=lambda number: _every(number, "month"),
    weeks_and_days="{every}, {days}",
    weekdays_of_month=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ordinals={1: ("first",), 2: ("second",), 3: ("third",), 4: ("fourth",), 5: ("fifth",), LAST: ("last",)},
    of_month="{days} of the month",
    until="until {date}",
    starting="from {date}",
    also="also {dates}",
    more_times=lambda number: f" and {number} more {'time' if number == 1 else 'times'}",
    not_on="not {dates}",
    not_on_holidays="not on public holidays",
    by_agreement="by agreement",
)
