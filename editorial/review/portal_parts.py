"""The portal part for review: a workflow of the portal's own, so that only its coordinators see drafts."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Task, TaskState, Workflow, WorkflowPage, WorkflowTask

from editorial.review.models import ReviewState, ReviewTask
from regions.models import PortalRole
from regions.portal_parts import PortalContext, PortalPart, register


def ensure_review(context: PortalContext) -> None:
    """One workflow whose only task is approval by the coordinators, over the directory and every home (articles).

    A workflow page covers its subtree only, and homes stand beside each other, so each needs its own.
    """
    workflow = _ensure_workflow(context)
    covered = [context.shared["directory"], *context.homes.values()]
    present = dict(WorkflowPage.objects.filter(page__in=covered).values_list("page_id", "workflow_id"))
    missing = [page for page in covered if present.get(page.pk) != workflow.pk]
    if missing:
        WorkflowPage.objects.filter(page__in=missing).delete()
        WorkflowPage.objects.bulk_create([WorkflowPage(workflow=workflow, page=Page(pk=page.pk)) for page in missing])
        context.report(_("review of %(count)d parts of the portal") % {"count": len(missing)})


def _ensure_workflow(context: PortalContext) -> Workflow:
    coordinators = context.groups[PortalRole.COORDINATOR]
    task = GroupApprovalTask.objects.filter(groups=coordinators).first()
    if task is None:
        task = _make_task(context, coordinators)
    elif not ReviewTask.objects.filter(pk=task.pk).exists():
        task = _make_review(task)
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=_("Review – %(portal)s") % {"portal": context.portal.name})
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        context.report(workflow.name)
    return workflow


def _make_task(context: PortalContext, coordinators: Any) -> ReviewTask:
    task: ReviewTask = ReviewTask.objects.create(name=_("Coordinators of %(portal)s") % {"portal": context.portal.name})
    task.groups.add(coordinators)
    return task


@transaction.atomic
def _make_review(task: GroupApprovalTask) -> ReviewTask:
    """Make a task of Wagtail's own type, from before this app had one, a review; its group and states stay."""
    review: ReviewTask = _specialise(task, ReviewTask, "groupapprovaltask_ptr", Task)
    for state in TaskState.objects.filter(task_id=task.pk):
        _specialise(state, ReviewState, "taskstate_ptr", TaskState)
    return review


def _specialise(row: Any, model: Any, link: str, base: Any) -> Any:
    special = model(**{link: row})
    special.save_base(raw=True)
    base.objects.filter(pk=row.pk).update(content_type=ContentType.objects.get_for_model(model))
    return model.objects.get(pk=row.pk)


def connect() -> None:
    register(PortalPart("review", 300, ensure_review))
