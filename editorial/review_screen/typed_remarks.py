"""Remarks that were typed on a screen whose answer wasn't taken: at their places in what is shown now, or as a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict

from editorial.remarks.remark_form import REMARK, SUGGESTION, RemarkForm, SentRemark
from editorial.remarks.remarked_places import can_be_remarked
from editorial.remarks.said_values import facts_of_version, name_now, value_at
from editorial.remarks.string_places import remark_label
from editorial.review_screen.reviewed_text import ReviewedText
from editorial.review_screen.screen_context import words_of_places
from editorial.text_changes.text_places import TextPlace
from regions.languages import direction


@dataclass(frozen=True)
class TypedRemark:
    """A remark without a place on the screen: of a row that is gone, or of a text that waits no longer."""

    label: str
    said_of: str
    text: str
    suggestion: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class TypedRemarks:
    """``data`` has what was typed by the names of the present version's places; ``others`` have no place in it."""

    data: QueryDict
    others: list[TypedRemark] = field(default_factory=list)


def typed_remarks(earlier: ReviewedText, text: ReviewedText, data: QueryDict) -> TypedRemarks:
    """Return what was typed on the screen of ``earlier`` for that of ``text``.

    A row is known again by what it says. A wording that repeats the earlier version was not typed.
    """
    sent = RemarkForm(earlier.version, data, lambda: words_of_places(earlier)).sent
    kept = data.copy()
    for key in [key for key in kept if key.startswith((REMARK, SUGGESTION))]:
        del kept[key]
    others: list[TypedRemark] = []
    for remark in sent:
        name = _name_now(remark.name, earlier, text) if text.is_waiting else None
        if name is None:
            others.append(_other(remark, earlier))
            continue
        for key, typed in ((f"{REMARK}{name}", remark.text), (f"{SUGGESTION}{name}", remark.suggestion)):
            if typed:
                kept[key] = "\n\n".join(filter(None, (kept.get(key, ""), typed)))
    return TypedRemarks(kept, others)


def _name_now(name: str, earlier: ReviewedText, text: ReviewedText) -> str | None:
    before = facts_of_version(earlier.version, earlier.state.revision.content)
    now = facts_of_version(text.version, text.state.revision.content)
    found = name_now(name, value_at(before, name), now)
    return found if found is not None and can_be_remarked(text.version, found) else None


def _other(remark: SentRemark, earlier: ReviewedText) -> TypedRemark:
    return TypedRemark(
        label=remark_label(earlier.version, remark.name),
        said_of=remark.said_of if TextPlace.of(remark.name).is_row else "",
        text=remark.text,
        suggestion=remark.suggestion,
        language=earlier.language,
    )
