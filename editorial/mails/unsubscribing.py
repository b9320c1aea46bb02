"""The page of the link to unsubscribe: GET shows, POST does, and it can be undone there."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from editorial.mails.mail_kinds import kind_label, kinds
from editorial.mails.preferences import is_wanted, set_wanted
from editorial.mails.recipients import masked
from editorial.mails.signed_links import link_actions
from editorial.mails.unsubscribe_links import UNSUBSCRIBE
from regions.metadata import unlisted
from regions.portal_request import PortalRequest


@csrf_exempt  # the address is signed, and mail programs send no token (RFC 8058)
def unsubscribe(request: PortalRequest, key: str) -> HttpResponse:
    """Show whether the person gets mails of the kind; a POST says that they don't, or with ``wanted=1`` that they do.

    A mail program's own button (``List-Unsubscribe=One-Click``) is answered without a redirect.
    """
    number, _space, kind = key.partition(" ")
    mail_kind = kinds.get(kind)
    people = get_user_model()._default_manager.filter(is_active=True)
    person = people.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    if person is None or mail_kind is None or mail_kind.is_needed:
        raise Http404
    if request.method == "POST":
        is_one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        set_wanted(person, kind, request.POST.get("wanted") == "1" and not is_one_click)
        if not is_one_click:
            return HttpResponseRedirect(request.path)
    context = {
        "metadata": unlisted(_("Mails to you")),
        "kind": kind_label(kind),
        "address": masked(str(person.email)),
        "is_wanted": is_wanted(person, kind),
    }
    return render(request, "editorial/mails/unsubscribe.html", context)


def connect() -> None:
    link_actions.register(UNSUBSCRIBE, unsubscribe)
