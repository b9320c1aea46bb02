"""Forms of signing in and of an account. allauth finds them by the setting ``ACCOUNT_FORMS``."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from editorial.accounts.sign_in_backend import account_of_confirmed
from editorial.mails.queueing import MAIL_LANGUAGES
from regions.languages import own_name
from regions.written.clean_forms import CleanTextFormMixin
from regions.written.clean_text import clean_text
from regions.written.digits import ascii_digits
from regions.written.personal_names import refuse_addresses

#: Characters of a password at most: more is no password, only work.
MAX_PASSWORD_LENGTH = 1000
#: A browser fills in a user name in a field for text; phones show their keyboard for addresses.
_ADDRESS_INPUT = {
    "autocomplete": "username",
    "dir": "ltr",
    "inputmode": "email",
    "autocapitalize": "none",
    "spellcheck": "false",
}


class AddressField(forms.EmailField):
    """An e-mail address as phones send it: with spaces around it, and a capital letter. Its value is in lower case."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("E-mail"))
        super().__init__(
            max_length=254,
            error_messages={
                "required": _("Write your e-mail address."),
                "invalid": _("Write a whole e-mail address, such as name@example.org."),
            },
            widget=forms.TextInput(attrs=_ADDRESS_INPUT),
            **options,
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(clean_text(str(value or "")))).strip().lower()


class PasswordField(forms.CharField):
    """A password, kept exactly as it is typed."""

    def __init__(self, autocomplete: str, **options: Any) -> None:
        super().__init__(
            strip=False,
            max_length=MAX_PASSWORD_LENGTH,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr"}),
            error_messages={"required": _("Write the password.")},
            **options,
        )


class SignInForm(allauth_forms.LoginForm):
    """Address and password. Raises ``LimitReachedError`` when it is read after too many attempts."""

    # The same form asks for a code, and then no password is written: a browser must not insist on it.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": AddressField(),
            "password": PasswordField("current-password", label=_("Password")),
        }
        self.fields["password"].error_messages["required"] = _("Write your password, or take a code by mail.")

    def _login_with_password(self, request: HttpRequest, redirect_url: Any, credentials: Any) -> HttpResponse:
        """Unlike allauth's: every session has the age that the settings say."""
        self._login.redirect_url = redirect_url
        response: HttpResponse = flows.login.perform_password_login(request, credentials, self._login)
        return response


class CodeRequestForm(forms.Form):
    """Who wants a code. ``user`` is who gets it, or None."""

    email = AddressField()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        """The form of the password sends the address as ``login``."""
        if data is not None and "email" not in data and "login" in data:
            data = data.copy()
            data["email"] = data["login"]
        super().__init__(data, *args, **kwargs)
        self.user: Any | None = None

    def clean(self) -> dict[str, Any]:
        address = self.cleaned_data.get("email")
        if address:
            self.user = account_of_confirmed(address)
        return self.cleaned_data


class CodeForm(forms.Form):
    """The code of the mail, in digits of any script, with or without spaces. The view compares it."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight digits, from the mail."),
        max_length=40,
        error_messages={"required": _("Write the code of the mail.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-to-type", "dir": "ltr"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("code", None)
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        return "".join(character for character in ascii_digits(self.cleaned_data["code"]) if character.isalnum())


class ResetForm(forms.Form):
    """Who wants a new password. ``users``: the one account of the address, or none."""

    email = AddressField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users: list[Any] = []

    def clean(self) -> dict[str, Any]:
        address = self.cleaned_data.get("email")
        user = account_of_confirmed(address) if address else None
        self.users = [user] if user is not None else []
        return self.cleaned_data

    def save(self, request: HttpRequest) -> None:
        flows.password_reset.request_password_reset(
            request, self.cleaned_data["email"], self.users, allauth_forms.default_token_generator
        )


class ResetLinkForm(allauth_forms.UserTokenForm):
    """What the link in the mail names. A closed account gets no new password."""

    def _get_user(self, uidb36: str) -> Any | None:
        user = super()._get_user(uidb36)
        return user if user is not None and user.is_active else None


class _NewPasswordForm(forms.Form):
    """A new password, once: browsers show what was typed, and whoever mistypes it takes a code by mail."""

    password1 = PasswordField("new-password", label=_("New password"))

    def __init__(self, *args: Any, user: Any = None, temp_key: str = "", **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("At least eight characters. A few words are easy to remember.")

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        password_validation.validate_password(password, self.user)
        return password

    def save(self) -> None:
        flows.password_change.change_password(self.user, self.cleaned_data["password1"])


class NewPasswordAfterResetForm(_NewPasswordForm):
    """The page of the link in a mail."""


class FirstPasswordForm(_NewPasswordForm):
    """For an account that has none."""


class ChangePasswordForm(_NewPasswordForm):
    """The old password too, so that whoever finds an open browser can't take the account."""

    oldpassword = PasswordField("current-password", label=_("Password now"))
    field_order = ("oldpassword", "password1")

    def clean_oldpassword(self) -> str:
        password = str(self.cleaned_data["oldpassword"])
        if not self.user.check_password(password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class NewAddressForm(forms.Form):
    """The address that one wants to sign in with from now on. Nothing tells whether somebody has it."""

    email = AddressField(label=_("New e-mail address"))
    password = PasswordField("current-password", label=_("Password now"))

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        """An account without a password isn't asked for one."""
        self.user = user
        super().__init__(*args, **kwargs)
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"])
        if EmailAddress.objects.filter(user=self.user, email=address, verified=True).exists():
            raise get_adapter().validation_error("duplicate_email")
        return address

    def save(self, request: HttpRequest) -> EmailAddress:
        return EmailAddress.objects.add_new_email(request, self.user, self.cleaned_data["email"])


class NameForm(CleanTextFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A person's own name, as colleagues see it, and the language of their mails."""

    language = forms.ChoiceField(label=_("In which language do we write to you?"))

    class Meta:
        model = get_user_model()
        fields = ("first_name", "last_name")
        labels = {"first_name": _("First name"), "last_name": _("Last name")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"
        for name in self.Meta.fields:
            self.fields[name].validators.append(refuse_addresses)
        self.fields["language"].choices = [(code, own_name(code)) for code in MAIL_LANGUAGES]  # type: ignore[attr-defined]
