from listings.schedule.words.table import LAST, Words

_WEEKDAYS = ("esmaspäev", "teisipäev", "kolmapäev", "neljapäev", "reede", "laupäev", "pühapäev")

WORDS = Words(
    weekdays=_WEEKDAYS,
    weekdays_short=("E", "T", "K", "N", "R", "L", "P"),
    date="{day}.{month}.",
    date_with_year="{day}.{month}.{year}",
    date_and_time="{date} {time}",
    at_time="kell {time}",
    conjunction=" ja ",
    every_day="iga päev",
    on_weekdays=(
        "esmaspäeviti",
        "teisipäeviti",
        "kolmapäeviti",
        "neljapäeviti",
        "reedeti",
        "laupäeviti",
        "pühapäeviti",
    ),
    weekdays_in_range=("E", "T", "K", "N", "R", "L", "P"),
    every_weeks=lambda number: "üle nädala" if number == 2 else f"iga {number} nädala tagant",
    every_months=lambda number: "üle kuu" if number == 2 else f"iga {number} kuu tagant",
    weeks_and_days="{every} {days}",
    weekdays_of_month=_WEEKDAYS,
    ordinals={1: ("1.",), 2: ("2.",), 3: ("3.",), 4: ("4.",), 5: ("5.",), LAST: ("viimane",)},
    of_month="kuu {days}",
    until="kuni {date}",
    starting="alates {date}",
    also="lisaks {dates}",
    more_times=lambda number: f" ja veel {number} {'kord' if number == 1 else 'korda'}",
    not_on="mitte {dates}",
    not_on_holidays="mitte riigipühadel",
    by_agreement="kokkuleppel",
)
