"""Forms of the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class SignInForm(LoginForm):
    """Wagtail's sign-in form with a translated label of the password; Wagtail takes the label from the field's name."""

    password = forms.CharField(label=_("Password"), strip=False, widget=LoginForm.base_fields["password"].widget)
