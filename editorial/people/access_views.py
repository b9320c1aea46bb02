"""Asking to be let in to an organisation, confirming the address, and answering at the desk."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Limit
from editorial.form_guard.client_address import client_address
from editorial.people.actions.answer_access import decline_access, let_in
from editorial.people.actions.ask_for_access import (
    TooManyRequestsError,
    ask_for_access,
    confirm_access,
    may_be_confirmed,
    takes_requests,
)
from editorial.people.actions.errors import PeopleError
from editorial.people.forms import AskForm, DeclineForm, LetInForm
from editorial.people.link_pages import no_longer_works, read_key
from editorial.people.models import AccessRequest, AccessState
from editorial.people.organisation_people import act, for_people_of, to_people
from listings.models import Organisation
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

_HOUR, _DAY = 60 * 60, 24 * 60 * 60
#: Requests of one client, and for one e-mail address. What an organisation takes is counted when they are confirmed.
_OF_CLIENT = Limit("access-client", 10, _HOUR)
_FOR_ADDRESS = Limit("access-address", 5, _DAY)


@csrf_exempt  # nothing is done with anybody's rights, so that the page needs no cookie
@require_http_methods(("GET", "HEAD", "POST"))
def ask(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """The form, for anybody. Its answer is the same whoever has sent it.

    It sets no cookie, and needs no token against forged requests: nobody's rights are used. It carries a signed time.
    """
    organisation = Organisation.objects.public().titled().filter(pk=organisation_id).first()
    if request.portal is None or organisation is None:
        raise Http404
    form = AskForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 200 if form.is_from_machine else _send(request, organisation, form)
        if status == 200:
            return _page(request, organisation, "editorial/people/access_asked.html", _("Look into your mail"))
    title = _("Ask to be let in: %(organisation)s") % {"organisation": organisation}
    return _page(request, organisation, "editorial/people/access_ask.html", title, form=form, status=status)


def _send(request: PortalRequest, organisation: Organisation, form: AskForm) -> int:
    """Keep the request; return the status of the answer. What is wrong is said in the form."""
    if not form.is_valid():
        return 422
    if not takes_requests(organisation) or not _count(request, form.cleaned_data["email"].lower()):
        form.add_error(None, _("There have been many requests. Try again later, or write to the organisation."))
        return 429
    _ask(request, organisation, form)
    return 200


def _count(request: PortalRequest, address: str) -> bool:
    return attempt_limits.is_counted((_OF_CLIENT, client_address(request)), (_FOR_ADDRESS, address))


def _ask(request: PortalRequest, organisation: Organisation, form: AskForm) -> None:
    values = form.cleaned_data
    ask_for_access(
        organisation,
        request.portal,
        address=values["email"],
        name=values["name"],
        message=values["message"],
        language=get_language() or "",
    )


def _page(
    request: PortalRequest,
    organisation: Organisation,
    template: str,
    title: str,
    *,
    status: int = 200,
    form: AskForm | None = None,
) -> HttpResponse:
    context = {"metadata": unlisted(title), "title": title, "organisation": organisation, "form": form}
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"  # the form carries the time
    return response


def confirm(request: PortalRequest, key: str) -> HttpResponse:
    """The page of the link that confirms the address; POST confirms."""
    named = read_key(key)
    rows = AccessRequest.objects.select_related("organisation", "portal")
    asked = rows.filter(pk=named[0], asked_at=named[1]).first() if named else None
    if asked is None or asked.state not in (AccessState.ASKED, AccessState.WAITING):
        return no_longer_works(request)
    if asked.state == AccessState.ASKED and not may_be_confirmed(asked):
        return no_longer_works(request)
    fault = ""
    if request.method == "POST" and asked.state == AccessState.ASKED:
        try:
            asked = confirm_access(asked)
        except TooManyRequestsError as error:
            fault = str(error)
        except PeopleError:
            return no_longer_works(request)
    organisation = Organisation.objects.titled().get(pk=asked.organisation_id)
    is_confirmed = asked.state == AccessState.WAITING
    title = _("Your request is on its way") if is_confirmed else _("Confirm your request")
    context = {
        "metadata": unlisted(title),
        "title": title,
        "organisation": organisation,
        "asked": asked,
        "is_confirmed": is_confirmed,
        "fault": fault,
    }
    return render(request, "editorial/people/access_confirm.html", context, status=429 if fault else 200)


@for_people_of("GET", "HEAD", "POST", managing=True)
def answer(request: PortalRequest, organisation: Organisation, request_id: UUID) -> HttpResponse:
    """Let somebody in, or turn them down."""
    rows = AccessRequest.objects.waiting().filter(organisation=organisation)
    asked = get_object_or_404(rows, pk=request_id)
    is_declining = request.POST.get("answer") == "decline"
    let_in_form = LetInForm(request.POST if request.method == "POST" and not is_declining else None)
    decline_form = DeclineForm(request.POST if is_declining else None)
    name = {"person": asked.name}
    if let_in_form.is_valid():
        role = let_in_form.cleaned_data["role"]
        act(request, lambda: let_in(asked, role, by=request.user), _("%(person)s is let in.") % name)
        return to_people(organisation)
    if decline_form.is_valid():
        reason = decline_form.cleaned_data["reason"]
        done = _("%(person)s gets a mail that you can't let them in.") % name
        act(request, lambda: decline_access(asked, by=request.user, reason=reason), done)
        return to_people(organisation)
    context = {
        "metadata": unlisted(_("%(person)s asks to be let in") % name),
        "organisation": organisation,
        "asked": asked,
        "let_in_form": let_in_form,
        "decline_form": decline_form,
    }
    has_faults = bool(let_in_form.errors or decline_form.errors)
    return render(request, "editorial/people/access_answer.html", context, status=422 if has_faults else 200)
