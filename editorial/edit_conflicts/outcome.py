"""Telling a reviewer what an approval has done."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState


def tell(request: HttpRequest, page: Page) -> None:
    """Add a message after a form that approved. Wagtail's own beside it names the page."""
    if not request.POST.get("action-workflow-action") or request.POST.get("workflow-action-name") != "approve":
        return
    if _must_be_approved_again(page):
        messages.warning(request, _("Not public yet: this version must be approved again."))
    elif _is_public(page):
        messages.success(request, _("Approved, and public as you saw it."))


def tell_approval(request: HttpRequest, page: Page) -> None:
    """Add a message after an approval in a list, which says nothing by itself."""
    title = page.get_latest_revision_as_object().get_admin_display_title()
    if _must_be_approved_again(page):
        messages.warning(request, _("“%s” is not public yet: this version must be approved again.") % title)
    elif _is_public(page):
        messages.success(request, _("“%s” is approved, and public as you saw it.") % title)


def _must_be_approved_again(page: Page) -> bool:
    return page.current_workflow_task_state is not None


def _is_public(page: Page) -> bool:
    return bool(page.live and page.live_revision_id == page.latest_revision_id)


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
