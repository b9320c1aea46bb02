"""Forms that come without their person's session: what was typed waits on the server, for that person alone.

A form carries a signed token of its person. It is sent without a session when the sign-in has expired, with another
person's where two people share a device, and without a good token against forged requests where the person has signed
in anew in another window. In none of these cases is the page written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from editorial.accounts.sign_in_pages import too_often_page
from editorial.desk_texts import script_answers, sent_fields
from editorial.desk_texts.text_limits import TooLongError, check_texts
from editorial.desk_texts.typed_storing import KEEP_FOR_SIGN_IN, OtherWindowError, TooMuchTypedError
from editorial.desk_texts.writer_tokens import is_token_of, person_of_token
from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Limit, LimitReachedError
from editorial.form_guard.client_address import client_address
from faces.error_views import form_not_accepted as usual_page
from listings.models import Organisation
from listings.permissions import may_edit_for
from regions.metadata import unlisted
from regions.portal_request import PortalRequest
from regions.refusals.request_input import MalformedInputError

_HOUR = 3600
#: Forms without a session: of one person, and from one client.
_BY_PERSON = Limit("typed-absent-person", 120, _HOUR)
_BY_CLIENT = Limit("typed-absent-client", 300, _HOUR)


@dataclass(frozen=True)
class AbsentForm:
    """The form that a request is about, whoever sends it.

    ``address``: where its person finds it again. ``organisation``: whose text it is; None where there is none.
    ``keep`` stores it, and is called with the person, the data, ``force`` and ``until``; without it nothing is kept.
    ``may_write``: whom it is for, where that isn't the organisation's writers.
    """

    address: str
    organisation: Organisation | None = None
    keep: Callable[..., Any] | None = None
    may_write: Callable[[Any], bool] | None = None

    def is_for(self, person: Any) -> bool:
        if self.keep is None:
            return False
        if self.may_write is not None:
            return self.may_write(person)
        return self.organisation is not None and may_edit_for(person, self.organisation.pk)


_View = Callable[..., HttpResponse]
#: Gets the request and the parameters of the address; runs three statements at most.
Finder = Callable[[PortalRequest, dict[str, Any]], AbsentForm]


def waits_for_absent(find: Finder) -> Callable[[_View], _View]:
    """Keep what was typed where the form's person isn't the one who is signed in, and lead to signing in."""
    return _decorator(find, _answer, is_asked_by_script=False)


def tells_absent(find: Finder) -> Callable[[_View], _View]:
    """The same for the address that the form's script asks: it is told in JSON, with 401."""
    return _decorator(find, _tell, is_asked_by_script=True)


def _decorator(find: Finder, answer: Any, *, is_asked_by_script: bool) -> Callable[[_View], _View]:
    def decorate(view: _View) -> _View:
        @wraps(view)
        def checked(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and request.portal is not None and is_absent(request):
                return _no_store(answer(request, find(request, kwargs)))
            return view(request, *args, **kwargs)

        marked: Any = checked
        marked.absent_form, marked.is_asked_by_script = find, is_asked_by_script
        return checked

    return decorate


def is_absent(request: PortalRequest) -> bool:
    """Whether nobody is signed in, or somebody else than the form's person."""
    if not request.user.is_authenticated:
        return True
    token = request.POST.get(sent_fields.PERSON, "")
    return bool(token) and not is_token_of(token, request.user) and person_of_token(token) is not None


def keep_for_absent(request: PortalRequest, form: AbsentForm, *, force: bool = True) -> bool:
    """Keep the form for the person of its token, for an hour; return whether it is kept.

    Nothing is kept for a forged token, or where the form isn't for its person. Raises ``LimitReachedError``.
    """
    token = request.POST.get(sent_fields.PERSON, "")
    if not token:
        return False
    attempt_limits.count((_BY_CLIENT, client_address(request)))
    person = person_of_token(token)
    if person is None or form.keep is None or not form.is_for(person):
        return False
    attempt_limits.count((_BY_PERSON, str(person.pk)))
    try:
        check_texts(request.POST)
        form.keep(person, request.POST, force=force, until=timezone.now() + KEEP_FOR_SIGN_IN)
    except (TooMuchTypedError, TooLongError, MalformedInputError, OtherWindowError):
        return False
    return True


def form_not_accepted(request: PortalRequest, reason: str = "") -> HttpResponse:
    """Django's view for a form without a good token against forged requests.

    Our form's own token says whose it is, and no other page knows it. So what was typed is kept, and shown again.
    """
    match = request.resolver_match
    view: Any = match.func if match is not None else None
    find: Finder | None = getattr(view, "absent_form", None)
    if match is None or find is None or request.portal is None:
        return usual_page(request, reason)
    form = find(request, match.kwargs)
    try:
        is_kept = keep_for_absent(request, form)
    except LimitReachedError as reached:
        return _no_store(too_often_page(request, reached))
    if not is_kept or view.is_asked_by_script:
        return usual_page(request, reason)
    if is_absent(request):
        return _no_store(_where_to(request, form.address, is_kept))
    messages.warning(request, _("You had signed in anew meanwhile. Nothing is lost: press the button once more."))
    return _no_store(redirect(form.address))


def _answer(request: PortalRequest, form: AbsentForm) -> HttpResponse:
    try:
        is_kept = keep_for_absent(request, form)
    except LimitReachedError as reached:
        return too_often_page(request, reached)
    return _where_to(request, form.address if is_kept else request.get_full_path(), is_kept)


def _where_to(request: PortalRequest, address: str, is_kept: bool) -> HttpResponse:
    if request.user.is_authenticated:
        context = {"metadata": unlisted(_("Somebody else is signed in")), "is_kept": is_kept}
        return render(request, "editorial/desk_texts/other_person.html", context, status=403)
    if is_kept:
        messages.warning(request, _("Your sign-in had expired. What you typed waits here for an hour: sign in again."))
    return redirect_to_login(address, reverse("account_login"))


def _tell(request: PortalRequest, form: AbsentForm) -> HttpResponse:
    try:
        is_kept = keep_for_absent(request, form, force=False)
    except LimitReachedError:
        return script_answers.not_kept(429, _("Not kept. Wait for a moment."))
    if request.accepts("text/html") and not request.user.is_authenticated:
        return redirect_to_login(form.address, reverse("account_login"))
    said = _("You are signed out. What you typed waits for an hour.") if is_kept else _("Not kept: you are signed out.")
    if request.user.is_authenticated:
        said = _("Somebody else is signed in in this browser. What you typed is not kept any more.")
    sign_in = f"{reverse('account_login')}?{urlencode({'next': form.address})}"
    return script_answers.answer(401, kept=is_kept, said=said, link=sign_in, words=_("Sign in"))


def _no_store(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "no-store")
    return response
