"""What has become of a remark in a later version of its text."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from editorial.desk_texts.description_text import html_of_text
from editorial.remarks.models import Remark
from editorial.remarks.said_values import Facts, is_unchanged, name_now, value_at


class Outcome(TextChoices):
    TAKEN = "taken", _("the suggestion is taken")
    CHANGED = "changed", _("changed otherwise")
    DECLINED = "declined", _("the writer keeps their own wording")
    UNCHANGED = "unchanged", _("unchanged")
    GONE = "gone", _("the row is no longer there")


def outcome_of(remark: Remark, facts: Facts) -> Outcome:
    """Return what has become of a remark in the version that stores ``facts``."""
    now = name_now(remark.name, remark.said_value, facts)
    if now is None:
        return Outcome.GONE
    if remark.suggestion and _has_wording(value_at(facts, now), remark):
        return Outcome.TAKEN
    if is_unchanged(now, remark.said_value, facts):
        return Outcome.DECLINED if remark.declined else Outcome.UNCHANGED
    return Outcome.CHANGED


def _has_wording(value: Any, remark: Remark) -> bool:
    if remark.name == "description":
        return bool(value == html_of_text(remark.suggestion))
    return str(value or "").split() == remark.suggestion.split()
