"""What Wagtail's account page says of the address and the password: that they are changed at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel


class SignInPanel(BaseSettingsPanel):
    """Has no field of its own; active where the admin's host has our addresses."""

    name = "sign_in"
    title = _("E-mail and password")
    order = 200
    template_name = "editorial/accounts/account_panel.html"

    def is_active(self) -> bool:
        return bool(self.account_path)

    @property
    def account_path(self) -> str:
        portal = self.request.portal
        if portal is None:
            return ""
        language = translation.get_language()
        with translation.override(language if language in portal.languages else portal.first_language):
            try:
                return reverse("account")
            except NoReverseMatch:
                return ""

    def get_form(self) -> forms.Form:
        return forms.Form()

    def get_context_data(self) -> dict[str, Any]:
        return {"form": self.get_form(), "account_path": self.account_path, "address": self.user.email}
