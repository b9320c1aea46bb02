from listings.schedule.words.table import LAST, Words

_NUMBERED = {2: "toinen", 3: "kolmas", 4: "neljäs", 5: "viides"}


def _every(number: int, noun: str) -> str:
    return f"joka {_NUMBERED.get(number, f'{number}.')} {noun}"


WORDS = Words(
    weekdays=("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    weekdays_short=("ma", "ti", "ke", "to", "pe", "la", "su"),
    date="{day}.{month}.",
    date_with_year="{day}.{month}.{year}",
    date_and_time="{date} {time}",
    at_time="klo {time}",
    time_separator=".",
    plain_hours=True,
    conjunction=" ja ",
    every_day="joka päivä",
    on_weekdays=(
        "maanantaisin",
        "tiistaisin",
        "keskiviikkoisin",
        "torstaisin",
        "perjantaisin",
        "lauantaisin",
        "sunnuntaisin",
    ),
    weekdays_in_range=("ma", "ti", "ke", "to", "pe", "la", "su"),
    every_other_weekday="joka toinen {weekday}",
    every_weeks=lambda number: _every(number, "viikko"),
    every_months=lambda number: _every(number, "kuukausi"),
    weeks_and_days="{every} {days}",
    weekdays_of_month=("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    ordinals={1: ("1.",), 2: ("2.",), 3: ("3.",), 4: ("4.",), 5: ("5.",), LAST: ("viimeinen",)},
    of_month="kuukauden {days}",
    until="{date} asti",
    starting="{date} alkaen",
    also="lisäksi {dates}",
    more_times=lambda number: " ja 1 muu kerta" if number == 1 else f" ja {number} muuta kertaa",
    not_on="ei {dates}",
    not_on_holidays="ei pyhäpäivinä",
    by_agreement="sopimuksen mukaan",
)
