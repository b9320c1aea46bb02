"""What a writer is told when somebody else was faster: both texts, and ways on that lose neither."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page, TaskState

from editorial.edit_conflicts.comparison import Difference, differences
from editorial.edit_conflicts.page_version import REVISION_FIELD, TIME_FIELD, PageVersion
from regions.people import person_name

#: Runs the view that is guarded.
Handler = Callable[[], HttpResponse]

TEMPLATE = "wagtailadmin/pages/edit_conflict.html"
CONFLICT = 409
#: Button of the answer: show the form again with what was typed, made from the latest version.
RESUME_FIELD = "edit_conflict_resume"
_NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "overwrite_revision_id", REVISION_FIELD, TIME_FIELD, RESUME_FIELD}


def expects_json(request: HttpRequest) -> bool:
    """Whether autosave asks."""
    return not request.accepts("text/html")


def autosave_refused() -> HttpResponse:
    """The answer after which Wagtail's script stops saving by itself, and says so."""
    message = _("Somebody has saved a newer version of this page. Send the form to see both.")
    return JsonResponse({"success": False, "error_code": "invalid_revision", "error_message": message}, status=CONFLICT)


def show_conflict(request: HttpRequest, page: Page, kwargs: dict[str, Any], current: PageVersion) -> HttpResponse:
    """The answer 409 with both texts, field by field where they differ; what was typed is in its form."""

    def answer(view: Any) -> HttpResponse:
        view.mine.is_valid()
        context = {
            "heading": _("This page has been saved meanwhile, by somebody else or in another window"),
            "differences": differences(view.mine, view.theirs),
            "sent": _sent_again(request),
            "version": current,
            "can_keep": not view.locked_for_user,
            "resume_field": RESUME_FIELD,
        }
        return _page(request, page, context)

    return _edit_view(request, page, kwargs, answer)


def show_form_again(request: HttpRequest, page: Page, kwargs: dict[str, Any]) -> HttpResponse:
    """The page's form, made from the latest version, with what was typed in it; nothing is saved."""

    def answer(view: Any) -> HttpResponse:
        view.form = view.mine
        view.form.is_valid()
        view.form.restore_required_fields()
        view.has_unsaved_changes = True
        response: HttpResponse = view.render_to_response(view.get_context_data())
        return response

    return _edit_view(request, page, kwargs, answer)


def show_waiting(request: HttpRequest, page: Page, current: PageVersion, address: str) -> HttpResponse:
    """The answer 409 to publishing past a review, which ``address`` answers; what was typed is in the form."""
    context = {
        "heading": _("A version of this page waits for review: answer that first"),
        "sent": [(name, value) for name, value in _sent_again(request) if not name.startswith("action-")],
        "version": current,
        "resume_field": RESUME_FIELD,
        "answer_url": address,
        "is_answered": True,
    }
    return _page(request, page, context)


def show_answered(
    request: HttpRequest, page: Page, state: TaskState | None, current: PageVersion | None = None
) -> HttpResponse:
    """The answer 409 to whoever answers a review that is over; with ``current``, what was typed is in its form."""
    context: dict[str, Any] = {"heading": _("This review has been answered already"), "state": state}
    if current is not None:
        sent = [(name, value) for name, value in _sent_again(request) if "workflow-action" not in name]
        context |= {"sent": sent, "version": current, "is_answered": True, "resume_field": RESUME_FIELD}
    return _page(request, page, context)


def show_message(
    request: HttpRequest, page: Page, heading: str, lines: Iterable[Difference], *, address: str = ""
) -> HttpResponse:
    """The answer 409 that only tells what has changed; ``address`` is where a review that waits is answered."""
    context = {"heading": heading, "differences": list(lines), "is_message": True, "answer_url": address}
    return _page(request, page, context)


def _page(request: HttpRequest, page: Page, context: dict[str, Any]) -> HttpResponse:
    state, revision = context.get("state"), page.latest_revision
    author = state.finished_by if state is not None else getattr(revision, "user", None)
    context = {"action": request.get_full_path()} | context
    context |= {
        "page": page,
        "revision": revision,
        "person": person_name(author) or "–",
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # Wagtail's dialogs show an answer of 200 only.
        html = render_to_string("wagtailadmin/pages/edit_conflict_content.html", context | {"is_dialog": True}, request)
        return JsonResponse({"step": "conflict", "html": html})
    return TemplateResponse(request, TEMPLATE, context, status=CONFLICT)


def _sent_again(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_SENT_AGAIN]


def _edit_view(
    request: HttpRequest, page: Page, kwargs: dict[str, Any], answer: Callable[[Any], HttpResponse]
) -> HttpResponse:
    """Run the page type's own edit view, with its checks of rights, up to where it would read the form."""
    viewset = page_viewset_registry.get_by_type(page.specific_class)
    usual = viewset.revisions_revert_view if "revision_id" in kwargs else viewset.edit_view

    def form_for(view: Any, instance: Any, *data: Any) -> Any:
        return view.form_class(
            *data,
            instance=instance,
            subscription=view.subscription,
            parent_page=view.parent,
            for_user=request.user,
        )

    def post(view: Any, *_args: Any, **_kwargs: Any) -> HttpResponse:
        stored = view.real_page_record.get_latest_revision_as_object()
        view.theirs = view.form_for(stored)
        view.mine = view.form_for(deepcopy(view.page), request.POST, request.FILES)
        view.mine.defer_required_fields()
        return answer(view)

    view_class: Any = type("EditConflictView", (usual.view_class,), {"post": post, "form_for": form_for})
    view = require_admin_access(view_class.as_view(**usual.view_initkwargs))
    response: HttpResponse = view(request, **kwargs)
    return response
