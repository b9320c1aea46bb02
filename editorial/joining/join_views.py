"""Joining, on a portal's host: the search, the form, and what is said after it was sent.

No page keeps a session or sets a cookie: a form carries its own signed key. Nothing is done with anybody's rights here,
so the forms need no token against forged requests.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from editorial.enums import StatementKind
from editorial.form_guard.form_keys import make_form_key
from editorial.form_guard.portal_views import on_portal
from editorial.joining import sending_limits
from editorial.joining.actions.errors import JoinError
from editorial.joining.actions.send_request import mail_again, send_request
from editorial.joining.join_form import JoinForm
from editorial.joining.join_search import search_organisations
from editorial.joining.models import JoinRequest, JoinStatus
from editorial.mails.queueing import mail_language
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

_SENT_SALT = "editorial.joining.sent"


@require_safe
@on_portal
def join(request: PortalRequest) -> HttpResponse:
    """The first question: whether the organisation is here already."""
    search = search_organisations(request.GET.get("q", ""), request.GET.get("page", "1"), get_language() or "fi")
    context = {
        "metadata": unlisted(_("Join with your organisation")),
        "search": search,
        "for_organisations": request.portal.page_path(StatementKind.FOR_ORGANISATIONS, get_language() or "fi"),
    }
    return render(request, "editorial/joining/search.html", context, status=400 if search.fault else 200)


@csrf_exempt  # nothing is done with anybody's rights: the form carries a key of its own
@require_http_methods(["GET", "HEAD", "POST"])
@on_portal
def new_request(request: PortalRequest) -> HttpResponse:
    """The form. Whatever is wrong with it, it comes back as it was sent."""
    if request.method != "POST":
        return _show_form(request, JoinForm(portal=request.portal, initial=_initial(request)))
    form = JoinForm(request.POST, portal=request.portal)
    if form.is_from_machine:
        return redirect("join_sent", _sign_sent(make_form_key().id))
    if not form.is_valid() or form.sent_key is None:
        return _show_form(request, form, status=400)
    if not sending_limits.count_from_network(request):
        form.add_error(None, _("Many requests have come from your network. Send this one in an hour: leave it open."))
        return _show_form(request, form, status=429)
    values = {**form.values(), "portal": form.chosen_portal(), "person_email": form.cleaned_data["person_email"]}
    try:
        join_request = send_request(form.sent_key.id, values)
    except JoinError as error:
        form.add_error(None, str(error))
        return _show_form(request, form, status=429)
    return redirect("join_sent", _sign_sent(join_request.pk))


@csrf_exempt  # nothing is done with anybody's rights: the form carries a key of its own
@require_http_methods(["GET", "HEAD", "POST"])
@on_portal
def sent(request: PortalRequest, signed: str) -> HttpResponse:
    """What happens next; POST sends the mail once more. The same page for a request that isn't there (any more)."""
    join_request = _sent_request(signed)
    said, fault = "", ""
    if request.method == "POST":
        said = _("We have sent the mail once more.")
        try:
            if join_request is not None:
                mail_again(join_request)
        except JoinError as error:
            said, fault = "", str(error)
    context = {
        "metadata": unlisted(_("Confirm your e-mail address")),
        "join_request": join_request,
        "is_confirmed": join_request is not None and join_request.status != JoinStatus.UNCONFIRMED,
        "is_mailed": join_request is None or join_request.mailed_at is not None,
        "said": said,
        "fault": fault,
        "retry_path": reverse("join_new"),
    }
    return render(request, "editorial/joining/sent.html", context, status=429 if fault else 200)


def _show_form(request: PortalRequest, form: JoinForm, *, status: int = 200) -> HttpResponse:
    language = get_language() or request.portal.first_language
    context = {
        "metadata": unlisted(_("Tell us about your organisation")),
        "form": form,
        "privacy_path": request.portal.page_path(StatementKind.PRIVACY, language),
    }
    return render(request, "editorial/joining/form.html", context, status=status)


def _initial(request: PortalRequest) -> dict[str, Any]:
    """What the form begins with: what was searched for, and the languages of this page."""
    language = get_language() or request.portal.first_language
    return {
        "name": request.GET.get("name", "")[:255].replace("\0", ""),
        "business_id": request.GET.get("business_id", "")[:40].replace("\0", ""),
        "language": language,
        "person_language": mail_language(language, request.portal),
    }


def _sign_sent(key: UUID) -> str:
    return signing.dumps(key.hex, salt=_SENT_SALT)


def _sent_request(signed: str) -> JoinRequest | None:
    try:
        key = UUID(signing.loads(signed, salt=_SENT_SALT))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    found: JoinRequest | None = JoinRequest.objects.select_related("portal__site").filter(pk=key).first()
    return found
