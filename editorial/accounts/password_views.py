"""Passwords: a new one by mail, a change, and the first one of an account that has none."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from allauth.account.forms import default_token_generator
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.utils.translation import gettext_noop as N_

from editorial.accounts import account_mails, sign_in_limits
from editorial.accounts.portal_views import PortalPageMixin


class ResetView(PortalPageMixin, views.PasswordResetView):
    title = N_("A new password")

    def form_valid(self, form: Any) -> HttpResponse:
        """The same for every address. Raises ``LimitReachedError``."""
        request: Any = self.request
        address = form.cleaned_data["email"]
        is_sent = sign_in_limits.count_mail(request, "reset", address)
        if is_sent and form.users:
            form.save(request)
        elif is_sent:
            default_token_generator.make_token(get_user_model()(pk=0))
            account_mails.pretend_to_queue(account_mails.PASSWORD_RESET, request.portal, address)
        return super(views.PasswordResetView, self).form_valid(form)


class ResetSentView(PortalPageMixin, views.PasswordResetDoneView):
    title = N_("Look at your mail")


class ResetLinkView(PortalPageMixin, views.PasswordResetFromKeyView):
    title = N_("A new password")

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        if context.get("token_fail"):
            options["status"] = 410
        response: HttpResponse = super().render_to_response(context, **options)
        return response


class ResetDoneView(PortalPageMixin, views.PasswordResetFromKeyDoneView):
    title = N_("A new password")


class ChangePasswordView(PortalPageMixin, views.PasswordChangeView):
    title = N_("Change the password")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wrong old passwords count as attempts to sign in. Raises ``LimitReachedError``."""
        attempts = sign_in_limits.count_guess(request, request.user.email)
        form = self.get_form()
        is_valid = form.is_valid()
        if "oldpassword" not in form.errors:
            for attempt in attempts:
                attempt.give_back()
        return self.form_valid(form) if is_valid else self.form_invalid(form)


class FirstPasswordView(PortalPageMixin, views.PasswordSetView):
    title = N_("Choose a password")
