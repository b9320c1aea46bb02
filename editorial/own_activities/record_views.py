"""Changes of an activity's record that take one step: a break, going on, confirming, ending, and deleting a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.announcing.typed_forms import forget_typed, typed_form_of
from editorial.announcing.writer_access import Announced, for_writer
from editorial.own_activities.record_forms import PauseForm
from listings.actions.change_status import (
    ConfirmListing,
    EndListing,
    PauseListing,
    ResumeListing,
    UndoEnd,
    may_undo_end,
    undo_ends_on,
)
from listings.actions.delete_draft import DeleteDraft
from listings.actions.errors import ActionError, ActionPermissionError
from listings.enums import ListingStatus
from listings.models import Listing
from listings.schedule.wording import format_date
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

ASK = "editorial/own_activities/ask.html"


def listing_of(announced: Announced) -> Listing:
    """Return the activity of an address. Raises ``Http404`` for one that is only typed so far."""
    if announced.listing is None:
        raise Http404
    return announced.listing


def title_of(announced: Announced) -> tuple[str, str]:
    """Return (title, its language) as the writer knows it: of the latest version. One query."""
    page = announced.source_page()
    if page is None:
        raise Http404
    return page.draft_title or page.title or _("Without a title"), page.language


def fault_of(action: Any) -> str:
    """Return why an action makes no sense now; empty where it does. Raises ``PermissionDenied``."""
    try:
        action.check()
    except ActionPermissionError as error:
        raise PermissionDenied from error
    except ActionError as error:
        return str(error)
    return ""


def done(action: Any) -> str:
    """Execute an action; return why it couldn't be, empty where it was. Raises ``PermissionDenied``."""
    try:
        action.execute()
    except ActionPermissionError as error:
        raise PermissionDenied from error
    except ActionError as error:
        return str(error)
    return ""


def ask(
    request: PortalRequest, announced: Announced, *, status: int = 200, template: str = ASK, **words: Any
) -> HttpResponse:
    """The page between a button and what it does. ``fault``: why it can't be done; then there is no button."""
    title, language = title_of(announced)
    context = {
        "metadata": unlisted(words["heading"]),
        "announced": announced,
        "title": title,
        "title_language": language,
        **words,
    }
    return render(request, template, context, status=status)


def _step(request: PortalRequest, announced: Announced, action: Any, said: str, **words: Any) -> HttpResponse:
    """Ask (GET) or do (POST), then go home."""
    if request.method == "POST":
        fault = done(action)
        if not fault:
            messages.success(request, said)
            return redirect("desk")
        return ask(request, announced, fault=fault, status=409, **words)
    return ask(request, announced, fault=fault_of(action), **words)


@for_writer("GET", "HEAD", "POST")
def pause(request: PortalRequest, announced: Announced) -> HttpResponse:
    """A break: until when and why are asked, and may be left out."""
    listing = listing_of(announced)
    form = PauseForm(request.POST if request.method == "POST" else None)
    words: dict[str, Any] = {
        "heading": _("A break"),
        "text": _("The activity stays in sight and says that it is on a break."),
        "button": _("Put it on a break"),
        "form": form,
    }
    if request.method == "POST" and not form.is_valid():
        return ask(request, announced, status=422, **words)
    values = form.cleaned_data if form.is_bound else {}
    action = PauseListing(listing, request.user, values.get("reason", ""), values.get("until"))
    until = values.get("until")
    said = (
        _("It is on a break until %(date)s, and goes on by itself after that day.")
        % {"date": format_date(until, get_language() or "", with_year=True)}
        if until
        else _("It is on a break until you let it go on.")
    )
    return _step(request, announced, action, said, **words)


@for_writer("GET", "HEAD", "POST")
def resume(request: PortalRequest, announced: Announced) -> HttpResponse:
    listing = listing_of(announced)
    return _step(
        request,
        announced,
        _not_ended(ResumeListing(listing, request.user)),
        _("It takes place again."),
        heading=_("Does it take place again?"),
        text=_("Visitors see its times again at once."),
        button=_("It takes place again"),
    )


def _not_ended(action: ResumeListing) -> Any:
    """What has ended comes back by undoing that, as it was before."""
    ended = action.instance.status == ListingStatus.ENDED
    return UndoEnd(action.instance, action.user) if ended else action


@for_writer("GET", "HEAD", "POST")
def confirm(request: PortalRequest, announced: Announced) -> HttpResponse:
    listing = listing_of(announced)
    return _step(
        request,
        announced,
        ConfirmListing(listing, request.user),
        _("Thank you. Visitors see that it was checked today."),
        heading=_("Is everything still right?"),
        text=_("Times, place and contacts: visitors see the day on which somebody last checked them."),
        button=_("Yes, it is still valid"),
    )


@for_writer("GET", "HEAD", "POST")
def end(request: PortalRequest, announced: Announced) -> HttpResponse:
    """The end, and undoing it for some days: the same address, so that "back" shows how it is now."""
    listing = listing_of(announced)
    if request.method == "POST" and request.POST.get("action") == "undo":
        return _undo(request, announced, listing)
    if listing.status == ListingStatus.ENDED:
        return _ended(request, announced, listing)
    words: dict[str, Any] = {
        "heading": _("Has it ended?"),
        "text": _("Visitors don't see it any more. You can undo this for 7 days. Later you can copy it."),
        "button": _("It has ended"),
        "is_stop": True,
    }
    action = EndListing(listing, request.user)
    if request.method != "POST":
        return ask(request, announced, fault=fault_of(action), **words)
    fault = done(action)
    if fault:
        return ask(request, announced, fault=fault, status=409, **words)
    return redirect("end_activity", listing.pk)


def _ended(request: PortalRequest, announced: Announced, listing: Listing) -> HttpResponse:
    """What has ended: until when that can be undone."""
    may_undo, last = may_undo_end(request.user, listing), undo_ends_on(listing)
    language = get_language() or ""
    return ask(
        request,
        announced,
        heading=_("It has ended"),
        text=_("You can undo this until %(date)s.") % {"date": format_date(last, language, with_year=True)}
        if may_undo and last
        else _("This ended too long ago to be undone. Copy it into a new announcement."),
        button=_("Undo the end") if may_undo else "",
        button_action="undo",
        may_copy=True,
    )


def _undo(request: PortalRequest, announced: Announced, listing: Listing) -> HttpResponse:
    fault = done(UndoEnd(listing, request.user))
    if fault:
        return ask(request, announced, heading=_("It has ended"), fault=fault, may_copy=True, status=409)
    messages.success(request, _("It is back as it was before."))
    return redirect("desk")


@for_writer("GET", "HEAD", "POST")
def delete(request: PortalRequest, announced: Announced) -> HttpResponse:
    """A draft that was never public goes with what is typed of it; what is only typed goes, too."""
    if announced.listing is None:
        return _delete_typed(request, announced)
    words: dict[str, Any] = {
        "heading": _("Delete this draft?"),
        "text": _("It has never been public. Its texts are gone for good, also what you have typed and not saved."),
        "button": _("Delete"),
        "is_stop": True,
    }
    action = DeleteDraft(announced.listing, request.user)
    if request.method != "POST":
        return ask(request, announced, fault=fault_of(action), **words)
    fault = done(action)
    if fault:
        return ask(request, announced, fault=fault, status=409, **words)
    forget_typed(request.user, announced.listing_key)
    messages.success(request, _("The draft is deleted."))
    return redirect("desk")


def _delete_typed(request: PortalRequest, announced: Announced) -> HttpResponse:
    if request.method == "POST":
        forget_typed(request.user, announced.listing_key)
        messages.success(request, _("The draft is deleted."))
        return redirect("desk")
    typed = typed_form_of(request.user, announced.listing_key)
    titles = [str(value) for name, value in typed.fields if name == "title"] if typed else []
    context = {
        "metadata": unlisted(_("Delete this draft?")),
        "announced": announced,
        "title": next(iter(titles), "") or _("Without a title"),
        "heading": _("Delete this draft?"),
        "text": _("What you have typed is gone for good."),
        "button": _("Delete"),
        "is_stop": True,
    }
    return render(request, ASK, context)
