"""Signing in by password or by a code, and signing out."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from allauth.account.internal import flows
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from editorial.accounts import account_mails, sign_in_limits
from editorial.accounts.account_adapter import AccountAdapter
from editorial.accounts.portal_views import PortalPageMixin
from editorial.accounts.sign_in_backend import account_of_confirmed
from editorial.form_guard.attempt_limits import LimitReachedError


class _AnyWayMixin:
    """Somebody who has asked for a code may still take the password, or ask for another code."""

    def _redirect_to_pending_stage(self, request: Any, stage: Any) -> None:
        return None


class SignInView(PortalPageMixin, _AnyWayMixin, views.LoginView):
    title = N_("Sign in")


class FirstSignInView(SignInView):
    """Before there is a national portal: at the admin's own address, so that somebody can open one."""

    template_name = "editorial/accounts/first_sign_in.html"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(request, *args, **kwargs)


class CodeRequestView(PortalPageMixin, _AnyWayMixin, views.RequestLoginCodeView):
    title = N_("Take a code by mail")

    def form_valid(self, form: Any) -> HttpResponse:
        """The same for every address. Raises ``LimitReachedError``."""
        request: Any = self.request
        address = form.cleaned_data["email"]
        request.sign_in_code = sign_in_limits.new_code(request, address)
        request.sign_in_person = form.user
        flows.login_by_code.LoginCodeVerificationProcess.initiate(request=request, user=form.user, email=address)
        if form.user is None and not request.sign_in_code.is_mailed:
            account_mails.pretend_to_queue(account_mails.SIGN_IN_CODE, request.portal, address)
        return super(views.RequestLoginCodeView, self).form_valid(form)


class CodeView(PortalPageMixin, views.ConfirmLoginCodeView):
    title = N_("Type the code")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        address = str(self._process.state.get("email", ""))
        asking = f"{request.session.session_key} {self._process.state['at']}"
        try:
            attempt = sign_in_limits.count_code_try(request, address, asking)
        except LimitReachedError:
            return self._ask_anew(request)
        form = self.get_form()
        is_right = form.is_valid() and self._is_good(address, form.cleaned_data["code"])
        if is_right:
            attempt.give_back()
            sign_in_limits.forget_guesses(request, address)
        elif form.is_valid():
            form.add_error("code", AccountAdapter.error_messages["incorrect_code"])
        response: HttpResponse = self.form_valid(form) if is_right else self.form_invalid(form)
        return response

    def _is_good(self, address: str, code: str) -> bool:
        """Whether the code is good, and the address still that of the account for which it was asked."""
        is_mailed = sign_in_limits.use_up_code(address, code, self._process.code)
        person = account_of_confirmed(address)
        return is_mailed and person is not None and person == self._process.user

    def _ask_anew(self, request: Any) -> HttpResponse:
        self._process.abort()
        messages.error(request, AccountAdapter.error_messages["too_many_login_attempts"])
        return HttpResponseRedirect(reverse("account_request_login_code"))


class SignOutView(PortalPageMixin, views.LogoutView):
    title = N_("Sign out")

    def logout(self) -> None:
        """Say so afterwards: signing out drops the messages that wait (``editorial.accounts.signing_out``)."""
        super().logout()
        messages.success(self.request, _("You have signed out."))
