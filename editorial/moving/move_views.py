"""Pages of moving in the admin: asking another portal, and one request. Whoever coordinates neither portal gets 404."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from editorial.moving.actions.answer_move import AcceptMove, AnswerMove, DeclineMove, WithdrawMove
from editorial.moving.actions.ask_to_move import AskToMove
from editorial.moving.actions.errors import MoveRequestError, MoveRequestPermissionError
from editorial.moving.models import MoveRequest
from editorial.moving.move_forms import AnswerMoveForm, AskToMoveForm
from editorial.moving.moved_records import home_of, source_page, stored
from editorial.moving.shown_records import frame, shown_record
from listings.models import Listing, Organisation
from regions.people import person_name
from regions.permissions import may_coordinate

#: What the buttons say afterwards.
_DONE = {
    "accept": gettext_lazy("Moved: “%(title)s” is at home in your portal now."),
    "decline": gettext_lazy("Declined. Those who asked get your reason by mail."),
    "withdraw": gettext_lazy("Withdrawn: “%(title)s” stays where it is."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def ask_to_move_listing(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    return _ask(request, Listing(pk=listing_id))


@require_http_methods(["GET", "HEAD", "POST"])
def ask_to_move_organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    return _ask(request, Organisation(pk=organisation_id))


def _ask(request: HttpRequest, unread: Listing | Organisation) -> HttpResponse:
    record = stored(unread)
    page = source_page(record) if record is not None else None
    if page is None or not may_coordinate(request.user, home_of(record)):
        raise Http404
    waiting = MoveRequest.objects.waiting().filter(**{record._meta.model_name: record}).first()
    if waiting is not None and request.method != "POST":
        return redirect("move_request", waiting.pk)
    form, fault = AskToMoveForm(home_of(record), request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            AskToMove(record, request.user, to_portal=data["portal"], reason=data["reason"]).execute()
            said = _("Asked. You get a mail when %(portal)s answers.")
            messages.success(request, said % {"portal": data["portal"].title})
            return redirect("wagtailadmin_pages:edit", page.pk)
        except (MoveRequestPermissionError, type(record).DoesNotExist) as error:
            raise Http404 from error
        except MoveRequestError as error:
            fault = str(error)
    context = {
        **frame(_("Move to another portal: %(title)s") % {"title": record}),
        "record": shown_record(record, page),
        "is_organisation": isinstance(record, Organisation),
        "form": form,
        "fault": fault,
        "way_back": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(request, "editorial/admin/moving/ask.html", context, status=400 if fault or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def move_request(request: HttpRequest, move_id: UUID) -> HttpResponse:
    """One request: its facts, and while it waits the answers; POST answers with ``answer``."""
    shown = MoveRequest.objects.visible_to(request.user).with_portals().filter(pk=move_id).first()
    if shown is None:
        raise Http404
    form, fault = AnswerMoveForm(shown, request.POST if request.method == "POST" else None), ""
    name = request.POST.get("answer", "")
    if request.method == "POST" and form.is_valid():
        title = str(stored(shown.thing))
        try:
            _answer(name, shown, request.user, form.cleaned_data).execute()
            messages.success(request, _DONE[name] % {"title": title})
            return redirect("waiting_reviews")
        except (MoveRequestPermissionError, MoveRequest.DoesNotExist) as error:
            raise Http404 from error
        except MoveRequestError as error:
            fault = str(error)
            shown = MoveRequest.objects.with_portals().get(pk=shown.pk)
    return _show(request, shown, form, fault)


def _answer(name: str, shown: MoveRequest, user: Any, data: dict[str, Any]) -> AnswerMove:
    if name == "accept":
        return AcceptMove(shown, user, data["text"], organisation=data.get("organisation"))
    if name == "decline":
        return DeclineMove(shown, user, data["text"])
    if name == "withdraw":
        return WithdrawMove(shown, user, data["text"])
    raise Http404


def _show(request: HttpRequest, shown: MoveRequest, form: AnswerMoveForm, fault: str) -> HttpResponse:
    record = stored(shown.thing)
    context = {
        **frame(_("Move to another portal: %(title)s") % {"title": record}),
        "move": shown,
        "asker": person_name(shown.asked_by),
        "record": shown_record(record, source_page(record)),
        "form": form,
        "fault": fault,
        "may_answer": shown.is_waiting and may_coordinate(request.user, shown.to_portal),
        "may_withdraw": shown.is_waiting and may_coordinate(request.user, shown.from_portal),
        "way_back": reverse("waiting_reviews"),
    }
    status = 400 if fault or form.errors else 200
    return render(request, "editorial/admin/moving/move_request.html", context, status=status)
