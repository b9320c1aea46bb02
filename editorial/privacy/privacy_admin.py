"""The admin's page about one person's data, for national administrators: look, give out, erase.

The address of the person is only ever sent in the body of a form, so that no log of requests has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from editorial.privacy.actions.erase_person import ErasePerson
from editorial.privacy.actions.errors import PrivacyError
from editorial.privacy.actions.export_person import ExportPerson
from editorial.privacy.summary import Summary
from regions.people import DELETED_PERSON_NAME
from regions.permissions import is_national_admin
from regions.written.clean_forms import CleanTextFormMixin

_LONGEST_ADDRESS = 254
_View = Callable[..., HttpResponse]


class AddressForm(CleanTextFormMixin, forms.Form):
    """Whose data. A user name counts, too: accounts of the command line may have one that is no address."""

    address = forms.CharField(
        label=gettext_lazy("The person's e-mail address"),
        max_length=_LONGEST_ADDRESS,
        help_text=gettext_lazy("With or without an account. Capital and small letters are the same."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "email"}),
    )


class EraseForm(CleanTextFormMixin, forms.Form):
    """The address typed once more, so that nobody is erased by a slip."""

    address = forms.CharField(max_length=_LONGEST_ADDRESS, widget=forms.HiddenInput)
    confirmation = forms.CharField(
        label=gettext_lazy("Type the address once more to erase the person"),
        max_length=_LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "email"}),
    )
    in_texts = forms.BooleanField(
        label=gettext_lazy("Erase the name and phone number in published texts, too: I have looked at the list"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = (data.get("confirmation") or "").strip().lower()
        if typed and typed != (data.get("address") or "").strip().lower():
            self.add_error("confirmation", _("This is another address than the one above. Nothing was erased."))
        return data


def _for_national_admins(view: _View) -> _View:
    """404 for everybody else, as if the page weren't there."""

    @sensitive_post_parameters()
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_national_admin(request.user):
            raise Http404
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return checked


@_for_national_admins
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Ask for an address; posted, say what there is about it. ``account`` fills in the address of an account."""
    form = AddressForm(request.POST or None, initial={"address": _address_of(request.GET.get("account", ""))})
    if request.method == "POST" and form.is_valid():
        return _page(request, form, EraseForm(initial={"address": form.cleaned_data["address"]}))
    return _page(request, form, None)


@_for_national_admins
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The person's data as a file to save."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None)
    data = ExportPerson(form.cleaned_data["address"], by=request.user).execute()
    response = HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=2) + "\n", content_type="application/json; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="person.json"'
    return response


@_for_national_admins
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the person whose address has been typed twice."""
    form = EraseForm(request.POST)
    whose = AddressForm(request.POST)
    if not whose.is_valid():
        return _page(request, whose, None)
    if not form.is_valid():
        return _page(request, whose, form)
    action = ErasePerson(form.cleaned_data["address"], by=request.user, in_texts=bool(form.cleaned_data["in_texts"]))
    try:
        erased = action.execute()
    except PrivacyError as error:
        messages.error(request, str(error))
        return _page(request, whose, form)
    messages.success(
        request, _("Nothing is kept about this address.") if erased.is_nothing else _("The person is erased.")
    )
    return redirect("editorial_privacy")


def _page(request: HttpRequest, form: AddressForm, erase_form: EraseForm | None) -> HttpResponse:
    """The page: with ``erase_form`` also what there is about the address."""
    found, fault = None, ""
    if erase_form is not None and form.is_valid():
        try:
            found = ErasePerson(form.cleaned_data["address"], by=request.user).preview()
        except PrivacyError as error:
            fault = str(error)
    context = {
        "form": form,
        "erase_form": erase_form,
        "address": form.cleaned_data["address"] if form.is_bound and form.is_valid() else "",
        "found": found,
        "summary": Summary.of(found) if found is not None else None,
        "fault": fault,
        "media": form.media,
        "header_title": _("A person's data"),
        "header_icon": "user",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("editorial_privacy"), "label": _("A person's data")},
        ],
    }
    return render(request, "editorial/admin/privacy.html", context)


def _address_of(account_id: str) -> str:
    """The address of an account; empty without one."""
    if not account_id.isascii() or not account_id.isdecimal() or len(account_id) > 9:
        return ""
    account = get_user_model()._default_manager.filter(pk=int(account_id)).first()
    if account is None or account.get_username() == DELETED_PERSON_NAME:
        return ""
    return str(account.email or account.get_username())


class PrivacyMenuItem(MenuItem):
    """Shown to national administrators."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("A person's data"), reverse("editorial_privacy"), name="privacy", icon_name="user", order=620
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return is_national_admin(request.user)


def user_buttons(user: Any, request_user: Any) -> Iterator[Button]:
    """The way here from Wagtail's list of users."""
    if is_national_admin(request_user) and user.get_username() != DELETED_PERSON_NAME:
        yield Button(_("A person's data"), _url_for(user), icon_name="user", priority=50)


def erase_instead_of_delete(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Lead from Wagtail's "delete user" here: it would take comments along, and leave the name everywhere else."""
    if not is_national_admin(request.user):
        return None
    if user.get_username() == DELETED_PERSON_NAME:
        messages.error(request, _("This account stands for everybody who was erased. It can't be deleted."))
        return redirect("wagtailusers_users:index")
    messages.warning(request, _("Here you see what an account leaves behind, and can erase the person with it."))
    return redirect(_url_for(user))


def refuse_bulk_deletion(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    """Accounts are erased one by one: each leaves something behind."""
    if action_type != "delete" or not issubclass(action.model, get_user_model()):
        return None
    messages.error(request, _("Erase people one by one: each leaves something behind that you should look at."))
    return redirect("wagtailusers_users:index")


def _url_for(user: Any) -> str:
    return f"{reverse('editorial_privacy')}?account={user.pk}"


urlpatterns = [
    path("privacy/", look, name="editorial_privacy"),
    path("privacy/export/", export, name="editorial_privacy_export"),
    path("privacy/erase/", erase, name="editorial_privacy_erase"),
]
