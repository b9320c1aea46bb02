"""The guard around answers to a review that come from a list of what waits."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, TaskState

from editorial.edit_conflicts import conflict_views, outcome
from editorial.edit_conflicts.conflict_views import Handler
from editorial.edit_conflicts.page_lock import latest_is_seen, lock_page
from editorial.edit_conflicts.page_version import PageVersion

_STATUS_OF_ACTION = {"approve": TaskState.STATUS_APPROVED, "reject": TaskState.STATUS_REJECTED}


@transaction.atomic
def answer(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Approve the version that was sent to review, or that the person has seen since, and no other.

    Of two answers at once the second is told who was first. The same answer by the same person, sent twice, is one.
    """
    try:
        page = lock_page(kwargs["page_id"])
    except Page.DoesNotExist:
        return None
    states = TaskState.objects.for_instance(page).select_related("revision", "finished_by", "task")
    state = states.filter(pk=kwargs["task_state_id"]).first()
    if state is None:
        raise Http404
    if not state.task.specific.get_actions(page.specific, request.user):
        return view()
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return _told(request, page, state, kwargs["action_name"])
    if kwargs["action_name"] != "approve":
        return view()
    current = PageVersion.current(page)
    if _seen(request, state) != current:
        return conflict_views.show_changed_review(request, page, state, current)
    with latest_is_seen(page.pk):
        response = view()
    outcome.tell_approval(request, Page.objects.get(pk=page.pk))
    return response


def _seen(request: HttpRequest, state: TaskState) -> PageVersion | None:
    """The version that the person has seen; None where the revision was written anew during its review."""
    shown = request.POST.get(conflict_views.SEEN_FIELD)
    if shown is not None:
        revision_id, _at, created_at = shown.partition("@")
        return PageVersion(revision_id, created_at)
    return PageVersion.of_revision(state.revision) if state.revision.created_at <= state.started_at else None


def _told(request: HttpRequest, page: Page, state: TaskState, action: str) -> HttpResponse:
    if state.finished_by_id != request.user.pk or state.status != _STATUS_OF_ACTION.get(action):
        return conflict_views.show_answered(request, page, state)
    messages.info(request, _("You have answered this review already."))
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or edit_url)
