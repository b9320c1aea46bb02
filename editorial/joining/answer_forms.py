"""The coordinator's forms under a request."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.models import Portal
from regions.written.clean_forms import CleanTextFormMixin


class AnswerForm(CleanTextFormMixin, forms.Form):
    """What every answer carries: the version of the request that the coordinator has before them."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class TextForm(AnswerForm):
    """An answer with a text. The action says where the text is missing or too long."""

    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, label: Any, help_text: Any, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].help_text = help_text


class PassOnForm(TextForm):
    portal = forms.ModelChoiceField(
        Portal.objects.none(),
        label=_("Portal"),
        to_field_name="slug",
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the portal."), "invalid_choice": _("Choose the portal.")},
    )
    field_order = ("portal", "text")

    def __init__(self, current: Portal, data: Any = None, **kwargs: Any) -> None:
        super().__init__(_("Note for its coordinator"), _("The person who asks doesn't see it."), data, **kwargs)
        portals = Portal.objects.select_related("site").exclude(pk=current.pk)
        self.fields["portal"].queryset = portals  # type: ignore[attr-defined]
        self.fields["portal"].label_from_instance = lambda portal: portal.title  # type: ignore[attr-defined]


def make_forms(join_request: Any, seen: str, name: str = "", data: Any = None) -> dict[str, AnswerForm]:
    """Return the forms by the name of their answer; ``data`` is what was sent for ``name``."""

    def sent(of: str) -> Any:
        return data if of == name else None

    def common(of: str) -> dict[str, Any]:
        return {"initial": {"seen": seen}, "prefix": of, "auto_id": "id_%s"}

    return {
        "approve": AnswerForm(sent("approve"), **common("approve")),
        "ask": TextForm(
            _("What do you want to ask?"),
            _("The person gets it by mail, with a link to what they wrote, and sends it again."),
            sent("ask"),
            **common("ask"),
        ),
        "decline": TextForm(
            _("Why?"), _("The person gets the reason by mail, word for word."), sent("decline"), **common("decline")
        ),
        "pass-on": PassOnForm(join_request.portal, sent("pass-on"), **common("pass-on")),
    }
