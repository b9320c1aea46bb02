"""The page of the link "This wasn't me": it shows what it does, and a button does it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.accounts.account_mails import TAKE_BACK
from editorial.accounts.take_back import notice_of, take_back
from editorial.mails.signed_links import link_actions
from regions.metadata import unlisted
from regions.portal_request import PortalRequest


def take_back_page(request: PortalRequest, key: str) -> HttpResponse:
    """Show what the link does; 410 where it no longer works. A POST does it, and leads to a code by mail."""
    notice = notice_of(key)
    if request.method == "POST" and notice is not None:
        if take_back(notice):
            logout(request)
            messages.success(request, _("The address is yours again. Sign in with a code by mail."))
            return HttpResponseRedirect(reverse("account_request_login_code"))
        notice = None
    context = {"metadata": unlisted(_("Take your address back")), "notice": notice}
    return render(request, "editorial/accounts/take_back.html", context, status=410 if notice is None else 200)


def connect() -> None:
    link_actions.register(TAKE_BACK, take_back_page)
