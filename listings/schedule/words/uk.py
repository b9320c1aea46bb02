from listings.schedule.words.table import LAST, Words, slavic_plural


def _weeks(number: int) -> str:
    return f"раз на {number} {slavic_plural(number, 'тиждень', 'тижні', 'тижнів')}"


def _months(number: int) -> str:
    return f"раз на {number} {slavic_plural(number, 'місяць', 'місяці', 'місяців')}"


WORDS = Words(
    weekdays=("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"),
    weekdays_short=("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
    date="{day:02}.{month:02}",
    date_with_year="{day:02}.{month:02}.{year}",
    date_and_time="{date}, {time}",
    conjunction=" і ",
    every_day="щодня",
    on_weekdays=(
        "по понеділках",
        "по вівторках",
        "по середах",
        "по четвергах",
        "по п’ятницях",
        "по суботах",
        "по неділях",
    ),
    weekdays_in_range=("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
    every_weeks=_weeks,
    every_months=_months,
    weeks_and_days="{every}, {days}",
    weekdays_of_month=("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"),
    ordinals={
        1: ("перший", "перша"),
        2: ("другий", "друга"),
        3: ("третій", "третя"),
        4: ("четвертий", "четверта"),
        5: ("п’ятий", "п’ята"),
        LAST: ("останній", "остання"),
    },
    genders=(0, 0, 1, 0, 1, 1, 1),
    of_month="{days} місяця",
    until="по {date}",
    starting="з {date}",
    also="також {dates}",
    more_times=lambda number: f" і ще {number} {slavic_plural(number, 'раз', 'рази', 'разів')}",
    not_on="крім {dates}",
    not_on_holidays="крім святкових днів",
    by_agreement="за домовленістю",
)
