"""The page that the link of an invitation opens: who invites to what; and accepting it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.accounts.make_account import account_of, make_account
from editorial.people.actions.accept_invitation import accept_invitation, is_acceptable
from editorial.people.actions.errors import PeopleError
from editorial.people.forms import NewAccountForm
from editorial.people.link_pages import no_longer_works, read_key
from editorial.people.models import Invitation
from editorial.people.people_mails import invitation_link, portal_of_link
from editorial.people.place_names import invited_to
from editorial.people.role_names import role_name
from regions.languages import own_name
from regions.metadata import unlisted
from regions.people import person_name
from regions.permissions import coordinates
from regions.portal_request import PortalRequest


class AccountExistsError(PeopleError):
    """Somebody has made the account while the form was open: nobody is signed in to it by this link."""


def answer(request: PortalRequest, key: str) -> HttpResponse:
    invitation = _invitation_of(key)
    if invitation is not None and invitation.accepted_at and _is_mine(invitation, request.user):
        return redirect(_first_page(request.user))
    if invitation is None or not is_acceptable(invitation):
        return no_longer_works(request)
    if portal_of_link(invitation).pk != request.portal.pk:
        return HttpResponseRedirect(invitation_link(invitation, get_language() or ""))
    account = account_of(invitation.address)
    if request.user.is_authenticated:
        return _for_signed_in(request, invitation, account)
    if account is not None:
        return _for_known(request, invitation)
    return _for_new(request, invitation)


def _invitation_of(key: str) -> Invitation | None:
    named = read_key(key)
    if named is None:
        return None
    rows = Invitation.objects.select_related("portal__site", "organisation__home_portal", "invited_by")
    return rows.filter(pk=named[0], sent_at=named[1]).first()


def _is_mine(invitation: Invitation, user: Any) -> bool:
    return bool(user.is_authenticated and invitation.accepted_by_id == user.pk)


def _first_page(user: Any) -> str:
    return reverse("wagtailadmin_home" if coordinates(user) else "desk")


def _for_signed_in(request: PortalRequest, invitation: Invitation, account: Any) -> HttpResponse:
    """One button for the person whom it is for; nothing for another one."""
    if account is None or account.pk != request.user.pk:
        return _page(request, invitation, who="another", status=403 if request.method == "POST" else 200)
    if request.method != "POST":
        return _page(request, invitation, who="self")
    try:
        accept_invitation(invitation, request.user)
    except PeopleError:
        return no_longer_works(request)
    return _welcome(request, invitation)


def _for_known(request: PortalRequest, invitation: Invitation) -> HttpResponse:
    """Whoever has an account shows that it is theirs: a mail that was passed on signs nobody in."""
    if request.method == "POST":
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    return _page(request, invitation, who="known")


def _for_new(request: PortalRequest, invitation: Invitation) -> HttpResponse:
    if request.method != "POST":
        return _page(request, invitation, who="new", form=NewAccountForm(address=invitation.address))
    form = NewAccountForm(request.POST, address=invitation.address)
    if not form.is_valid():
        return _page(request, invitation, who="new", form=form, status=422)
    try:
        user = _accept_with_new_account(invitation, form)
    except AccountExistsError:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    except PeopleError:
        return no_longer_works(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return _welcome(request, invitation)


@transaction.atomic
def _accept_with_new_account(invitation: Invitation, form: NewAccountForm) -> Any:
    names = {name: form.cleaned_data[name] for name in ("first_name", "last_name")}
    user, is_new = make_account(invitation.address, **names, language=invitation.language)
    if not is_new:
        raise AccountExistsError
    if form.cleaned_data["password"]:
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["password"])
    accept_invitation(invitation, user)
    return user


def _welcome(request: PortalRequest, invitation: Invitation) -> HttpResponse:
    place = invited_to(invitation)
    words = {"role": role_name(invitation.role), "place": place}
    messages.success(request, _("Welcome! You are now: %(role)s, %(place)s.") % words)
    return redirect(_first_page(account_of(invitation.address)))  # with the rights that it has now


def _page(
    request: PortalRequest, invitation: Invitation, *, who: str, form: Any = None, status: int = 200
) -> HttpResponse:
    place = invited_to(invitation)
    context = {
        "metadata": unlisted(_("An invitation: %(place)s") % {"place": place}),
        "invitation": invitation,
        "place": place,
        "role": role_name(invitation.role),
        "role_help": _role_help(invitation),
        "inviter": person_name(invitation.invited_by),
        "languages": [own_name(code) for code in invitation.languages],
        "who": who,
        "form": form,
        "own_address": getattr(request.user, "email", ""),
        "here": request.get_full_path(),
    }
    return render(request, "editorial/people/invitation.html", context, status=status)


def _role_help(invitation: Invitation) -> str:
    """What one does in the role, in one sentence."""
    if invitation.organisation_id is None:
        return {
            "national_admin": _("You take care of the whole service: portals, vocabularies and people."),
            "coordinator": _("You approve what organisations announce in the portal, and help them."),
            "translator": _("You translate what organisations announce."),
            "counsellor": _("You use the service together with your clients."),
        }.get(invitation.role, "")
    if invitation.role == "responsible":
        return _("You announce the organisation's activities, and choose who else does.")
    return _("You announce the organisation's activities.")
