"""What the links in mails about a request to join show and do, on the portal's host."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editorial.enums import StatementKind
from editorial.form_guard.portal_views import on_portal
from editorial.joining.actions.errors import JoinError
from editorial.joining.actions.person_steps import confirm_request, reply_to_question, withdraw_request
from editorial.joining.actions.send_request import TooManyError, mail_again
from editorial.joining.join_form import ReplyForm
from editorial.joining.joining_mails import CONFIRM_LINK, STATE_LINK, link_key, sign_in_address
from editorial.joining.models import JoinRequest, JoinStatus, MessageKind
from editorial.mails.signed_links import link_actions
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

_STATE_SALT = "editorial.joining.state"


@on_portal
def confirm(request: PortalRequest, key: str) -> HttpResponse:
    """The link that confirms the address. One that has been used leads to the request's state."""
    join_request = _request_of(key)
    if join_request is None:
        return _gone(request)
    if join_request.status != JoinStatus.UNCONFIRMED:
        return redirect(_state_path(join_request))
    is_old = join_request.confirm_until is None or timezone.now() >= join_request.confirm_until
    if request.method == "POST":
        return _confirm(request, join_request)
    context = {
        "metadata": unlisted(_("Confirm your request")),
        "join_request": join_request,
        "is_old": is_old,
    }
    return render(request, "editorial/joining/confirm.html", context, status=410 if is_old else 200)


def _confirm(request: PortalRequest, join_request: JoinRequest) -> HttpResponse:
    choice = request.POST.get("choice", "")
    if choice == "not-me":
        return _withdraw(request, join_request)
    context: dict[str, Any] = {"metadata": unlisted(_("Confirm your request")), "join_request": join_request}
    try:
        if choice == "new-link":
            mail_again(join_request)
            return render(request, "editorial/joining/confirm.html", context | {"is_old": True, "is_mailed": True})
        confirm_request(join_request)
    except JoinError as error:
        works_later = choice != "new-link" and isinstance(error, TooManyError)
        context |= {"is_old": not works_later, "fault": str(error)}
        return render(request, "editorial/joining/confirm.html", context, status=429 if works_later else 410)
    return redirect(_state_path(join_request))


def _withdraw(request: PortalRequest, join_request: JoinRequest) -> HttpResponse:
    try:
        withdraw_request(join_request)
    except JoinError:
        return _gone(request)
    return render(request, "editorial/joining/withdrawn.html", {"metadata": unlisted(_("The request is deleted"))})


@on_portal
def state(request: PortalRequest, key: str) -> HttpResponse:
    """How far a request is; where the coordinator has asked something, the question and the form to answer it."""
    join_request = _request_of(key)
    if join_request is None or join_request.status == JoinStatus.UNCONFIRMED:
        return _gone(request)
    is_asked = join_request.status == JoinStatus.ASKED
    fault = ""
    form = None
    if request.method == "POST":
        form = ReplyForm(join_request, request.POST)
        if is_asked and form.is_valid():
            try:
                reply_to_question(join_request, form.values(), form.cleaned_data["reply"])
                return redirect(_state_path(join_request))
            except JoinError as error:
                fault = str(error)
        elif not is_asked:
            fault = _("This has been answered already.")
    elif is_asked:
        form = ReplyForm(join_request)
    messages = join_request.messages.exclude(text="").order_by("created_at", "pk")
    shown = [message for message in messages if message.kind != MessageKind.PASSED_ON]
    context = {
        "metadata": unlisted(_("Your request")),
        "join_request": join_request,
        "status": join_request.status,
        "messages_of_request": shown,
        "question": next((one for one in reversed(shown) if one.kind == MessageKind.QUESTION), None),
        "form": form if is_asked or fault else None,
        "fault": fault,
        "answer_path": _state_path(join_request),
        "desk_url": sign_in_address(join_request, get_language() or "fi"),
        "privacy_path": join_request.portal.page_path(StatementKind.PRIVACY, get_language() or "fi"),
    }
    failed = bool(fault or (form is not None and form.errors))
    return render(request, "editorial/joining/state.html", context, status=400 if failed else 200)


@csrf_exempt  # the address is signed and secret, and the page sets no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def own_request(request: PortalRequest, signed: str) -> HttpResponse:
    """The state of a request at an address of its own, whose form is sent without a cookie."""
    try:
        key = signing.loads(signed, salt=_STATE_SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    return state(request, key)


def _state_path(join_request: JoinRequest) -> str:
    return reverse("join_request", args=[signing.dumps(link_key(join_request), salt=_STATE_SALT)])


def _request_of(key: str) -> JoinRequest | None:
    """Return the request that a link names, while its address is the one that the link went to."""
    number, _space, address_key = key.partition(" ")
    join_request: JoinRequest | None = (
        JoinRequest.objects.select_related("portal__site", "organisation_type", "municipality")
        .filter(pk=number)
        .exclude(person_email="")
        .first()
    )
    if join_request is None or not constant_time_compare(address_key, join_request.address_key):
        return None
    return join_request


def _gone(request: PortalRequest) -> HttpResponse:
    context = {"metadata": unlisted(_("This link no longer works"))}
    return render(request, "editorial/joining/gone.html", context, status=410)


def connect() -> None:
    link_actions.register(CONFIRM_LINK, confirm)
    link_actions.register(STATE_LINK, state)
