from datetime import UTC, date, datetime, time, timedelta

import pytest

from listings.schedule import DatedTime, DateRange, DateWindow, Schedule, ScheduleKind, Slot, expand, next_occurrence
from listings.schedule.wording import (
    describe,
    describe_rule,
    format_date,
    format_date_range,
    format_occurrence,
    format_time_range,
)
from listings.schedule.words import TABLES, table_language

LRI, PDI = "\u2066", "\u2069"
TUESDAY = Slot((2,), time(17), time(19))
TUESDAYS = Schedule(ScheduleKind.WEEKLY, (TUESDAY,))
SEASON = Schedule(ScheduleKind.WEEKLY, (TUESDAY,), season_start=date(2026, 9, 8), season_end=date(2026, 12, 15))
NETWORKING_2017 = Schedule(ScheduleKind.SINGLE, dates=(DatedTime(date(2017, 11, 24), time(9), time(12, 30)),))


def without_isolates(text: str) -> str:
    """Return the text without the invisible isolates."""
    return text.replace(LRI, "").replace(PDI, "")


def series(number: int) -> Schedule:
    first = date(2026, 11, 28)
    dates = tuple(DatedTime(first + timedelta(weeks=3 * n), time(11), time(15)) for n in range(number))
    return Schedule(ScheduleKind.SERIES, dates=dates)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "tiistaisin klo 17–19"),
        ("sv", "tisdagar kl. 17–19"),
        ("en", "Tuesdays 17:00–19:00"),
        ("ru", "по вторникам 17:00–19:00"),
        ("uk", "по вівторках 17:00–19:00"),
        ("ar", "كل ثلاثاء 17:00–19:00"),
        ("fa", "سه‌شنبه‌ها 17:00–19:00"),
        ("so", "Talaado kasta 17:00–19:00"),
        ("et", "teisipäeviti kell 17:00–19:00"),
        ("pt-BR", "Tuesdays 17:00–19:00"),
        ("sv-FI", "tisdagar kl. 17–19"),
    ],
)
def test_weekly_schedule_in_words(language: str, text: str) -> None:
    assert without_isolates(describe(TUESDAYS, language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "joka toinen tiistai klo 17–19"),
        ("sv", "varannan tisdag kl. 17–19"),
        ("en", "every other Tuesday 17:00–19:00"),
        ("ru", "раз в 2 недели, по вторникам 17:00–19:00"),
        ("uk", "раз на 2 тижні, по вівторках 17:00–19:00"),
        ("ar", "كل أسبوعين، يوم الثلاثاء 17:00–19:00"),
        ("fa", "یک هفته در میان، سه‌شنبه‌ها 17:00–19:00"),
        ("so", "labadii toddobaadba mar, Talaadada 17:00–19:00"),
        ("et", "üle nädala teisipäeviti kell 17:00–19:00"),
    ],
)
def test_schedule_of_every_other_week_in_words(language: str, text: str) -> None:
    assert without_isolates(describe(Schedule(ScheduleKind.WEEKLY, (TUESDAY,), interval=2), language)) == text


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (2, "joka toinen viikko tiistaisin ja torstaisin klo 17–19"),
        (3, "joka kolmas viikko tiistaisin ja torstaisin klo 17–19"),
        (6, "joka 6. viikko tiistaisin ja torstaisin klo 17–19"),
    ],
)
def test_every_n_weeks_on_several_days(interval: int, text: str) -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (Slot((2, 4), time(17), time(19)),), interval=interval)
    assert describe(schedule, "fi") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "kuukauden 2. tiistai klo 17–19"),
        ("sv", "andra tisdagen i månaden kl. 17–19"),
        ("en", "second Tuesday of the month 17:00–19:00"),
        ("ru", "второй вторник месяца 17:00–19:00"),
        ("uk", "другий вівторок місяця 17:00–19:00"),
        ("ar", "ثاني ثلاثاء من الشهر 17:00–19:00"),
        ("fa", "دومین سه‌شنبه ماه 17:00–19:00"),
        ("so", "Talaadada labaad ee bisha 17:00–19:00"),
        ("et", "kuu 2. teisipäev kell 17:00–19:00"),
    ],
)
def test_monthly_schedule_in_words(language: str, text: str) -> None:
    assert without_isolates(describe(Schedule(ScheduleKind.MONTHLY, (TUESDAY,), weeks_of_month=(2,)), language)) == text


def test_ordinals_agree_in_gender() -> None:
    schedule = Schedule(ScheduleKind.MONTHLY, (Slot((3, 7)),), weeks_of_month=(-1, 1))
    assert describe(schedule, "ru") == "первая и последняя среда и первое и последнее воскресенье месяца"


def test_weekdays_in_a_row_are_a_range() -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (Slot((1, 2, 3, 4, 5), time(9), time(12, 30)), Slot((6,), time(10))))
    assert describe(schedule, "fi") == "ma–pe klo 9–12.30, lauantaisin klo 10"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "måndag–fredag"),
        ("en", "Monday–Friday"),
        ("ru", "пн–пт"),
        ("uk", "пн–пт"),
        ("ar", "من الاثنين إلى الجمعة"),
        ("fa", "دوشنبه تا جمعه"),
        ("so", "Isniin ilaa Jimce"),
        ("et", "E–R"),
    ],
)
def test_a_working_week_in_every_language(language: str, text: str) -> None:
    assert describe(Schedule(ScheduleKind.WEEKLY, (Slot((1, 2, 3, 4, 5)),)), language) == text


def test_all_weekdays_are_every_day() -> None:
    assert describe(Schedule(ScheduleKind.WEEKLY, (Slot((1, 2, 3, 4, 5, 6, 7)),)), "fi") == "joka päivä"


def test_slots_with_times_of_their_own() -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (TUESDAY, Slot((4,), time(10), time(12))))
    assert describe(schedule, "fi") == "tiistaisin klo 17–19 ja torstaisin klo 10–12"


def test_times_of_one_day_are_taken_together() -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (TUESDAY, Slot((2,), time(10), time(12))))
    assert describe(schedule, "fi") == "tiistaisin klo 10–12 ja 17–19"


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (None, "tiistaisin klo 17–19, 8.9.–15.12.2026"),
        (date(2026, 8, 1), "tiistaisin klo 17–19, 8.9.–15.12."),
        (date(2026, 11, 3), "tiistaisin klo 17–19, 15.12. asti"),
    ],
)
def test_season_in_words_depends_on_today(today: date | None, text: str) -> None:
    assert describe(SEASON, "fi", today=today) == text


def test_end_of_a_season_in_words() -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (TUESDAY,), season_end=date(2026, 12, 15))
    assert describe(schedule, "fi") == "tiistaisin klo 17–19, 15.12.2026 asti"


def test_extra_dates_exceptions_and_holidays() -> None:
    schedule = Schedule(
        ScheduleKind.WEEKLY,
        (TUESDAY,),
        dates=(DatedTime(date(2026, 11, 28), time(11), time(15)),),
        exceptions=(
            DateRange(date(2026, 10, 12), date(2026, 10, 18)),
            DateRange(date(2026, 12, 22), date(2026, 12, 22)),
        ),
        skip_public_holidays=True,
    )
    assert describe(schedule, "fi") == (
        "tiistaisin klo 17–19, lisäksi la 28.11.2026 klo 11–15, ei 12.10.–18.10.2026 ja 22.12.2026, ei pyhäpäivinä"
    )


def test_rule_of_a_card_leaves_out_the_season() -> None:
    assert describe_rule(SEASON, "fi") == "tiistaisin klo 17–19"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "pe 24.11.2017 klo 9–12.30"),
        ("sv", "fre 24.11.2017 kl. 9–12.30"),
        ("en", "Fri 24 Nov 2017, 09:00–12:30"),
        ("ru", "пт 24.11.2017, 09:00–12:30"),
        ("ar", "الجمعة 24.11.2017، 09:00–12:30"),
    ],
)
def test_networking_event_of_autumn_2017(language: str, text: str) -> None:
    assert without_isolates(describe(NETWORKING_2017, language)) == text


def test_few_dates_of_a_series_are_all_listed() -> None:
    assert describe(series(3), "fi") == "la 28.11., la 19.12.2026 ja la 9.1.2027 klo 11–15"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "la 28.11.2026 klo 11–15 ja 3 muuta kertaa"),
        ("sv", "lör 28.11.2026 kl. 11–15 och 3 gånger till"),
        ("en", "Sat 28 Nov 2026, 11:00–15:00 and 3 more times"),
        ("ru", "сб 28.11.2026, 11:00–15:00 и ещё 3 раза"),
        ("ar", "السبت 28.11.2026، 11:00–15:00 و3 مرات أخرى"),
    ],
)
def test_many_dates_of_a_series_are_counted(language: str, text: str) -> None:
    assert without_isolates(describe(series(4), language)) == text


def test_past_dates_of_a_series_are_left_out() -> None:
    assert describe(series(4), "fi", today=date(2027, 1, 2)) == "la 9.1. ja la 30.1. klo 11–15"


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "sopimuksen mukaan"), ("sv", "enligt överenskommelse"), ("en", "by agreement")],
)
def test_schedule_by_agreement_in_words(language: str, text: str) -> None:
    assert describe(Schedule(ScheduleKind.BY_AGREEMENT), language) == text


@pytest.mark.parametrize("kind", [kind for kind in ScheduleKind if kind is not ScheduleKind.BY_AGREEMENT])
def test_empty_draft_has_no_words(kind: ScheduleKind) -> None:
    assert describe(Schedule(kind, season_end=date(2026, 12, 15)), "fi") == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "ti 24.11. klo 17–19"),
        ("sv", "tis 24.11 kl. 17–19"),
        ("en", "Tue 24 Nov, 17:00–19:00"),
        ("ru", "вт 24.11, 17:00–19:00"),
        ("uk", "вт 24.11, 17:00–19:00"),
        ("ar", f"الثلاثاء {LRI}24.11{PDI}، {LRI}17:00–19:00{PDI}"),
        ("fa", f"سه‌شنبه {LRI}24.11{PDI}، {LRI}17:00–19:00{PDI}"),
        ("so", "Talaado 24.11, 17:00–19:00"),
        ("et", "T 24.11. kell 17:00–19:00"),
    ],
)
def test_occurrence_in_words(language: str, text: str) -> None:
    occurrence = next_occurrence(TUESDAYS, datetime(2026, 11, 20, tzinfo=UTC))
    assert occurrence is not None
    assert format_occurrence(occurrence, language) == text


def test_whole_day_is_its_date() -> None:
    day = date(2026, 11, 28)
    (occurrence,) = expand(Schedule(ScheduleKind.SINGLE, dates=(DatedTime(day),)), DateWindow(day, day))
    assert format_occurrence(occurrence, "fi") == "la 28.11."


@pytest.mark.parametrize(
    ("start", "end", "fi", "en"),
    [
        (time(17), time(19), "17–19", "17:00–19:00"),
        (time(17, 30), time(19), "17.30–19", "17:30–19:00"),
        (time(9), time(12, 30), "9–12.30", "09:00–12:30"),
        (time(22), time(0), "22–24", "22:00–00:00"),
        (time(0, 5), None, "0.05", "00:05"),
    ],
)
def test_time_range_in_words(start: time, end: time | None, fi: str, en: str) -> None:
    assert (format_time_range(start, end, "fi"), format_time_range(start, end, "en")) == (fi, en)


def test_date_has_weekday_and_year_only_on_request() -> None:
    day = date(2026, 11, 24)
    assert format_date(day, "fi") == "24.11."
    assert format_date(day, "fi", with_year=True, weekday="long") == "tiistai 24.11.2026"
    assert format_date(day, "en", weekday="short") == "Tue 24 Nov"


def test_date_range_names_both_years_when_they_differ() -> None:
    assert format_date_range(date(2026, 12, 1), date(2027, 1, 31), "fi") == "1.12.2026–31.1.2027"


def test_language_of_the_words_is_known_to_markup() -> None:
    assert [table_language(language) for language in ("sv-FI", "AR", "pt")] == ["sv", "ar", "en"]


@pytest.mark.parametrize("language", sorted(TABLES))
def test_weekdays_of_a_language_all_differ(language: str) -> None:
    words = TABLES[language]
    for names in (words.weekdays, words.weekdays_short, words.on_weekdays, words.weekdays_of_month):
        assert len(set(names)) == 7
