"""Dates and times as people write them in forms (``regions.written``)."""

import contextlib
import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from regions.written import written_dates
from regions.written.written_dates import DateSpan, NotUnderstood, read_date, read_date_span, write_date
from regions.written.written_inputs import WrittenDateField, WrittenDateTimeField, WrittenTimeField
from regions.written.written_times import TimeSpan, read_datetime, read_time, read_time_span, write_datetime, write_time

TODAY = datetime.date(2026, 11, 29)  # a Sunday
MONDAY = datetime.date(2027, 3, 8)


@pytest.mark.parametrize(
    "text",
    [
        *("8.3.2027", "08.03.2027", " 8. 3. 2027 ", "8.3.27", "8.3.", "8.3", "8/3/2027", "8/3", "8-3-2027"),
        *("2027-03-08", "2027-3-8", "2027/3/8", "8–3–2027"),
        *("ma 8.3.", "Maanantaina 8.3.2027", "mån 8.3.2027", "måndagen den 8 mars 2027", "Mon, 8 March 2027"),
        *("8.3. (ma)", "8. maaliskuuta 2027", "8 mars", "March 8th, 2027"),
        *("٨/٣/٢٠٢٧", "۸.۳.۲۰۲۷", "\u200f8.3.2027\u200e", "８．３．２０２７", "8.3.\u00a02027"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert read_date(text, TODAY) == MONDAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29.11.", datetime.date(2026, 11, 29)),
        ("28.11.", datetime.date(2027, 11, 28)),
        ("29.2.", datetime.date(2028, 2, 29)),
        ("tänään", TODAY),
        ("i morgon", datetime.date(2026, 11, 30)),
        ("12 marraskuuta 2027", datetime.date(2027, 11, 12)),
    ],
)
def test_a_date_without_a_year_is_the_next_one(text: str, day: datetime.date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ke 8.3.2027", "8.3.2027 is a Monday"),
        ("30.2.2027", "no such day as 30.2.2027"),
        ("3/25/2027", "Write the day first"),
        ("8.3.0027", "between 1900 and 2199"),
        ("8.3.–14.5.2027", "Write 8.3.2027 here and 14.5.2027"),
        *((text, "for example 12.1.2027") for text in ("keväällä", "8.3.202", "8", "8.3.2027 17.00", "", "12-1")),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_do(text: str, said: str) -> None:
    with override("en"), pytest.raises(NotUnderstood, match=said):
        read_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("12.9.–20.5.2027", datetime.date(2026, 9, 12)),
        ("3. - 20.5.2027", datetime.date(2027, 5, 3)),
        ("2027-02-01–2027-05-20", datetime.date(2027, 2, 1)),
        ("1.2.2027-20.5.2027", datetime.date(2027, 2, 1)),
    ],
)
def test_two_dates_with_a_dash_are_a_span(text: str, first: datetime.date) -> None:
    assert read_date_span(text, TODAY) == DateSpan(first, datetime.date(2027, 5, 20))


@pytest.mark.parametrize("text", ["-" * 10_000, "- " * 48, "–8.3.2027" * 11, "1-" * 49 + "1"])
def test_many_dashes_are_read_in_few_steps(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    read_one = written_dates._read_plain

    def counted(*given: Any) -> Any:
        steps.append(given[0])
        return read_one(*given)

    monkeypatch.setattr(written_dates, "_read_plain", counted)
    with pytest.raises(NotUnderstood):
        read_date(text, TODAY)
    assert read_date_span(text, TODAY) is None
    for read in (lambda: read_datetime(text, TODAY), lambda: read_time(text)):
        with pytest.raises(NotUnderstood):
            read()
    assert read_time_span(text) is None
    assert len(steps) < 1_000


@pytest.mark.parametrize("text", ["1" * 101, "8.3.2027 " * 100, "-" * 101, "8.3." + "\u200b" * 97, "klo " * 200])
def test_a_text_of_more_than_a_hundred_characters_is_refused(text: str) -> None:
    for field in (WrittenDateField(), WrittenTimeField(), WrittenDateTimeField()):
        with override("en"), pytest.raises(ValidationError, match="for example"):
            field.clean(text)
        assert field.widget.value_from_datadict({"at": text}, {}, "at") == text


def test_a_date_with_dashes_is_no_span() -> None:
    assert read_date_span("2027-01-12", TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "9.45",
        "9:45",
        "09.45",
        "klo 9.45",
        "klo9.45",
        "kl. 9.45",
        "kl 09:45",
        "0945",
        "9,45",
        "9:45 am",
        "9.45 a.m.",
        "٠٩:٤٥",
        "9h45",
    ],
)
def test_a_time_is_read_however_it_is_written(text: str) -> None:
    assert read_time(text) == datetime.time(9, 45)


@pytest.mark.parametrize(
    ("text", "hour"), [("18", 18), ("6 pm", 18), ("klo 6", 6), ("12 am", 0), ("12pm", 12), ("0", 0), ("kello 7", 7)]
)
def test_an_hour_alone_is_a_time(text: str, hour: int) -> None:
    assert read_time(text) == datetime.time(hour)


def test_24_is_midnight_at_an_end_only() -> None:
    assert [read_time(text, ends=True) for text in ("24", "24:00", "klo 24.00")] == [datetime.time()] * 3
    with override("fi"), pytest.raises(NotUnderstood, match=r"0\.00"):
        read_time("24.00")


@pytest.mark.parametrize("text", ["26:00", "24.15", "13 pm", "9.5", "8:75", "illalla", "", "9.45 x"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with override("en"), pytest.raises(NotUnderstood, match="17:30"):
        read_time(text)


def test_a_span_of_times_says_where_each_goes() -> None:
    assert read_time_span("klo 18–20.15") == TimeSpan(datetime.time(18), datetime.time(20, 15))
    assert read_time_span("22-24") == TimeSpan(datetime.time(22), datetime.time())
    assert read_time_span("18") is None
    with override("en"), pytest.raises(NotUnderstood, match="the start, 18:00, and the end, 20:15"):
        read_time("18–20.15")


@pytest.mark.parametrize(
    "text", ["8.3.2027 18.30", "8. 3. 2027 klo 18.30", "2027-03-08T18:30", "ma 8.3. kl. 18:30", "8 March 2027, 6:30 pm"]
)
def test_a_moment_is_a_date_and_a_time(text: str) -> None:
    assert read_datetime(text, TODAY) == datetime.datetime.combine(MONDAY, datetime.time(18, 30))


def test_a_date_alone_is_its_midnight() -> None:
    assert read_datetime("8. 3. 2027", TODAY) == datetime.datetime.combine(MONDAY, datetime.time())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ti 8.3.2027 18", "is a Monday"),
        ("31.4.2027 9.00", "no such day"),
        ("8.3.2027 26.00", "12.1.2027 17:30"),
        ("18.30", "no such day"),
        ("pian", "12.1.2027 17:30"),
        ("8.3.2027 24:00", "Midnight"),
    ],
)
def test_what_is_no_moment_is_refused(text: str, said: str) -> None:
    with override("en"), pytest.raises(NotUnderstood, match=said):
        read_datetime(text, TODAY)


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2150, 1, 1)),
)
def test_what_is_shown_is_read_as_the_same_day(day: datetime.date, today: datetime.date) -> None:
    assert read_date(write_date(day), today) == read_date(day.isoformat(), today) == day


@given(st.times(), st.sampled_from(["fi", "sv", "en"]))
def test_what_is_shown_is_read_as_the_same_minute(time: datetime.time, language: str) -> None:
    with override(language):
        assert read_time(write_time(time)) == time.replace(second=0, microsecond=0)


@given(
    st.datetimes(datetime.datetime(1900, 1, 1), datetime.datetime(2199, 12, 31)), st.sampled_from(["fi", "sv", "en"])
)
def test_what_is_shown_is_read_as_the_same_moment(moment: datetime.datetime, language: str) -> None:
    with override(language):
        assert read_datetime(write_datetime(moment), TODAY) == moment.replace(second=0, microsecond=0)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_time, lambda text: read_date(text, TODAY), lambda text: read_datetime(text, TODAY)):
        with contextlib.suppress(NotUnderstood):
            read(text)
