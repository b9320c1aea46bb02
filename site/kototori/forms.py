"""The sign-in form of the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class SignInForm(LoginForm):
    """Wagtail's, with a label on the password: there it comes from the field's name, in English for everybody."""

    password = forms.CharField(label=_("Password"), strip=False, widget=LoginForm.base_fields["password"].widget)
