"""What a sent form means: what doesn't apply is left out, emptied rows go, two answers in one field are two.

It is read before any field is, so that what doesn't apply can't be wrong either. What was typed stays as it is for the
form that is shown again.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from editorial.announcing.conditional_questions import (
    CHOSEN_BY_SECTION,
    CONDITIONS,
    EVERY_OTHER_WEEK,
    ROW_CONDITIONS,
    SECTION,
    applies,
    choice_applies,
)
from editorial.announcing.typed_rows import CONTENT, TypedRow, empty_row, mend_ids, typed_rows
from editorial.announcing.written_spans import split_spans
from listings.models import ActivityPage, Concept
from listings.schedule.schedule import ScheduleKind
from regions.written.digits import ascii_digits

#: What fields hold that nobody has touched, where that isn't nothing.
_UNTOUCHED = {"schedule_interval": "1", "level_language": "fi"}
_EURO = re.compile(r"\s*(€|eur(o|oa|os)?\.?)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class LeftOut:
    """A question that was answered and doesn't apply: its name, what was typed, and the question that decides."""

    name: str
    typed: str
    after: str
    answer: str


@dataclass(frozen=True)
class SentAnswers:
    """``meant`` is the form to be read; ``shown`` what its inputs hold when it is shown again."""

    meant: QueryDict
    shown: QueryDict
    left_out: list[LeftOut] = field(default_factory=list)


def read_sent(data: QueryDict, files: Any, page: Any, today: datetime.date | None = None) -> SentAnswers:
    """Return what the form means. What it lacks is answered by the page."""
    shown = data.copy()
    for name, value in split_spans(data, today or timezone.localdate()).items():
        shown[name] = value
    meant = shown.copy()
    mend_ids(meant)
    answers = {name: _answer(name, meant, files, page) for name in _DECIDING}
    left_out = [
        found for name in CONDITIONS if not applies(name, answers) for found in _leave_out(name, meant, answers)
    ]
    sections = _sections_of_concepts()
    left_out += [found for name in CHOSEN_BY_SECTION for found in _leave_out_choices(name, meant, sections, answers)]
    for kind in CONTENT:
        for row in typed_rows(meant, kind):
            _read_row(row)
    _read_schedule_kind(meant)
    if "price_eur" in meant:
        meant["price_eur"] = plain_amount(str(meant["price_eur"]))
    return SentAnswers(meant, shown, left_out)


_DECIDING = {condition.after for condition in CONDITIONS.values()} | {SECTION}


def _answer(name: str, data: QueryDict, files: Any, page: Any) -> str:
    sent = str(data.get(name) or "") or (name if files and name in files else "")
    if sent or name in data:
        return sent
    stored = getattr(page, "image_id" if name == "image" else name, "") or ""
    if name == "schedule_kind" and stored == ScheduleKind.WEEKLY and page.schedule_interval == 2:
        return EVERY_OTHER_WEEK
    return str(stored)


def plain_amount(text: str) -> str:
    """Return a sum as a field reads it: ``7,50 €`` is 7.50."""
    return _EURO.sub("", ascii_digits(text)).replace(",", ".").replace("٫", ".").strip()


def _leave_out(name: str, data: QueryDict, answers: dict[str, str]) -> list[LeftOut]:
    """Empty a field, or all rows of a kind; return it where somebody had answered it."""
    condition = CONDITIONS[name]
    if name in CONTENT:
        rows = [row for row in typed_rows(data, name) if not row.is_removed]
        was_answered = any(row.filled() for row in rows)
        for row in rows:
            empty_row(row)
        return [LeftOut(name, "", condition.after, answers[condition.after])] if was_answered else []
    if name not in data:
        return []
    typed = ", ".join(value.strip() for value in data.getlist(name) if value.strip())
    was_answered = typed not in ("", _UNTOUCHED.get(name, ""))
    del data[name]
    if not _is_tick_or_list(name):
        data[name] = _UNTOUCHED.get(name, "") if was_answered else typed
    if not was_answered:
        return []
    return [LeftOut(name, typed, condition.after, answers[condition.after])]


def _is_tick_or_list(name: str) -> bool:
    if name == "image_people":
        return False
    kind = ActivityPage._meta.get_field(name).get_internal_type()
    return kind in ("BooleanField", "ManyToManyField", "ParentalManyToManyField") or name == "weeks_of_month"


def _leave_out_choices(name: str, data: QueryDict, sections: dict[str, str], answers: dict[str, str]) -> list[LeftOut]:
    """Leave out what is chosen of the other section."""
    chosen = data.getlist(name)
    kept = [value for value in chosen if choice_applies(sections.get(value, ""), answers)]
    if len(kept) == len(chosen):
        return []
    data.setlist(name, kept)
    return [LeftOut(name, "", SECTION, answers[SECTION])]


def _sections_of_concepts() -> dict[str, str]:
    """Keys of the concepts that belong to one section, as a form sends them. One query."""
    rows = Concept.objects.exclude(section="").values_list("pk", "section")
    return {str(key): section for key, section in rows}


def _read_row(row: TypedRow) -> None:
    """Remove a row that is empty, and what doesn't apply in one that isn't."""
    if row.is_removed:
        return
    for name, condition in ROW_CONDITIONS.get(row.kind, {}).items():
        if not condition.holds(row.text(condition.after)) and row.key(name) in row.data:
            row.data[row.key(name)] = ""
    if not row.filled():
        empty_row(row)


def _read_schedule_kind(data: QueryDict) -> None:
    if data.get("schedule_kind") == EVERY_OTHER_WEEK:
        data["schedule_kind"], data["schedule_interval"] = ScheduleKind.WEEKLY.value, "2"
    elif "schedule_interval" in data and not str(data["schedule_interval"]).strip():
        data["schedule_interval"] = _UNTOUCHED["schedule_interval"]
