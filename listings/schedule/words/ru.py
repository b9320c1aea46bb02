from listings.schedule.words.table import LAST, Words, slavic_plural


def _weeks(number: int) -> str:
    return f"раз в {number} {slavic_plural(number, 'неделю', 'недели', 'недель')}"


def _months(number: int) -> str:
    return f"раз в {number} {slavic_plural(number, 'месяц', 'месяца', 'месяцев')}"


WORDS = Words(
    weekdays=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    weekdays_short=("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    date="{day:02}.{month:02}",
    date_with_year="{day:02}.{month:02}.{year}",
    date_and_time="{date}, {time}",
    conjunction=" и ",
    every_day="каждый день",
    on_weekdays=(
        "по понедельникам",
        "по вторникам",
        "по средам",
        "по четвергам",
        "по пятницам",
        "по субботам",
        "по воскресеньям",
    ),
    weekdays_in_range=("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    every_weeks=_weeks,
    every_months=_months,
    weeks_and_days="{every}, {days}",
    weekdays_of_month=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    ordinals={
        1: ("первый", "первая", "первое"),
        2: ("второй", "вторая", "второе"),
        3: ("третий", "третья", "третье"),
        4: ("четвёртый", "четвёртая", "четвёртое"),
        5: ("пятый", "пятая", "пятое"),
        LAST: ("последний", "последняя", "последнее"),
    },
    genders=(0, 0, 1, 0, 1, 1, 2),
    of_month="{days} месяца",
    until="по {date}",
    starting="с {date}",
    also="также {dates}",
    more_times=lambda number: f" и ещё {number} {slavic_plural(number, 'раз', 'раза', 'раз')}",
    not_on="кроме {dates}",
    not_on_holidays="кроме праздничных дней",
    by_agreement="по договорённости",
)
