"""A person's own account, at the desk: name, address, password."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from allauth.account.internal import flows
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.generic.edit import FormView

from editorial.accounts import account_mails, sign_in_limits
from editorial.accounts.account_forms import NameForm, NewAddressForm
from editorial.accounts.make_account import choose_language
from editorial.accounts.portal_views import PortalPageMixin
from editorial.mails.queueing import mail_language, preferred_language


@method_decorator(login_required, name="dispatch")
class AccountView(PortalPageMixin, FormView):  # type: ignore[type-arg]
    """Everything of the account in one place; the name and the language of mails are changed here."""

    title = N_("Your account")
    template_name = "editorial/accounts/account.html"
    form_class = NameForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        request: Any = self.request
        return {"language": mail_language(preferred_language(request.user), request.portal)}

    def form_valid(self, form: Any) -> HttpResponse:
        form.instance.save(update_fields=["first_name", "last_name"])
        choose_language(form.instance, form.cleaned_data["language"])
        messages.success(self.request, _("Your account was saved."))
        return HttpResponseRedirect(reverse("account"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "waiting": EmailAddress.objects.get_new(self.request.user)}


@method_decorator(login_required, name="dispatch")
class AddressView(PortalPageMixin, FormView):  # type: ignore[type-arg]
    """Asking for another address. It counts once the mail to it has been answered.

    It takes the password, where there is one: an open browser isn't enough. Wrong ones count as attempts to sign in.
    """

    title = N_("Change the address")
    template_name = "editorial/accounts/address.html"
    form_class = NewAddressForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "withdraw":
            return self._withdraw(request)
        has_password = request.user.has_usable_password()
        attempts = sign_in_limits.count_guess(request, request.user.email) if has_password else []
        form = self.get_form()
        is_valid = form.is_valid()
        if "password" not in form.errors:
            for attempt in attempts:
                attempt.give_back()
        return self.form_valid(form) if is_valid else self.form_invalid(form)

    def _withdraw(self, request: Any) -> HttpResponse:
        waiting = EmailAddress.objects.get_new(request.user)
        if waiting is not None:
            waiting.delete()
        messages.success(request, _("Your address stays as it is."))
        return HttpResponseRedirect(reverse("account"))

    def form_valid(self, form: Any) -> HttpResponse:
        """Raises ``LimitReachedError``. An address that has had many mails gets no other; the last one still works.

        The old address is told at once, with a link that takes the account back.
        """
        request: Any = self.request
        old, new = request.user.email.lower(), form.cleaned_data["email"]
        if sign_in_limits.count_mail(request, "address", new) and sign_in_limits.count_mail(request, "notice", old):
            with transaction.atomic():
                facts = {"account": request.user.pk, "is_used": False}
                account_mails.queue(account_mails.ADDRESS_ASKED, request.portal, address=old, facts=facts)
                flows.manage_email.add_email(request, form)
        return HttpResponseRedirect(reverse("account_email_verification_sent"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "waiting": EmailAddress.objects.get_new(self.request.user)}


class AddressSentView(PortalPageMixin, views.EmailVerificationSentView):
    title = N_("Look at your mail")


class AddressLinkView(PortalPageMixin, views.ConfirmEmailView):
    """The link in the mail to a new address: it shows what it does, and a button does it."""

    title = N_("Confirm the address")

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().post(*args, **kwargs)
        except Http404:
            response = self.respond(False)
        return response

    def respond(self, success: bool) -> HttpResponse:
        """Whatever took the address meanwhile: the page says that the link no longer works."""
        if success:
            response: HttpResponse = super().respond(True)
        else:
            self.object = None
            response = self.render_to_response(self.get_context_data())
        return response

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        if not context["can_confirm"]:
            options["status"] = 410
        response: HttpResponse = super().render_to_response(context, **options)
        return response
