"""Swedish as in Finland: "kl. 17–19", no dot after a month's number."""

from listings.schedule.words.table import LAST, Words

_NUMBERED = {3: "tredje", 4: "fjärde", 5: "femte", 6: "sjätte"}


def _weeks(number: int) -> str:
    return "varannan vecka" if number == 2 else f"var {_NUMBERED.get(number, _ordinal(number))} vecka"


def _months(number: int) -> str:
    return "varannan månad" if number == 2 else f"var {_NUMBERED.get(number, _ordinal(number))} månad"


def _ordinal(number: int) -> str:
    ends_in_a = number % 10 in (1, 2) and number % 100 not in (11, 12)
    return f"{number}:{'a' if ends_in_a else 'e'}"


WORDS = Words(
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    weekdays_short=("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    date="{day}.{month}",
    date_with_year="{day}.{month}.{year}",
    date_and_time="{date} {time}",
    at_time="kl. {time}",
    time_separator=".",
    plain_hours=True,
    conjunction=" och ",
    every_day="varje dag",
    on_weekdays=("måndagar", "tisdagar", "onsdagar", "torsdagar", "fredagar", "lördagar", "söndagar"),
    weekdays_in_range=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    every_other_weekday="varannan {weekday}",
    every_weeks=_weeks,
    every_months=_months,
    weeks_and_days="{every}, {days}",
    weekdays_of_month=("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen"),
    ordinals={1: ("första",), 2: ("andra",), 3: ("tredje",), 4: ("fjärde",), 5: ("femte",), LAST: ("sista",)},
    of_month="{days} i månaden",
    until="till och med {date}",
    starting="från och med {date}",
    also="dessutom {dates}",
    more_times=lambda number: f" och {number} {'gång' if number == 1 else 'gånger'} till",
    not_on="inte {dates}",
    not_on_holidays="inte på helgdagar",
    by_agreement="enligt överenskommelse",
)
