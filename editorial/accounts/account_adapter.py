"""What allauth asks of this project: where to go, what to mail, whom to let in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.accounts import account_mails, sign_in_limits
from editorial.accounts.make_account import account_of, address_lock
from editorial.accounts.sign_in_hosts import first_page, is_on_this_host, signs_in_elsewhere
from editorial.accounts.sign_in_pages import staff_page
from editorial.form_guard.client_address import client_address


class AccountAdapter(DefaultAccountAdapter):
    """Signing in on portals' hosts, without signing up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The address or the password is wrong. Try again, or take a code by mail."),
        "incorrect_code": _("The code is wrong. Look at the newest mail, and type its eight digits."),
        "too_many_login_attempts": _("The code was wrong too often. Ask for a new one."),
        "enter_current_password": _("This isn't your password now. Write it again, or choose a new one by mail."),
        "duplicate_email": _("This is your address already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only this host: a person signed in here isn't signed in on another one."""
        return is_on_this_host(self.request, url)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_login_redirect_url(self, request: Any) -> str:
        return first_page(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account" if self.request.user.is_authenticated else "account_login")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any | None:
        """Return the active account of the address and password. Raises ``LimitReachedError``.

        Unlike allauth's own: a closed account gets the same answer as a wrong password.
        """
        account = str(credentials.get("email", ""))
        attempts = sign_in_limits.count_guess(request, account)
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if user is not None:
            for attempt in attempts:
                attempt.give_back()
        return user

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        sign_in_limits.forget_guesses(request, str(credentials.get("email", "")))

    def pre_login(self, request: Any, user: Any, **kwargs: Any) -> HttpResponse | None:
        if not user.is_active:
            clear_login(request)
            return self.respond_user_inactive(request, user)
        if signs_in_elsewhere(user, request.portal):
            request.session.flush()
            return staff_page(request)
        return None

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def generate_login_code(self) -> str:
        return str(self.request.sign_in_code.code)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Make the waiting address the account's; return False where it waits no longer, or is another account's."""
        with address_lock(email_address.email):
            row = EmailAddress.objects.select_for_update().filter(pk=email_address.pk, verified=False).first()
            if row is None or not row.user.is_active or not row.can_set_verified():
                return False
            owner = account_of(row.email)
            if owner is not None and owner.pk != row.user_id:
                return False
            return bool(super().confirm_email(request, row))

    def send_confirmation_mail(self, request: Any, emailconfirmation: Any, signup: bool) -> None:
        row = emailconfirmation.email_address
        account_mails.queue(account_mails.ADDRESS_CHANGE, request.portal, address=row.email, thing=row)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        _MAILS[template_prefix](self.request, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Unlike allauth's own: nothing is told of the device, because nothing of it is kept."""
        _MAILS[template_prefix](self.request, email or user.email, {"user": user})


def _mail_code(request: Any, email: str, context: dict[str, Any]) -> None:
    if not request.sign_in_code.is_mailed:
        account_mails.queue(
            account_mails.SIGN_IN_CODE,
            request.portal,
            person=request.sign_in_person,
            secrets={"code": context["code"]},
        )


def _mail_reset(request: Any, email: str, context: dict[str, Any]) -> None:
    account_mails.queue(
        account_mails.PASSWORD_RESET,
        request.portal,
        person=context["user"],
        secrets={"uid": context["uid"], "key": context["key"]},
    )


def _mail_changed_password(request: Any, email: str, context: dict[str, Any]) -> None:
    account_mails.queue(account_mails.PASSWORD_CHANGED, request.portal, person=context["user"])


def _mail_old_address(request: Any, email: str, context: dict[str, Any]) -> None:
    account_mails.queue(account_mails.ADDRESS_CHANGED, request.portal, address=email)


_MAILS = {
    "account/email/login_code": _mail_code,
    "account/email/password_reset_key": _mail_reset,
    "account/email/password_reset": _mail_changed_password,
    "account/email/password_changed": _mail_changed_password,
    "account/email/password_set": _mail_changed_password,
    "account/email/email_changed": _mail_old_address,
}
