"""Forms of the changes that take one step: a day of the next ones, a break, the times of a copy."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.actions.copy_season import NewTimes
from listings.models import ActivityPage
from listings.schedule import Occurrence
from listings.schedule.schedule import ScheduleKind
from listings.schedule.wording import format_date, format_date_range, format_occurrence, format_time_range
from regions.written.clean_forms import CleanTextFormMixin
from regions.written.plain_inputs import PlainDateInput
from regions.written.written_inputs import WrittenDateField

#: Rows of a series for which a new day is asked.
MOST_DATES = 12
OVER = _("That day is over. Choose a day that is still to come.")


class DeskForm(CleanTextFormMixin, forms.Form):
    """A form whose faults take the focus and stand beside their fields."""

    use_required_attribute = False


class PlainDateField(WrittenDateField):
    """A day as people write it, in an input that needs no script."""

    widget = PlainDateInput


def reason_field(limit: int) -> forms.CharField:
    return forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=limit,
        help_text=_("Visitors read it, in the language in which you write it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class CancelDateForm(DeskForm):
    """``times``: the next occurrences that aren't cancelled; each day is one choice."""

    date = forms.ChoiceField(
        label=_("Which day doesn't take place?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a day."), "invalid_choice": _("Choose one of these days.")},
    )
    reason = reason_field(200)

    def __init__(self, *args: Any, times: Sequence[Occurrence], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words: dict[str, str] = {}
        for time in times:
            text = _with_year(time, language)
            day = time.date.isoformat()
            words[day] = f"{words[day]}, {text}" if day in words else text
        self.fields["date"].choices = list(words.items())  # type: ignore[attr-defined]
        if len(words) == 1:
            self.fields["date"].initial = next(iter(words))

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.cleaned_data["date"])


def _with_year(time: Occurrence, language: str) -> str:
    return format_occurrence(time, language, with_year=time.date.year != timezone.localdate().year)


class PauseForm(DeskForm):
    until = PlainDateField(
        label=_("Until when?"),
        required=False,
        help_text=_("The last day of the break. Then it goes on by itself. Leave it empty if you don't know yet."),
    )
    reason = reason_field(300)

    def clean_until(self) -> datetime.date | None:
        until: datetime.date | None = self.cleaned_data["until"]
        if until is not None and until < timezone.localdate():
            raise forms.ValidationError(OVER)
        return until


def consent_field(name: str) -> str:
    """Return the name of a person's field: of this person, whoever else is named meanwhile."""
    return f"consent_{hashlib.sha256(name.encode()).hexdigest()[:12]}"


class CopyForm(DeskForm):
    """Asks for the days of a copy, and once more for the consent of each person that the original names."""

    listing_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: ActivityPage, language: str, **kwargs: Any) -> None:
        initial = {"listing_key": uuid.uuid4(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.page, self.language = page, language
        self.kind = ScheduleKind(page.schedule_kind or ScheduleKind.BY_AGREEMENT)
        self.rows = [row for row in page.dates.all() if row.date][:MOST_DATES]
        if self._has_season:
            self._ask_season()
        else:
            self._ask_days()
        if page.sign_up_deadline is not None:
            self.fields["sign_up_deadline"] = PlainDateField(
                label=_("Sign up by"), required=False, help_text=self._last_time(page.sign_up_deadline)
            )
        self.people = list(dict.fromkeys(row.name for row in page.contacts.all() if row.name))
        for name in self.people:
            self.fields[consent_field(name)] = forms.BooleanField(
                label=_("%(person)s has agreed to be named in the new announcement") % {"person": name},
                required=False,
            )

    @property
    def _has_season(self) -> bool:
        return self.kind.repeats or self.kind is ScheduleKind.BY_AGREEMENT

    def _last_time(self, *days: datetime.date | None) -> str:
        known = [day for day in days if day is not None]
        if not known:
            return ""
        words = (
            format_date_range(known[0], known[-1], self.language)
            if len(known) > 1
            else format_date(known[0], self.language, with_year=True)
        )
        return str(_("Last time: %(days)s") % {"days": words})

    def _ask_season(self) -> None:
        is_asked = self.page.season_start is not None or self.page.season_end is not None
        self.fields["season_start"] = PlainDateField(
            label=_("First day of the new season"),
            required=is_asked and self.kind.repeats,
            help_text=self._last_time(self.page.season_start, self.page.season_end),
            error_messages={"required": _("Write the first day of the new season, such as 12.1.")},
        )
        self.fields["season_end"] = PlainDateField(
            label=_("Last day of the new season"),
            required=self.page.season_end is not None and self.kind.repeats,
            help_text=_("Leave it empty if it goes on without an end.") if self.page.season_end is None else "",
            error_messages={"required": _("Write the last day of the new season, such as 25.5.")},
        )

    def _ask_days(self) -> None:
        is_single = self.kind is ScheduleKind.SINGLE
        for place, row in enumerate(self.rows[:1] if is_single else self.rows):
            last = format_date(row.date, self.language, with_year=True, weekday="short")
            clock = format_time_range(row.start, row.end, self.language) if row.start else ""
            self.fields["date" if is_single else f"date_{place}"] = PlainDateField(
                label=_("New day") if is_single else _("New day %(number)d") % {"number": place + 1},
                required=is_single,
                help_text=_("Last time: %(days)s") % {"days": f"{last} {clock}".strip()},
                error_messages={"required": _("Write the new day, such as 12.1.")},
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        start, end, today = values.get("season_start"), values.get("season_end"), timezone.localdate()
        if start and end and end < start:
            self.add_error("season_end", _("The season ends before it begins."))
        elif end and end < today:
            self.add_error("season_end", OVER)
        days = {name: day for name, day in values.items() if name.startswith("date") and day}
        for name, day in days.items():
            if day < today:
                self.add_error(name, OVER)
        if not self._has_season and self.rows and not days and not self.errors:
            self.add_error(None, _("Write at least one new day."))
        return values

    @property
    def times(self) -> NewTimes:
        values = self.cleaned_data
        dates = None
        if not self._has_season:
            named = {place: values.get(f"date_{place}") for place in range(len(self.rows))}
            if self.kind is ScheduleKind.SINGLE:
                named = {0: values.get("date")}
            dates = {place: day for place, day in named.items() if day}
        return NewTimes(
            season_start=values.get("season_start"),
            season_end=values.get("season_end"),
            sign_up_deadline=values.get("sign_up_deadline"),
            dates=dates,
        )

    @property
    def consents(self) -> list[str]:
        return [name for name in self.people if self.cleaned_data.get(consent_field(name))]

    @property
    def day_fields(self) -> list[Any]:
        return [field for field in self.visible_fields() if not field.name.startswith("consent_")]

    @property
    def consent_fields(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name.startswith("consent_")]
