"""The next dates that come of what is typed: the address that the form's script asks, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from editorial.announcing.next_dates import next_dates
from editorial.announcing.typed_schedules import typed_schedule
from tests.people.visiting import at

ADDRESS = "/fi/desk/activities/dates/"
NOW = "2026-11-30T12:00:00+02:00"


def typed(**values: Any) -> QueryDict:
    """A form with the given answers; dashes in names are written as ``__``."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    for kind in ("slots", "dates", "exceptions"):
        numbers = [int(name.split("-")[1]) for name in data if name.startswith(f"{kind}-") and "_" not in name]
        data.setdefault(f"{kind}-TOTAL_FORMS", str(max(numbers, default=-1) + 1))
    return data


def shown(language: str = "fi", **values: Any) -> tuple[str, tuple[str, ...]]:
    with translation.override(language):
        dates = next_dates(typed_schedule(typed(**values)).schedule)
    return dates.rule, dates.dates


TUESDAYS = {"slots__0__weekdays": "2", "slots__0__start": "17–18.30"}
SEASON = {"season_start": "12.1.–25.5.2027"}


@time_machine.travel(NOW, tick=False)
def test_every_other_week_holidays_breaks_and_a_date_besides() -> None:
    rule, dates = shown(
        schedule_kind="every_other_week",
        skip_public_holidays="on",
        exceptions__0__first="23.2.",
        dates__0__date="14.1.2027",
        dates__0__start="9",
        **TUESDAYS,
        **SEASON,
    )
    assert rule.startswith("joka toinen tiistai klo 17–18.30, 12.1.–25.5.2027")
    assert dates[:4] == (
        "ti 12.1.2027 klo 17–18.30",
        "to 14.1.2027 klo 9",
        "ti 26.1.2027 klo 17–18.30",
        "ti 9.2.2027 klo 17–18.30",
    )
    assert not any("23.2." in date for date in dates)
    assert len(dates) == 10


@time_machine.travel(NOW, tick=False)
def test_first_monday_certain_dates_and_by_agreement() -> None:
    _rule, dates = shown(schedule_kind="monthly", weeks_of_month="1", slots__0__weekdays="1", slots__0__start="9")
    assert dates[:2] == ("ma 7.12. klo 9", "ma 4.1.2027 klo 9")
    _rule, dates = shown(schedule_kind="series", dates__0__date="24.12.", dates__1__date="1.12.2026", **TUESDAYS)
    assert dates == ("ti 1.12.", "to 24.12.")
    assert shown(schedule_kind="by_agreement", **TUESDAYS) == ("", ())
    assert shown(schedule_kind="nonsense", **TUESDAYS) == ("", ())


@time_machine.travel(NOW, tick=False)
def test_in_arabic_and_with_its_digits() -> None:
    _rule, dates = shown("ar", schedule_kind="weekly", slots__0__weekdays="2", slots__0__start="١٧")
    assert "\u2066" in dates[0]
    assert "17:00" in dates[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("open_portals")
class TestAddress:
    @time_machine.travel(NOW, tick=False)
    def test_answer_has_dates_fills_and_faults(self, sanna: Any) -> None:
        values = typed(schedule_kind="weekly", season_end="kesään asti", **TUESDAYS)
        answer = at("espoo", sanna.user).post(ADDRESS, values.urlencode(), "application/x-www-form-urlencoded").json()
        assert "ti 1.12. klo 17–18.30" in answer["dates"]
        assert answer["fills"] == {"slots-0-start": "17.00", "slots-0-end": "18.30"}
        assert list(answer["faults"]) == ["season_end"]
        assert "Kirjoita päivä" in answer["faults"]["season_end"]

    def test_it_is_for_the_signed_in(self, sanna: Any) -> None:
        assert at("espoo").post(ADDRESS).status_code == 302
        assert at("espoo", sanna.user).get(ADDRESS).status_code == 405
        assert at("espoo", sanna.user).post(ADDRESS).json() == {"dates": "", "fills": {}, "faults": {}}

    def test_it_costs_the_same_whatever_is_sent(self, sanna: Any) -> None:
        client = at("espoo", sanna.user)
        bomb: dict[str, Any] = {"schedule_kind": "weekly", "schedule_interval": "٩٩٩٩", "season_start": "1.1.2199"}
        for number in range(500):
            bomb |= {f"slots__{number}__weekdays": list("1234567"), f"slots__{number}__start": f"{number % 24}"}
            bomb |= {f"exceptions__{number}__first": "1.1.1900", f"exceptions__{number}__last": "31.12.2198"}
            bomb |= {f"dates__{number}__date": "x" * 99}
        client.post(ADDRESS)
        counts = []
        for values in (typed(), typed(**bomb)):
            with CaptureQueriesContext(connection) as statements:
                answer = client.post(ADDRESS, values.urlencode(), "application/x-www-form-urlencoded")
            assert answer.status_code == 200
            counts.append(len(statements))
        assert counts[0] == counts[1] <= 6

    @pytest.mark.parametrize("start", ["1.1.1900", "31.12.2199", "29.2.2028", "\u0000", "0.0.0"])
    def test_odd_days_break_nothing(self, sanna: Any, start: str) -> None:
        values = typed(schedule_kind="monthly", weeks_of_month=["1", "-1", "9"], season_start=start, **TUESDAYS)
        answer = at("espoo", sanna.user).post(ADDRESS, values.urlencode(), "application/x-www-form-urlencoded")
        assert answer.status_code in (200, 400)
