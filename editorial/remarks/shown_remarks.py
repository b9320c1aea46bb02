"""Remarks as their writer reads them: each at its question, and all in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from editorial.remarks.actions.answer_suggestion import same_wording
from editorial.remarks.models import Remark
from editorial.remarks.remarked_places import takes_suggestion
from editorial.remarks.said_values import Facts, facts_of, is_unchanged, name_now
from editorial.remarks.string_places import control_name, remark_label
from editorial.remarks.typed_texts import typed_text
from editorial.text_changes.place_labels import place_label
from editorial.text_changes.text_places import TextPlace
from editorial.text_changes.word_differences import Piece, changed_words, word_differences
from listings.models import FamilyPage
from regions.languages import direction
from regions.people import person_name


@dataclass(frozen=True)
class ShownRemark:
    """``name`` is where it belongs in the form now; empty where its row is gone, or the form doesn't ask it.

    ``said_of`` is empty while that is what stands there. ``pieces``: what the suggestion would change in the text
    that is in the field now, by word; none where nothing is suggested.
    """

    id: int
    name: str
    anchor: str
    label: str
    text: str
    person: str
    said_of: str = ""
    is_gone: bool = False
    suggestion: str = ""
    is_taken: bool = False
    is_declined: bool = False
    language: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def has_suggestion(self) -> bool:
        return bool(self.suggestion)

    @property
    def element_id(self) -> str:
        return f"remark-{self.id}"

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class ShownRemarks:
    """The remarks of one form, in the order in which they were written."""

    remarks: list[ShownRemark]

    def __iter__(self) -> Iterator[ShownRemark]:
        return iter(self.remarks)

    def __len__(self) -> int:
        return len(self.remarks)

    def at(self, name: str) -> list[ShownRemark]:
        """Return those that stand at a field, a row or a kind of rows."""
        return [remark for remark in self.remarks if remark.name == name]


def shown_remarks(state_id: int, page: FamilyPage, form: Any = None) -> ShownRemarks:
    """Return the remarks of an answer. ``form`` is the one that ``page``, its latest version, is written in.

    Without a form the texts are those of the page. Two statements, whatever the number of remarks.
    """
    rows = list(Remark.objects.filter(state_id=state_id, is_correction=False).select_related("suggested_by"))
    facts = facts_of(page) if rows else {}
    return ShownRemarks([_shown(row, page, form, facts) for row in rows])


def _shown(remark: Remark, page: FamilyPage, form: Any, facts: Facts) -> ShownRemark:
    now = name_now(remark.name, remark.said_value, facts)
    bound = _bound(form, now) if form is not None and now is not None else None
    known: dict[str, Any] = {"id": remark.pk, "text": remark.text, "person": person_name(remark.suggested_by)}
    known |= {"label": remark_label(page, now or remark.name), "language": page.language}
    if now is None:
        return ShownRemark(**known, name="", anchor="", said_of=remark.said_of, is_gone=True)
    is_asked = form is None or bound is not None or _has_strings(form, now)
    known |= {"name": now if is_asked else "", "anchor": f"field-{now}" if _has_strings(form, now) else _anchor(now)}
    if not takes_suggestion(page, now):
        said_of = "" if is_unchanged(now, remark.said_value, facts) else remark.said_of
        return ShownRemark(**known, said_of=said_of)
    current = str(bound.value() or "") if bound is not None else typed_text(page, now)
    is_taken = bool(remark.suggestion) and same_wording(current, remark.suggestion)
    is_old = not is_taken and not same_wording(current, remark.said_of)
    return ShownRemark(
        **known,
        said_of=remark.said_of if is_old else "",
        suggestion=remark.suggestion,
        is_taken=is_taken,
        is_declined=remark.declined,
        pieces=word_differences(current, remark.suggestion) if remark.suggestion and not is_taken else [],
    )


def _bound(form: Any, name: str) -> Any:
    """Return what the form has at a place: its field, a row or the rows; None where it doesn't ask it."""
    place = TextPlace.of(name)
    control = control_name(name) if place.string else place.name
    if control in form.fields:
        return form[control]
    formset = getattr(form, "formsets", {}).get(place.name)
    if formset is None or place.number is None:
        return formset
    row = formset.forms[place.number] if place.number < len(formset.forms) else None
    if row is None or not place.field:
        return row
    return row[place.field] if place.field in row.fields else None


def _has_strings(form: Any, name: str) -> bool:
    """Whether the form asks a text string by string: then a remark on all of it stands above them."""
    return any(string.field == name for string in getattr(form, "strings", ()))


def _anchor(name: str) -> str:
    """The id of a question's control, or of its row, on the form's page; there rows count from 1."""
    place = TextPlace.of(name)
    if place.string:
        return f"id_{control_name(name)}"
    return f"{place.name}-{place.number + 1}" if place.number is not None and not place.field else f"id_{name}"


def link_to_controls(remarks: ShownRemarks, form: Any) -> None:
    """Have each control that is one input described by the remarks at it, besides by what describes it already."""
    for name in {remark.name for remark in remarks if remark.name}:
        bound = _bound(form, name)
        if bound is None or not hasattr(bound, "field") or bound.is_hidden or bound.use_fieldset:
            continue
        before = bound.field.widget.attrs.get("aria-describedby") or bound.aria_describedby or ""
        ids = " ".join(remark.element_id for remark in remarks.at(name))
        bound.field.widget.attrs["aria-describedby"] = f"{before} {ids}".strip()


@dataclass(frozen=True)
class ShownCorrection:
    """A text that was approved with corrected spelling: which words stand in place of which."""

    label: str
    words: list[tuple[str, str]]
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)


def shown_corrections(state_id: int, page: FamilyPage) -> list[ShownCorrection]:
    """Return what the reviewer has corrected in an approved text. One statement."""
    rows = Remark.objects.filter(state_id=state_id, is_correction=True)
    return [
        ShownCorrection(place_label(page, row.name), changed_words(row.said_of, row.suggestion), page.language)
        for row in rows
    ]
