"""Remarks of reviewers in templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from editorial.compared_strings.version_strings import place_name
from editorial.remarks.earlier_remarks import EarlierRemark, ShownEarlier
from editorial.remarks.remark_form import RemarkField, RemarkForm
from editorial.remarks.shown_remarks import (
    ShownCorrection,
    ShownRemark,
    ShownRemarks,
    link_to_controls,
    shown_corrections,
    shown_remarks,
)
from editorial.text_changes import marked_words
from editorial.text_changes.word_differences import Piece

register = template.Library()


@register.simple_tag
def remarks_on(standing: Any, page: Any, form: Any = None) -> ShownRemarks:
    """The remarks with which a text was returned; none, without a statement, where it wasn't, or there are none.

    ``page``: its latest version. ``form``: the one that it is written in, whose controls are then described by them.
    """
    if standing is None or not standing.is_returned or not standing.remark_count or page is None:
        return ShownRemarks([])
    remarks = shown_remarks(standing.state_id, page, form)
    if form is not None:
        link_to_controls(remarks, form)
    return remarks


@register.simple_tag
def corrections_on(standing: Any, page: Any) -> list[ShownCorrection]:
    """What the reviewer has corrected in a text that is approved; no statement where there is nothing."""
    if standing is None or not standing.is_approved or not standing.remark_count or page is None:
        return []
    return shown_corrections(standing.state_id, page)


@register.filter
def at(remarks: Any, name: Any) -> list[ShownRemark]:
    """``remarks|at:name``: those at a field, a row or a kind of rows; none in a form without remarks."""
    return remarks.at(str(name)) if isinstance(remarks, ShownRemarks) else []


@register.filter
def said_at(earlier: Any, name: str) -> list[EarlierRemark]:
    """``earlier|said_at:name``: the remarks of the round before at a place."""
    return earlier.at(name) if isinstance(earlier, ShownEarlier) else []


@register.filter
def marked_wording(pieces: Iterable[Piece]) -> SafeString:
    """``pieces|marked_wording``: what a suggestion changes, marked by word."""
    return marked_words.marked_wording(pieces)


@register.filter
def described_by(remarks: Any, field: Any) -> str:
    """``remarks|described_by:field``: the ids of what describes a question of several controls."""
    ids = [field.aria_describedby or "", *(remark.element_id for remark in at(remarks, field.html_name))]
    return " ".join(filter(None, ids))


@register.filter
def has_remark(part: Any, remarks: Any) -> bool:
    """``part|has_remark:remarks``: whether there is a remark in a part of the announcement's form."""
    if not isinstance(remarks, ShownRemarks) or not len(remarks):
        return False
    names = {remark.name for remark in remarks}
    if part.field is not None and part.field.html_name in names:
        return True
    if part.rows is not None and any(name.partition("-")[0] == part.rows.kind for name in names):
        return True
    return any(has_remark(inner, remarks) for inner in part.parts)


@register.filter
def as_place(string: Any, label: str) -> dict[str, Any]:
    """``string|as_place:label``: what the reviewer's inputs at a string of a translation are called."""
    return {"name": string.name, "label": label, "is_text": False, "after": string.text, "before": ""}


@register.filter
def at_string(remarks: Any, string: Any) -> list[ShownRemark]:
    """``remarks|at_string:string``: those at a string of the original that is being translated."""
    return at(remarks, place_name(string))


@register.simple_tag
def remark_field(form: RemarkForm, name: str) -> RemarkField | None:
    """The reviewer's inputs at a place of the shown version; None where nothing can be said of it."""
    return form.field(name)
