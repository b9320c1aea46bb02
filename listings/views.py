"""Admin views that change a record: one question, one button, one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from listings.actions.cancel_date import CancelDate, RestoreDate
from listings.actions.change_status import (
    CancelListing,
    ConfirmListing,
    EndListing,
    PauseListing,
    ResumeListing,
)
from listings.actions.copy_activity import CopyActivity
from listings.actions.errors import ActionError, ActionPermissionError
from listings.actions.suspend_organisation import ResumeOrganisation, SuspendOrganisation
from listings.enums import Decider
from listings.models import ActivityPage, CancelledDate, FamilyPage, Listing, OrganisationPage
from listings.permissions import may_take_back
from regions.admin_guards import may_see_page
from regions.written.clean_forms import CleanTextFormMixin
from regions.written.written_inputs import WrittenDateField

TEMPLATE = "listings/admin/action.html"


class ReasonForm(CleanTextFormMixin, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("Visitors see it, in the language in which you write it."),
    )


class DateForm(ReasonForm):
    date = WrittenDateField(label=_("Which day?"))
    field_order = ["date", "reason"]


class PauseForm(ReasonForm):
    until = WrittenDateField(
        label=_("On a break until"),
        required=False,
        help_text=_("The last day of the break. Then it goes on by itself. Leave it empty if you don't know yet."),
    )
    field_order = ["until", "reason"]


class CancelledDateForm(forms.Form):
    date: forms.ModelChoiceField[Any] = forms.ModelChoiceField(queryset=None, label=_("Which day?"), empty_label=None)

    def __init__(self, *args: Any, listing: Listing, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decided_by = [decider for decider in Decider if may_take_back(user, listing, decider)]
        days = CancelledDate.objects.filter(listing=listing, decided_by__in=decided_by)
        self.fields["date"].queryset = days  # type: ignore[attr-defined]


@dataclass(frozen=True)
class RecordChange:
    """The texts of a change for the views, and whether it asks for a reason."""

    model: type[FamilyPage]
    action: Callable[..., Any]
    label: Any
    question: Any
    done: Any
    form: type[forms.Form] = forms.Form


CHANGES = {
    "confirm": RecordChange(
        ActivityPage,
        ConfirmListing,
        _("Still valid"),
        _("Is everything about this activity still right?"),
        _("Thank you. The activity counts as checked today."),
    ),
    "pause": RecordChange(
        ActivityPage,
        PauseListing,
        _("Pause"),
        _("Is the activity on a break? It stays visible and says so."),
        _("The activity is on a break."),
        form=PauseForm,
    ),
    "resume": RecordChange(
        ActivityPage,
        ResumeListing,
        _("Resume"),
        _("Does the activity take place again?"),
        _("The activity takes place again."),
    ),
    "cancel": RecordChange(
        ActivityPage,
        CancelListing,
        _("Cancel"),
        _("Is the activity cancelled? It stays visible and says so."),
        _("The activity is cancelled."),
        form=ReasonForm,
    ),
    "end": RecordChange(
        ActivityPage,
        EndListing,
        _("End"),
        _("Has the activity ended for good? Visitors won't see it any more."),
        _("The activity has ended."),
    ),
    "suspend": RecordChange(
        OrganisationPage,
        SuspendOrganisation,
        _("Suspend"),
        _("Take the organisation and all of its activities off all portals?"),
        _("The organisation is suspended."),
        form=ReasonForm,
    ),
    "resume_organisation": RecordChange(
        OrganisationPage,
        ResumeOrganisation,
        _("Resume"),
        _("Show the organisation and its activities again?"),
        _("The organisation is shown again."),
    ),
}


def change_record(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """Ask (GET) and do (POST) one of ``CHANGES`` for the record of a page."""
    change = CHANGES.get(name)
    if change is None:
        raise Http404
    page = _page(request, page_id, change.model)
    form = _form(request, change.form)
    answers = form.cleaned_data if form.is_valid() else {}
    action = change.action(page.record, user=request.user, **answers)
    return _ask_or_do(request, page, action, form, change)


def cancel_date(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for a day and a reason, and cancel the activity on that day."""
    page = _page(request, page_id, ActivityPage)
    form = _form(request, DateForm)
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else {"date": timezone.localdate(), "reason": ""}
    action = CancelDate(page.record, values["date"], user=request.user, reason=values["reason"])
    change = RecordChange(
        ActivityPage,
        CancelDate,
        _("Cancel one day"),
        _("On which day doesn't the activity take place?"),
        _("The day is cancelled."),
    )
    return _ask_or_do(request, page, action, form, change)


def restore_date(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask which of the cancelled days is to take place after all."""
    page = _page(request, page_id, ActivityPage)
    form = CancelledDateForm(request.POST if request.method == "POST" else None, listing=page.record, user=request.user)
    day = form.cleaned_data["date"].date if form.is_valid() else timezone.localdate()
    change = RecordChange(
        ActivityPage,
        RestoreDate,
        _("Restore one day"),
        _("Which cancelled day takes place after all?"),
        _("The activity takes place on that day."),
    )
    return _ask_or_do(request, page, RestoreDate(page.record, day, user=request.user), form, change)


def copy_activity(request: HttpRequest, page_id: int) -> HttpResponse:
    """Copy an activity to a new draft, and open that."""
    page = _page(request, page_id, ActivityPage)
    change = RecordChange(
        ActivityPage,
        CopyActivity,
        _("Copy to a new activity"),
        _("Texts, times and facts come along; days that are over don't. You can change everything before you publish."),
        _("Here is the new activity. Check the times and the texts."),
    )
    return _ask_or_do(request, page, CopyActivity(page, request.user), _form(request, forms.Form), change)


def _form(request: HttpRequest, form_class: type[forms.Form]) -> Any:
    return form_class(request.POST) if request.method == "POST" else form_class()


def _page(request: HttpRequest, page_id: int, model: type[FamilyPage]) -> Any:
    """Return the page; 404 for one that the person doesn't see, as for one that doesn't exist."""
    page = get_object_or_404(Page, id=page_id).specific
    if not isinstance(page, model) or page.record is None or not may_see_page(request.user, page):
        raise Http404
    return page


def _ask_or_do(request: HttpRequest, page: Any, action: Any, form: forms.Form, change: RecordChange) -> HttpResponse:
    """Ask, or execute the action.

    Without the right to it the answer is 403, before the question and before anything about the record's state. An
    ``ActionError`` is shown with the question.
    """
    fault = ""
    try:
        action.check()
        if request.method == "POST" and form.is_valid():
            result = action.execute()
            messages.success(request, change.done)
            return redirect("wagtailadmin_pages:edit", result.pk if isinstance(result, Page) else page.pk)
    except ActionPermissionError as error:
        raise PermissionDenied from error
    except ActionError as error:
        fault = str(error)
    context = {"page": page, "change": change, "form": form, "media": form.media, "fault": fault}
    return render(request, TEMPLATE, context, status=400 if fault or form.errors else 200)
