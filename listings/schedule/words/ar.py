"""Arabic, with the digits and the order of dates of Finnish timetables."""

from listings.schedule.words.table import LAST, Words

_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def _counted(number: int, *, two: str, few: str, many: str) -> str:
    """Return the form by CLDR's plural rules for whole numbers above one: dual, 3–10 by the last two digits, other."""
    if number == 2:
        return two
    return f"{number} {few if 3 <= number % 100 <= 10 else many}"


def _weeks(number: int) -> str:
    return "كل " + _counted(number, two="أسبوعين", few="أسابيع", many="أسبوعًا")


def _months(number: int) -> str:
    return "كل " + _counted(number, two="شهرين", few="أشهر", many="شهرًا")


def _more_times(number: int) -> str:
    if number == 1:
        return " ومرة أخرى"
    return " و" + _counted(number, two="مرتان أخريان", few="مرات أخرى", many="مرة أخرى")


WORDS = Words(
    weekdays=_WEEKDAYS,
    weekdays_short=_WEEKDAYS,
    date="{day}.{month}",
    date_with_year="{day}.{month}.{year}",
    date_and_time="{date}، {time}",
    isolate=True,
    comma="، ",
    conjunction=" و",
    every_day="كل يوم",
    on_weekdays=("كل اثنين", "كل ثلاثاء", "كل أربعاء", "كل خميس", "كل جمعة", "كل سبت", "كل أحد"),
    weekday_range="من {first} إلى {last}",
    weekdays_in_range=_WEEKDAYS,
    every_weeks=_weeks,
    every_months=_months,
    weeks_and_days="{every}، {days}",
    on_weekdays_of_interval=(
        "يوم الاثنين",
        "يوم الثلاثاء",
        "يوم الأربعاء",
        "يوم الخميس",
        "يوم الجمعة",
        "يوم السبت",
        "يوم الأحد",
    ),
    weekdays_of_month=("اثنين", "ثلاثاء", "أربعاء", "خميس", "جمعة", "سبت", "أحد"),
    ordinals={1: ("أول",), 2: ("ثاني",), 3: ("ثالث",), 4: ("رابع",), 5: ("خامس",), LAST: ("آخر",)},
    of_month="{days} من الشهر",
    until="حتى {date}",
    starting="ابتداءً من {date}",
    also="وأيضًا {dates}",
    more_times=_more_times,
    not_on="ما عدا {dates}",
    not_on_holidays="ما عدا أيام العطل الرسمية",
    by_agreement="حسب الاتفاق",
)
