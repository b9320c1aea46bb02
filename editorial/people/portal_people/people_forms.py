"""Forms of a portal's people: an invitation to a role, a changed role, an invitation to an organisation."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from editorial.mails.queueing import MAIL_LANGUAGES, mail_language
from editorial.people.last_days import fault_of_last_day
from editorial.people.permissions import may_give_role
from editorial.people.role_names import language_name
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.models import Portal, PortalMembership, PortalRole
from regions.written.clean_forms import CleanTextFormMixin

#: What each role is for, in one line of the form.
_ROLES = {
    PortalRole.NATIONAL_ADMIN: _("opens portals, keeps vocabularies and accounts, and has every right in all portals"),
    PortalRole.COORDINATOR: _("reviews and publishes, chooses what the portal shows, and invites people"),
    PortalRole.TRANSLATOR: _("translates texts into the languages that you choose below"),
    PortalRole.COUNSELLOR: _("advises people with the portal, and gets tools for that"),
}
_ORGANISATION_ROLES = {
    OrganisationRole.RESPONSIBLE: _("writes, and chooses who else writes for the organisation"),
    OrganisationRole.WRITER: _("writes and changes the organisation's activities"),
}


def _last_day() -> forms.DateField:
    return forms.DateField(
        label=_("Last day"),
        required=False,
        widget=AdminDateInput,
        help_text=_("For a substitute: after this day the role gives no rights. Empty: no end."),
    )


def _organisation_role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Role"),
        choices=[
            (value, _with_purpose(label, _ORGANISATION_ROLES[OrganisationRole(value)]))
            for value, label in OrganisationRole.choices
        ],
        widget=forms.RadioSelect,
    )


def _languages(portal: Portal) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Translates into"),
        required=False,
        choices=[(code, language_name(code)) for code in portal.languages],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For translators only."),
    )


class _WithLastDay(CleanTextFormMixin, forms.Form):
    def clean_ends_on(self) -> datetime.date | None:
        ends_on: datetime.date | None = self.cleaned_data["ends_on"]
        if fault := fault_of_last_day(ends_on):
            raise forms.ValidationError(fault)
        return ends_on


class _Invitation(_WithLastDay):
    """The fields that every invitation has: to whom, and in which language."""

    address = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("The invitation goes there. Its link works for 14 days, once."),
    )

    def add_language(self, portal: Portal) -> None:
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the invitation"),
            choices=[(code, language_name(code)) for code in MAIL_LANGUAGES],
            initial=mail_language(portal.first_language, portal),
        )


class PortalInvitationForm(_Invitation):
    """Asks for what ``Invite`` takes of a role in a portal. Only the roles that the person may give are offered."""

    def __init__(self, portal: Portal, user: Any, data: Any = None, *, role: str = "") -> None:
        super().__init__(data, initial={"role": role})
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"),
            choices=[
                (value, _with_purpose(label, _ROLES[PortalRole(value)]))
                for value, label in PortalRole.choices
                if may_give_role(user, portal, value)
            ],
            widget=forms.RadioSelect,
        )
        self.fields["languages"] = _languages(portal)
        self.fields["ends_on"] = _last_day()
        self.add_language(portal)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("role") != PortalRole.TRANSLATOR:
            cleaned["languages"] = []
        elif not cleaned.get("languages"):
            self.add_error("languages", _("Say into which languages this person translates."))
        return cleaned


class OrganisationInvitationForm(_Invitation):
    """Asks for what ``Invite`` takes of a role in an organisation."""

    def __init__(self, portal: Portal, data: Any = None) -> None:
        super().__init__(data, initial={"role": OrganisationRole.RESPONSIBLE})
        self.fields["role"] = _organisation_role()
        self.add_language(portal)


class MemberForm(CleanTextFormMixin, forms.Form):
    """A member's role in an organisation."""

    def __init__(self, membership: OrganisationMembership, data: Any = None) -> None:
        super().__init__(data, initial={"role": membership.role})
        self.fields["role"] = _organisation_role()


class RoleForm(_WithLastDay):
    """A role's languages and last day."""

    def __init__(self, membership: PortalMembership, data: Any = None) -> None:
        super().__init__(data, initial={"languages": membership.languages, "ends_on": membership.ends_on})
        if membership.role == PortalRole.TRANSLATOR:
            self.fields["languages"] = _languages(membership.portal)
            self.fields["languages"].help_text = ""
        self.fields["ends_on"] = _last_day()
        self.membership = membership

    def clean_ends_on(self) -> datetime.date | None:
        """A day that has passed may stay as it is."""
        ends_on: datetime.date | None = self.cleaned_data["ends_on"]
        return ends_on if ends_on == self.membership.ends_on else super().clean_ends_on()


def _with_purpose(role: Any, purpose: Any) -> str:
    return f"{role}: {purpose}"
