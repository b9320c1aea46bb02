"""Answers to a review that don't come from its screen lead there: its own task says where that is."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from wagtail.models import Page, TaskState

from editorial.edit_conflicts.conflict_views import Handler
from editorial.edit_conflicts.page_lock import lock_page


@transaction.atomic
def answer(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Lead to the screen, with the comment that was typed. A task of another project's is answered under the lock."""
    try:
        page = lock_page(kwargs["page_id"])
    except Page.DoesNotExist:
        return None
    state = TaskState.objects.for_instance(page).select_related("task").filter(pk=kwargs["task_state_id"]).first()
    if state is None:
        raise Http404
    address = answer_address(state)
    if not address:
        return view()
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": address})
    return HttpResponseRedirect(address, preserve_request=True)


def answer_address(state: TaskState | None) -> str:
    """Return where a review is answered; empty without one, and where Wagtail's own dialogs answer it."""
    address_of = getattr(state.task.specific, "answer_address", None) if state is not None else None
    return address_of(state) if address_of is not None else ""


def waiting_address(page: Page) -> str:
    """Return where the review that waits of a page is answered; empty where none does."""
    return answer_address(page.current_workflow_task_state) if page.workflow_in_progress else ""
