"""The form of an account: its name, whether it is open, and groups that somebody has made by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from editorial.people.actions.change_account import ChangeAccount
from editorial.people.derived_groups import groups_made_by_hand
from regions.written.clean_forms import CleanTextFormMixin


class AccountForm(CleanTextFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Saves by the action ``ChangeAccount``. Groups that follow from memberships are neither shown nor touched."""

    groups = forms.ModelMultipleChoiceField(
        groups_made_by_hand(),
        required=False,
        label=_("Groups"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Only groups that somebody has made here. Roles in portals and organisations are given by inviting."
        ),
    )

    class Meta:
        model = get_user_model()
        fields = ["first_name", "last_name", "is_active"]
        labels = {"first_name": _("First name"), "last_name": _("Last name"), "is_active": _("The account is open")}
        help_texts = {"is_active": _("Whoever has a closed account can't sign in and has no rights.")}

    def __init__(self, *args: Any, user: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if editing_self:
            del self.fields["is_active"]
        if groups_made_by_hand().exists():
            self.initial["groups"] = groups_made_by_hand().filter(user=self.instance.pk)
        else:
            del self.fields["groups"]

    def save(self, commit: bool = True) -> Any:
        """Raise ``PeopleError`` where the account may not be closed."""
        values = self.cleaned_data
        account = ChangeAccount(
            self.instance,
            self.user,
            first_name=values["first_name"],
            last_name=values["last_name"],
            is_active=values.get("is_active"),
        ).execute()
        if "groups" in values:
            account.groups.remove(*groups_made_by_hand().exclude(pk__in=values["groups"]))
            account.groups.add(*values["groups"])
        self.instance = account
        return account

    def _save_m2m(self) -> None:
        """Do nothing: ``save`` writes the groups, and only those that are made by hand."""
