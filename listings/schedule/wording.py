"""Dates, times and schedules as text. Grammar and word forms of each language are in `words`.

Texts begin with a small letter, so that they can stand inside a sentence. Unknown languages get English. In right-to-
left languages numbers are wrapped in Unicode isolates (U+2066 … U+2069), so that plain text without markup is displayed
in the right order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Literal

from listings.schedule.occurrences import HELSINKI, Occurrence, named_dates
from listings.schedule.schedule import LAST_WEEK, WEEKS_OF_MONTH, DatedTime, DateRange, Schedule, ScheduleKind
from listings.schedule.words import words_for
from listings.schedule.words.table import Seven, Words

WeekdayForm = Literal["none", "short", "long"]

DATES_LISTED = 3
"""A series of more dates says the first and how many more there are."""

Times = list[tuple[time, time | None]]
Groups = list[tuple[tuple[int, ...], Times]]

_WEEKDAYS_IN_A_ROW = 3
_ALL_WEEKDAYS = 7


def format_date(day: date, language: str, *, with_year: bool = False, weekday: WeekdayForm = "none") -> str:
    """Return a date: fi "24.11.", "ti 24.11.2026"; en "Tue 24 Nov"."""
    words = words_for(language)
    return _with_weekday(day, _isolated(_plain_date(day, words, with_year), words), words, weekday)


def format_date_range(first: date, last: date, language: str, *, with_year: bool = True) -> str:
    """Return a range: fi "8.9.–15.12.2026"; the first year only if it differs. A range of one day is a date."""
    words = words_for(language)
    if first == last:
        return format_date(first, language, with_year=with_year)
    pattern = words.date_range
    return _isolated(
        pattern.format(
            first=_plain_date(first, words, with_year and first.year != last.year),
            last=_plain_date(last, words, with_year),
        ),
        words,
    )


def format_time_range(start: time, end: time | None, language: str) -> str:
    """Return times: fi, sv "17–19", "17.30–19", "22–24"; others "17:00–19:00"; only the start if no end is known."""
    words = words_for(language)
    text = _clock(start, words)
    if end is not None and end != start:
        text += "–" + _clock(end, words, is_end=True)
    return _isolated(text, words)


def format_end_time(end: time, language: str) -> str:
    """Return the time at which something is over: fi, sv "19", at midnight "24"; others "19:00", "00:00"."""
    words = words_for(language)
    return _isolated(_clock(end, words, is_end=True), words)


def format_occurrence(
    occurrence: Occurrence, language: str, *, with_year: bool = False, weekday: WeekdayForm = "short"
) -> str:
    """Return fi "ti 24.11. klo 17–19"; a date for a whole day. Whether it is cancelled isn't said."""
    day = format_date(occurrence.date, language, with_year=with_year, weekday=weekday)
    if occurrence.all_day:
        return day
    start = occurrence.starts_at.astimezone(HELSINKI).time()
    end = occurrence.ends_at.astimezone(HELSINKI).time() if occurrence.ends_at else None
    words = words_for(language)
    return words.date_and_time.format(date=day, time=_at_times([(start, end)], language))


def describe(schedule: Schedule, language: str, *, today: date | None = None) -> str:
    """Return the whole schedule: fi "tiistaisin klo 17–19, 15.12.2026 asti, ei pyhäpäivinä".

    Without `today` the text is true on any day and can be stored. With it, the current year is left out, a season that
    has begun has only its end, and past dates and exceptions are left out. An empty draft gives an empty text.
    """
    words = words_for(language)
    if schedule.kind is ScheduleKind.BY_AGREEMENT:
        parts = [words.by_agreement, _season(schedule, language, today)]
    elif schedule.kind.repeats:
        extra = _dates(schedule.dates, language, today)
        rule = describe_rule(schedule, language)
        parts = [
            rule,
            _season(schedule, language, today) if rule else "",
            words.also.format(dates=extra) if extra and rule else extra,
            _exceptions(schedule.exceptions, language, today),
            words.not_on_holidays if schedule.skip_public_holidays else "",
        ]
    else:
        parts = [_dates(named_dates(schedule), language, today)]
    return words.comma.join(part for part in parts if part)


def describe_rule(schedule: Schedule, language: str) -> str:
    """Return weekdays and times only: fi "tiistaisin klo 17–19"; empty for a kind without a rule."""
    words = words_for(language)
    groups = _grouped_slots(schedule)
    if not groups or (schedule.kind is ScheduleKind.MONTHLY and not _weeks_of_month(schedule)):
        return ""
    if schedule.kind is ScheduleKind.MONTHLY:
        rule = _slots(groups, lambda days: _days_of_month(schedule, days, words), language)
        return rule if schedule.interval <= 1 else words.every_months(schedule.interval) + words.comma + rule
    first_days, first_times = groups[0]
    if schedule.interval == 2 and words.every_other_weekday and len(groups) == len(first_days) == 1:
        weekday = words.weekdays[first_days[0] - 1]
        return _timed(words.every_other_weekday.format(weekday=weekday), first_times, language)
    every_week = schedule.interval <= 1
    names = words.on_weekdays if every_week else words.on_weekdays_of_interval or words.on_weekdays
    rule = _slots(groups, lambda days: _weekdays(days, names, words), language)
    return rule if every_week else words.weeks_and_days.format(every=words.every_weeks(schedule.interval), days=rule)


def _grouped_slots(schedule: Schedule) -> Groups:
    """Return the slots, grouped by equal times, then by equal weekdays."""
    by_time: dict[tuple[time | None, time | None], set[int]] = defaultdict(set)
    for slot in schedule.slots if schedule.kind.repeats else ():
        by_time[slot.start, slot.end].update(day for day in slot.weekdays if 1 <= day <= _ALL_WEEKDAYS)
    by_days: dict[tuple[int, ...], Times] = defaultdict(list)
    for (start, end), days in sorted(by_time.items(), key=lambda item: item[0][0] or time.min):
        if days:
            by_days[tuple(sorted(days))] += [] if start is None else [(start, end)]
    return sorted(by_days.items())


def _slots(groups: Groups, say_days: Callable[[Sequence[int]], str], language: str) -> str:
    """Return days with their times, joined by commas only if a group has an "and" of its own."""
    words = words_for(language)
    texts = [_timed(say_days(days), times, language) for days, times in groups]
    plain = all(len(days) == 1 and len(times) <= 1 for days, times in groups)
    return enumeration(texts, words) if plain else words.comma.join(texts)


def _weekdays(days: Sequence[int], names: Seven, words: Words) -> str:
    if len(days) == _ALL_WEEKDAYS:
        return words.every_day
    if len(days) >= _WEEKDAYS_IN_A_ROW and days[-1] - days[0] == len(days) - 1:
        first, last = words.weekdays_in_range[days[0] - 1], words.weekdays_in_range[days[-1] - 1]
        return words.weekday_range.format(first=first, last=last)
    return enumeration([names[day - 1] for day in days], words)


def _weeks_of_month(schedule: Schedule) -> list[int]:
    weeks = set(schedule.weeks_of_month) & set(WEEKS_OF_MONTH)
    return sorted(weeks, key=lambda week: week if week != LAST_WEEK else max(WEEKS_OF_MONTH) + 1)


def _days_of_month(schedule: Schedule, days: Sequence[int], words: Words) -> str:
    phrases = []
    for day in days:
        forms = [words.ordinals[week] for week in _weeks_of_month(schedule)]
        ordinals = enumeration([form[min(words.genders[day - 1], len(form) - 1)] for form in forms], words)
        phrases.append(words.weekday_of_month.format(ordinals=ordinals, weekday=words.weekdays_of_month[day - 1]))
    return words.of_month.format(days=enumeration(phrases, words))


def _timed(days: str, times: Times, language: str) -> str:
    return f"{days} {_at_times(times, language)}" if times else days


def _at_times(times: Times, language: str) -> str:
    words = words_for(language)
    return words.at_time.format(
        time=enumeration([format_time_range(start, end, language) for start, end in times], words)
    )


def _season(schedule: Schedule, language: str, today: date | None) -> str:
    words = words_for(language)
    start, end = schedule.season_start, schedule.season_end
    if start is not None and (today is None or start > today):
        if end is not None:
            return format_date_range(start, end, language, with_year=_needs_year((start, end), today))
        return words.starting.format(date=format_date(start, language, with_year=_needs_year((start,), today)))
    if end is not None:
        return words.until.format(date=format_date(end, language, with_year=_needs_year((end,), today)))
    return ""


def _dates(dates: Iterable[DatedTime], language: str, today: date | None) -> str:
    """Return dates with their times: all of a few, the first of many; equal times are written once."""
    words = words_for(language)
    in_order = sorted(dates, key=lambda dated: (dated.date, dated.start or time.min))
    listed = [dated for dated in in_order if today is None or dated.date >= today] or in_order
    if not listed:
        return ""
    more = words.more_times(len(listed) - 1) if len(listed) > DATES_LISTED else ""
    if more:
        listed = listed[:1]
    days = [
        format_date(
            dated.date,
            language,
            with_year=_needs_year((dated.date,), today) and (later is None or later.date.year != dated.date.year),
            weekday="short",
        )
        for dated, later in zip(listed, [*listed[1:], None], strict=True)
    ]
    if len({(dated.start, dated.end) for dated in listed}) == 1:
        return _dated(enumeration(days, words), listed[0], language) + more
    return enumeration([_dated(day, dated, language) for day, dated in zip(days, listed, strict=True)], words)


def _dated(day: str, dated: DatedTime, language: str) -> str:
    if dated.start is None:
        return day
    return words_for(language).date_and_time.format(date=day, time=_at_times([(dated.start, dated.end)], language))


def _exceptions(exceptions: Iterable[DateRange], language: str, today: date | None) -> str:
    words = words_for(language)
    current = sorted((item for item in exceptions if today is None or item.last >= today), key=lambda item: item.first)
    ranges = [
        format_date_range(item.first, item.last, language, with_year=_needs_year((item.first, item.last), today))
        for item in current
    ]
    return words.not_on.format(dates=enumeration(ranges, words)) if ranges else ""


def _needs_year(days: Iterable[date], today: date | None) -> bool:
    return today is None or any(day.year != today.year for day in days)


def _with_weekday(day: date, text: str, words: Words, form: WeekdayForm) -> str:
    if form == "none":
        return text
    names = words.weekdays_short if form == "short" else words.weekdays
    return words.weekday_and_date.format(weekday=names[day.weekday()], date=text)


def _plain_date(day: date, words: Words, with_year: bool) -> str:
    pattern = words.date_with_year if with_year else words.date
    month_name = words.month_names[day.month - 1] if words.month_names else ""
    return pattern.format(day=day.day, month=day.month, year=day.year, month_name=month_name)


def _clock(wall: time, words: Words, *, is_end: bool = False) -> str:
    if not words.plain_hours:
        return f"{wall.hour:02}{words.time_separator}{wall.minute:02}"
    hour = 24 if is_end and wall.hour == wall.minute == 0 else wall.hour
    return f"{hour}{words.time_separator}{wall.minute:02}" if wall.minute else str(hour)


def _isolated(text: str, words: Words) -> str:
    return f"\u2066{text}\u2069" if words.isolate else text


def enumeration(texts: Sequence[str], words: Words) -> str:
    """Return "a, b and c" in the language of the words."""
    if len(texts) < 2:
        return "".join(texts)
    return words.comma.join(texts[:-1]) + words.conjunction + texts[-1]
