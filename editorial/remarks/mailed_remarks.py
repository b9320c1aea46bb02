"""Remarks and corrections in the mail about an answer."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from editorial.remarks.models import Remark
from editorial.remarks.string_places import remark_label
from editorial.text_changes.place_labels import place_label
from editorial.text_changes.word_differences import changed_words
from regions.languages import isolated

#: Characters of one suggested wording; what is longer is read at the desk.
MOST_CHARACTERS = 200


def mailed_remarks(state: Any, page: Any) -> tuple[str, ...]:
    """Return the paragraphs about an answered review; none without remarks. One statement."""
    rows = list(Remark.objects.filter(state=state))
    remarks = [_remark_lines(row, page) for row in rows if not row.is_correction]
    corrected = [line for row in rows if row.is_correction for line in _correction_lines(row, page)]
    found = []
    if remarks:
        found.append("\n".join([_("Remarks on single parts:"), *remarks]))
    if corrected:
        found.append("\n".join([_("The spelling of these words was corrected:"), *corrected]))
    return tuple(found)


def _remark_lines(row: Remark, page: Any) -> str:
    label = remark_label(page, row.name)
    lines = [f"– {label}: {row.text}"] if row.text else []
    if row.suggestion:
        wording = Truncator(row.suggestion).chars(MOST_CHARACTERS)
        lines.append(f"– {label}: " + _("Suggested wording: “%(wording)s”") % {"wording": wording})
    return "\n".join(lines)


def _correction_lines(row: Remark, page: Any) -> list[str]:
    label = place_label(page, row.name)
    pairs = changed_words(row.said_of, row.suggestion)
    return [f"– {label}: {isolated(before)} → {isolated(after)}" for before, after in pairs]
