"""Forms of moving and of remarks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.moving.models import MAX_TEXT, MoveRequest
from listings.enums import OrganisationStatus
from listings.models import Organisation
from regions.models import Portal
from regions.written.clean_forms import CleanTextFormMixin

LONGEST_REMARK = 2000


def _text(label: Any, help_text: Any, *, required: bool, most: int = MAX_TEXT) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "maxlength": most})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


class AskToMoveForm(CleanTextFormMixin, forms.Form):
    portal = forms.ModelChoiceField(
        Portal.objects.none(), label=_("To which portal?"), to_field_name="slug", empty_label=_("Choose")
    )
    reason = _text(_("Why?"), _("The other portal's coordinators read it."), required=True)

    def __init__(self, home: Portal, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["portal"]
        field.queryset = Portal.objects.exclude(pk=home.pk).order_by("name")
        field.label_from_instance = lambda portal: portal.title


class AnswerMoveForm(CleanTextFormMixin, forms.Form):
    """``organisation`` is asked for where an activity moves: it comes to stand below it."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("To which organisation of your portal?"),
        help_text=_("Needed to accept: its people write the activity from then on."),
        required=False,
        empty_label=_("Choose"),
    )
    text = _text(_("Your answer"), _("Those who asked get it by mail. Needed where you decline."), required=False)

    def __init__(self, request: MoveRequest, data: Any = None) -> None:
        super().__init__(data)
        if request.listing_id is None:
            del self.fields["organisation"]
            return
        own = Organisation.objects.filter(home_portal=request.to_portal_id, status=OrganisationStatus.JOINED)
        field: Any = self.fields["organisation"]
        field.queryset = own.titled(drafts=own).order_by("shown_title", "pk")


class RemarkForm(CleanTextFormMixin, forms.Form):
    text = _text(
        _("Your remark"),
        _("It goes to the coordinators of the activity's portal by mail, with your name and address."),
        required=True,
        most=LONGEST_REMARK,
    )
