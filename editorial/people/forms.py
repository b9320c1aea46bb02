"""Forms about people on portals' hosts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.form_guard.guarded_form import GuardedFormMixin
from listings.enums import OrganisationRole
from regions.written.clean_forms import CleanTextFormMixin
from regions.written.personal_names import refuse_addresses

#: What each role means to somebody who chooses it.
ROLE_CHOICES = (
    (OrganisationRole.WRITER, _("Writer: announces activities and keeps them up to date")),
    (OrganisationRole.RESPONSIBLE, _("Responsible person: also chooses the organisation's people")),
)


def _has_words(value: str) -> None:
    """Refuse a text without a letter or number, such as one of invisible characters."""
    if not any(map(str.isalnum, value)):
        raise ValidationError(forms.Field.default_error_messages["required"], code="required")


def _address_field(help_text: Any) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr", "autocapitalize": "off"})
    return forms.EmailField(label=_("E-mail address"), max_length=254, help_text=help_text, widget=widget)


def _role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Role"), choices=ROLE_CHOICES, widget=forms.RadioSelect, initial=OrganisationRole.WRITER
    )


class NewAccountForm(CleanTextFormMixin, forms.Form):
    """The name of somebody who comes in by an invitation; a password if they like."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        validators=[_has_words, refuse_addresses],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        validators=[_has_words, refuse_addresses],
        help_text=_("For a shared inbox, write the organisation's name above, and here for example “office”."),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=1000,
        strip=False,
        help_text=_("You can leave this empty: a code by mail is always a way in."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean(self) -> dict[str, Any]:
        values = {**self.cleaned_data}
        password = values.get("password")
        if password:
            names = {name: values.get(name, "") for name in ("first_name", "last_name")}
            try:
                validate_password(password, get_user_model()(username=self.address, email=self.address, **names))
            except ValidationError as error:
                self.add_error("password", error)
        return values


class InviteForm(CleanTextFormMixin, forms.Form):
    address = _address_field(_("The person gets a mail with a link. A shared inbox of the organisation is fine, too."))
    role = _role_field()


class LetInForm(CleanTextFormMixin, forms.Form):
    role = _role_field()


class DeclineForm(CleanTextFormMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("The person reads it in a mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AskForm(GuardedFormMixin, CleanTextFormMixin, forms.Form):
    """Somebody asks to be let in to an organisation."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        validators=[refuse_addresses],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = _address_field(_("We mail a link there. Nobody sees your request before you have opened it."))
    message = forms.CharField(
        label=_("Who are you?"),
        max_length=500,
        validators=[_has_words],
        help_text=_("A line by which the organisation's people know you."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
