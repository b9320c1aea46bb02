"""The form of an announcement: the page's own form, on the desk's terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms.utils import ErrorDict

from editorial.announcing.co_organiser_field import CoOrganiserFormMixin, co_organiser_field
from editorial.announcing.conditional_questions import EVERY_OTHER_WEEK
from editorial.announcing.form_wording import word_form, word_row
from editorial.announcing.left_out import left_out_sentences
from editorial.announcing.next_dates import NextDates, next_dates
from editorial.announcing.picture_field import PictureFormMixin, people_field, picture_field
from editorial.announcing.place_field import PlaceFormMixin, place_field
from editorial.announcing.prefilling import Prefilled, prefill, taken_rows
from editorial.announcing.question_words import ROWS, before_sentence
from editorial.announcing.sent_answers import SentAnswers, read_sent
from editorial.announcing.typed_schedules import typed_schedule
from editorial.desk_texts.description_field import DescriptionFormMixin, PlainTypingField
from listings.forms import ActivityPageForm
from listings.schedule.schedule import ScheduleKind

#: Empty rows that stand in the form where there are none, so that it works without script.
EMPTY_ROWS = {"spoken_languages": 1, "slots": 1, "dates": 4, "exceptions": 1, "contacts": 1}


@dataclass(frozen=True)
class FormFault:
    """A fault for the summary: the id of its control, the question's name, and what is wrong."""

    anchor: str
    label: str
    text: str


class AnnouncementForm(DescriptionFormMixin, PlaceFormMixin, PictureFormMixin, CoOrganiserFormMixin, ActivityPageForm):
    """Has the fields of ``form_panels``. ``for_user`` is the writer, ``parent_page`` the page of the organisation.

    What is sent is read by ``sent_answers``: a question that doesn't apply is ignored, and ``left_out``
    says so. A new form is filled in from the organisation's last announcement (``prefilling``).
    """

    description = PlainTypingField()
    venue = place_field()
    image = picture_field()
    image_people = people_field()
    co_organisers = co_organiser_field()

    def __init__(self, data: Any = None, files: Any = None, *args: Any, **kwargs: Any) -> None:
        page, parent = kwargs.get("instance"), kwargs.get("parent_page")
        self.prefilled = Prefilled()
        rows: dict[str, list[dict[str, Any]]] = {}
        if data is None and page is not None and page.pk is None and parent is not None:
            self.prefilled = prefill(page, parent)
            rows = taken_rows(page)
        self.sent: SentAnswers | None = None if data is None else read_sent(data, files, page)
        super().__init__(None if self.sent is None else self.sent.meant, files, *args, **kwargs)
        if self.prefilled.language and "written_in" in self.fields:
            self.initial["written_in"] = self.prefilled.language
        if not self.is_bound and self.instance.schedule_kind == ScheduleKind.WEEKLY:
            self._show_every_other_week()
        for name, formset in self.formsets.items():
            formset.initial_extra = rows.get(name)
            formset.extra = len(rows.get(name, ())) or (0 if formset.initial_form_count() else EMPTY_ROWS.get(name, 0))
            for row in formset.forms:
                word_row(name, row)
        word_form(self)

    def _show_every_other_week(self) -> None:
        if self.instance.schedule_interval == 2:
            self.initial |= {"schedule_kind": EVERY_OTHER_WEEK, "schedule_interval": 1}

    @cached_property
    def written_language(self) -> str:
        """The language in which the announcement is being written."""
        chosen = (self.sent.shown.get("written_in") if self.sent else self.initial.get("written_in")) or ""
        field = self.fields.get("written_in")
        if field is not None and any(code == chosen for code, _name in field.choices):
            return str(chosen)
        return str(self.instance.language)

    @property
    def left_out(self) -> list[str]:
        """Sentences on what was answered and doesn't apply."""
        return left_out_sentences(self, self.sent.left_out) if self.sent else []

    @cached_property
    def next_dates(self) -> NextDates:
        """The dates that come of what is in the form now."""
        return next_dates(typed_schedule(self.sent.shown).schedule if self.sent else self.instance.schedule)

    def show_as_typed(self) -> None:
        """Put back into the inputs what was typed, also where it was ignored. To be called once faults are known."""
        if self.sent is None or not self.is_bound:
            return
        self.is_valid()
        shown = self.sent.shown
        for name in self._refused:
            shown.setlist(self.add_prefix(name), self.data.getlist(self.add_prefix(name)))
        for formset in self.formsets.values():
            if not formset.is_bound:  # its rows are shown as they are stored
                continue
            formset.is_valid()  # the form itself asks no others after the first one with a fault
            for row in formset.forms:
                if hasattr(row, "cleaned_data") and formset._should_delete_form(row):
                    row._errors = ErrorDict()
                row.data = shown
            formset.data = shown
        self.data = shown

    @cached_property
    def fault_list(self) -> list[FormFault]:
        """Every fault, in the order of the fields and then of the rows."""
        return [*self._own_faults(), *self._faults_of_rows()] if self.is_bound else []

    def _own_faults(self) -> Iterator[FormFault]:
        for text in self.non_field_errors():
            yield FormFault("", "", text)
        for field in self:
            for text in field.errors:
                yield FormFault(field.auto_id, before_sentence(str(field.label)), text)

    def _faults_of_rows(self) -> Iterator[FormFault]:
        for name, formset in self.formsets.items():
            for text in formset.non_form_errors():
                yield FormFault(f"id_{name}", before_sentence(str(ROWS[name].title)), text)
            for number, row in enumerate(formset.forms, 1):
                one = str(ROWS[name].one) % {"number": number}
                for field in row:
                    for text in field.errors:
                        yield FormFault(field.auto_id, before_sentence(f"{one}: {field.label}"), text)
