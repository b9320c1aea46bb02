from listings.schedule.words.table import LAST, Words

_WEEKDAYS = ("Isniin", "Talaado", "Arbaco", "Khamiis", "Jimce", "Sabti", "Axad")
_THE_WEEKDAYS = ("Isniinta", "Talaadada", "Arbacada", "Khamiista", "Jimcaha", "Sabtida", "Axadda")

_COUNTED = {2: "labadii", 3: "saddexdii", 4: "afartii", 5: "shantii", 6: "lixdii"}


def _every(number: int, noun: str) -> str:
    return f"{_COUNTED.get(number, f'{number}-dii')} {noun} mar"


WORDS = Words(
    weekdays=_WEEKDAYS,
    weekdays_short=_WEEKDAYS,
    date="{day}.{month}",
    date_with_year="{day}.{month}.{year}",
    date_and_time="{date}, {time}",
    conjunction=" iyo ",
    every_day="maalin kasta",
    on_weekdays=(
        "Isniin kasta",
        "Talaado kasta",
        "Arbaco kasta",
        "Khamiis kasta",
        "Jimce kasta",
        "Sabti kasta",
        "Axad kasta",
    ),
    weekday_range="{first} ilaa {last}",
    weekdays_in_range=_WEEKDAYS,
    every_weeks=lambda number: _every(number, "toddobaadba"),
    every_months=lambda number: _every(number, "biloodba"),
    weeks_and_days="{every}, {days}",
    on_weekdays_of_interval=_THE_WEEKDAYS,
    weekdays_of_month=_THE_WEEKDAYS,
    ordinals={
        1: ("koowaad",),
        2: ("labaad",),
        3: ("saddexaad",),
        4: ("afraad",),
        5: ("shanaad",),
        LAST: ("ugu dambeysa", "ugu dambeeya"),
    },
    genders=(0, 0, 0, 0, 1, 0, 0),
    weekday_of_month="{weekday} {ordinals}",
    of_month="{days} ee bisha",
    until="ilaa {date}",
    starting="laga bilaabo {date}",
    also="sidoo kale {dates}",
    more_times=lambda number: f" iyo {number} jeer oo kale",
    not_on="marka laga reebo {dates}",
    not_on_holidays="marka laga reebo maalmaha fasaxa ah",
    by_agreement="sida lagu heshiiyo",
)
