"""Persian, with the calendar, the digits and the order of dates of Finnish timetables."""

from listings.schedule.words.table import LAST, Words

_WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")

WORDS = Words(
    weekdays=_WEEKDAYS,
    weekdays_short=_WEEKDAYS,
    date="{day}.{month}",
    date_with_year="{day}.{month}.{year}",
    date_and_time="{date}، {time}",
    isolate=True,
    comma="، ",
    conjunction=" و ",
    every_day="هر روز",
    on_weekdays=("دوشنبه‌ها", "سه‌شنبه‌ها", "چهارشنبه‌ها", "پنجشنبه‌ها", "جمعه‌ها", "شنبه‌ها", "یکشنبه‌ها"),
    weekday_range="{first} تا {last}",
    weekdays_in_range=_WEEKDAYS,
    every_weeks=lambda number: "یک هفته در میان" if number == 2 else f"هر {number} هفته یک بار",
    every_months=lambda number: "یک ماه در میان" if number == 2 else f"هر {number} ماه یک بار",
    weeks_and_days="{every}، {days}",
    weekdays_of_month=_WEEKDAYS,
    ordinals={1: ("اولین",), 2: ("دومین",), 3: ("سومین",), 4: ("چهارمین",), 5: ("پنجمین",), LAST: ("آخرین",)},
    of_month="{days} ماه",
    until="تا {date}",
    starting="از {date}",
    also="همچنین {dates}",
    more_times=lambda number: f" و {number} بار دیگر",
    not_on="به‌جز {dates}",
    not_on_holidays="به‌جز تعطیلات رسمی",
    by_agreement="با هماهنگی قبلی",
)
