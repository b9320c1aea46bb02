"""The form of an organisation's page, with what belongs to its record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.business_ids import read_business_id
from listings.enums import OrganisationStatus
from listings.forms import FamilyPageForm
from regions.permissions import may_coordinate


class BusinessIdField(forms.CharField):
    """Takes a Business ID as people write it; its value has the form 1234567-1."""

    def to_python(self, value: Any) -> str:
        return read_business_id(super().to_python(value) or "")


class OrganisationPageForm(FamilyPageForm):
    """Has the Business ID of the record, too, for those who coordinate the portal. It holds at once, like the record.

    It is written with the page's revision: ``OrganisationPage.save_revision``.
    """

    business_id = BusinessIdField(
        label=_("Business ID"),
        max_length=20,
        required=False,
        help_text=_("Such as 1234567-1; empty for a group that isn't registered."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "business_id" not in self.fields:
            return
        if self._may_say_business_id():
            self.initial["business_id"] = getattr(self.instance.record, "business_id", "")
        else:
            del self.fields["business_id"]

    def _may_say_business_id(self) -> bool:
        record = self.instance.record if self.instance.pk else None
        portal = record.home_portal if record else getattr(self.parent_page, "portal", None)
        return (
            self.instance.is_source
            and portal is not None
            and self.for_user is not None
            and may_coordinate(self.for_user, portal)
        )

    def clean_business_id(self) -> str:
        business_id: str = self.cleaned_data["business_id"]
        others = type(self.instance).record_model().objects.exclude(pk=self.instance.translation_key)
        others = others.exclude(status=OrganisationStatus.LEFT)
        if business_id and others.filter(business_id=business_id).exists():
            raise forms.ValidationError(
                _("Another organisation has this Business ID. Look for it before you write it here.")
            )
        return business_id

    def save(self, commit: bool = True) -> Any:
        if "business_id" in self.fields:
            self.instance.said_business_id = self.cleaned_data["business_id"]
        return super().save(commit=commit)
