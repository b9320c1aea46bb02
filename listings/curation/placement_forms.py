"""The form of a placement: why, until when, and where among the pins."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from listings.actions.place_listing import fault_of_reason, fault_of_until
from listings.enums import PlacementKind
from listings.models import Placement
from listings.models.placement import MAX_REASON


class SentenceField(forms.CharField):
    """A text in one paragraph: line breaks and several spaces become one space before its length is measured."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class PlacementForm(forms.Form):
    """Asks for what ``PlaceListing`` takes. ``is_first`` is only asked for a new pin."""

    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The last day on which it holds; empty: no end."),
    )
    reason = SentenceField(
        label=_("Reason"),
        required=False,
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_REASON}),
        help_text=_("Visitors don't see it. The organisation's people see it with their activity."),
    )
    is_first = forms.TypedChoiceField(
        label=_("Where among the pins?"),
        choices=[("first", _("first")), ("last", _("last"))],
        coerce=lambda value: value != "last",
        initial="first",
        required=False,
        empty_value="first",
        widget=forms.RadioSelect,
        help_text=_("You can change the order later."),
    )

    def __init__(self, kind: PlacementKind, placement: Placement | None, data: Any = None) -> None:
        """``placement``: what is in force. It fills the form in where it is of the same kind."""
        is_change = placement is not None and placement.kind == kind
        initial = {"until": placement.until, "reason": placement.reason} if placement and is_change else {}
        super().__init__(data, initial=initial)
        self.kind = kind
        if kind != PlacementKind.PINNED or is_change:
            del self.fields["is_first"]
        self.fields["reason"].required = kind == PlacementKind.EXCLUDED

    def clean_until(self) -> datetime.date | None:
        until: datetime.date | None = self.cleaned_data["until"]
        if fault := fault_of_until(until, timezone.localdate()):
            raise forms.ValidationError(fault)
        return until

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if fault := fault_of_reason(self.kind, reason):
            raise forms.ValidationError(fault)
        return reason
