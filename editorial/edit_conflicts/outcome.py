"""Telling a reviewer what an approval has done."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState


def tell(request: HttpRequest, page: Page) -> None:
    """Add a message after a form that approved: public now, or to be approved again."""
    if request.POST.get("action-workflow-action") and request.POST.get("workflow-action-name") == "approve":
        tell_approval(request, page)


def tell_approval(request: HttpRequest, page: Page) -> None:
    title = page.get_latest_revision_as_object().get_admin_display_title()
    if page.current_workflow_task_state is not None:
        messages.warning(request, _("“%s” is not public yet: this version must be approved again.") % title)
    elif page.live and page.live_revision_id == page.latest_revision_id:
        messages.success(request, _("“%s” is approved, and public as you saw it.") % title)


def last_answer(page: Page) -> TaskState | None:
    """The latest finished state of the page's reviews."""
    state: TaskState | None = (
        TaskState.objects.for_instance(page)
        .exclude(status=TaskState.STATUS_IN_PROGRESS)
        .select_related("finished_by")
        .order_by("-finished_at")
        .first()
    )
    return state
