"""Requests to join in the admin: the list of a coordinator's portals, and one request on one screen.

Whoever doesn't coordinate the portal gets 404, and so does everybody for a request whose address isn't confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from editorial.joining.actions.answer_request import (
    AnswerRequest,
    AskBack,
    DeclineRequest,
    PassOnRequest,
    request_version,
)
from editorial.joining.actions.approve_request import ApproveRequest
from editorial.joining.actions.errors import JoinError, JoinPermissionError
from editorial.joining.answer_forms import AnswerForm, make_forms
from editorial.joining.models import JoinRequest, JoinStatus
from editorial.joining.request_hints import hints_for
from listings.dashboard import Need
from regions.languages import direction, own_name
from regions.permissions import coordinates

PAGE_SIZE = 25


def _approve(join_request: JoinRequest, user: Any, form: AnswerForm) -> AnswerRequest:
    return ApproveRequest(join_request, user, seen=form.cleaned_data["seen"])


def _ask(join_request: JoinRequest, user: Any, form: AnswerForm) -> AnswerRequest:
    return AskBack(join_request, user, form.cleaned_data["text"], seen=form.cleaned_data["seen"])


def _decline(join_request: JoinRequest, user: Any, form: AnswerForm) -> AnswerRequest:
    return DeclineRequest(join_request, user, form.cleaned_data["text"], seen=form.cleaned_data["seen"])


def _pass_on(join_request: JoinRequest, user: Any, form: AnswerForm) -> AnswerRequest:
    data = form.cleaned_data
    return PassOnRequest(join_request, user, data["text"], portal=data["portal"], seen=data["seen"])


#: What the buttons do, and what is said afterwards.
_ANSWERS: dict[str, tuple[Callable[[JoinRequest, Any, AnswerForm], AnswerRequest], Any]] = {
    "approve": (_approve, gettext_lazy("Approved: “%s” is public now, and its person has a mail.")),
    "ask": (_ask, gettext_lazy("Your question about “%s” is on its way.")),
    "decline": (_decline, gettext_lazy("Declined: “%s”. The person gets your reason by mail.")),
    "pass-on": (_pass_on, gettext_lazy("Passed on: “%s”.")),
}


@require_safe
def join_requests(request: HttpRequest) -> HttpResponse:
    """All requests of the person's portals, those that wait first."""
    if not coordinates(request.user):
        raise Http404
    requests = (
        JoinRequest.objects.visible_to(request.user)
        .waiting_first()
        .select_related("portal__site", "municipality", "organisation_type")
    )
    page = Paginator(requests, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {**_frame(_("Requests to join")), "page_obj": page, "waiting": JoinStatus.WAITING}
    return render(request, "editorial/admin/join_requests.html", context)


@require_safe
def join_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request with everything that an answer needs."""
    shown = _visible(request, request_id)
    return _show(request, shown, make_forms(shown, request_version(shown)))


@require_POST
def answer_join_request(request: HttpRequest, request_id: UUID, name: str) -> HttpResponse:
    """Approve, ask back, decline or pass on. What was typed comes back where that can't be done."""
    shown = _visible(request, request_id)
    if name not in _ANSWERS:
        raise Http404
    make_action, words = _ANSWERS[name]
    forms = make_forms(shown, request_version(shown), name, request.POST)
    form, fault = forms[name], ""
    if form.is_valid():
        try:
            make_action(shown, request.user, form).execute()
            messages.success(request, words % shown.name)
            return redirect("editorial_join_requests")
        except (JoinPermissionError, JoinRequest.DoesNotExist) as error:
            raise Http404 from error
        except JoinError as error:
            fault = str(error)
    current = JoinRequest.objects.select_related("portal__site", "organisation_type").get(pk=shown.pk)
    if fault and request_version(current) != form.data.get(form.add_prefix("seen")):
        data = request.POST.copy()  # what has happened meanwhile is shown now
        data[form.add_prefix("seen")] = request_version(current)
        forms = make_forms(current, request_version(current), name, data)
    return _show(request, current, forms, fault or _("Nothing is changed yet: see the reasons below."), name)


def _show(
    request: HttpRequest, shown: JoinRequest, forms: dict[str, AnswerForm], fault: str = "", opened: str = ""
) -> HttpResponse:
    context = {
        **_frame(shown.name, is_below=True),
        "join_request": shown,
        "language_name": own_name(shown.language),
        "text_direction": direction(shown.language),
        "mail_language_name": own_name(shown.person_language),
        "dialogue": _dialogue(shown),
        "hints": hints_for(shown, request.user, get_language() or "fi"),
        "forms": {name.replace("-", "_"): form for name, form in forms.items()} if shown.is_open else {},
        "may_ask": shown.status == JoinStatus.WAITING,
        "fault": fault,
        "opened": opened,
    }
    return render(request, "editorial/admin/join_request.html", context, status=400 if fault else 200)


def _dialogue(shown: JoinRequest) -> list[dict[str, Any]]:
    """The messages, each with what it has changed in words."""
    names = {field.name: str(field.verbose_name) for field in JoinRequest._meta.concrete_fields}
    return [
        {"message": message, "changed": ", ".join(names[name] for name in message.changed if name in names)}
        for message in shown.messages.select_related("said_by").order_by("created_at", "pk")
    ]


def _visible(request: HttpRequest, request_id: UUID) -> JoinRequest:
    requests = JoinRequest.objects.visible_to(request.user).select_related(
        "portal__site", "municipality", "organisation_type", "organisation", "answered_by"
    )
    found: JoinRequest | None = requests.filter(pk=request_id).first()
    if found is None:
        raise Http404
    return found


def _frame(title: str, *, is_below: bool = False) -> dict[str, Any]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("editorial_join_requests"), "label": _("Requests to join")},
    ]
    if is_below:
        trail.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": "mail", "breadcrumbs_items": trail}


class JoinRequestsMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        address = reverse("editorial_join_requests")
        super().__init__(gettext_lazy("Requests to join"), address, name="join-requests", icon_name="mail", order=130)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)


def waiting_requests(user: Any) -> Iterator[Need]:
    """Yield the organisations that wait for this coordinator's answer."""
    if not coordinates(user):
        return
    count = JoinRequest.objects.visible_to(user).filter(status=JoinStatus.WAITING).count()
    words = ngettext("organisation wants to join", "organisations want to join", count)
    yield Need(count, words, reverse("editorial_join_requests"), "mail")
