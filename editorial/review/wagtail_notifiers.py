"""Wagtail's own mails, which are switched off: ours go to whom a text concerns (``editorial.review.review_mails``).

Wagtail writes to every superuser about every submission, links into the admin that organisations don't use, and knows
neither the portal nor the ledger of mails.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin import signal_handlers
from wagtail.admin.views.account import NotificationsSettingsPanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

#: Wagtail's receivers, by its own names for them (``wagtail.admin.signal_handlers``).
RECEIVERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def disconnect() -> None:
    """Switch off the mails about reviews and comments, and their settings on a person's page of the admin.

    Works before and after Wagtail's admin has connected them, whatever the order of the installed apps.
    """
    signal_handlers.register_signal_handlers = _nothing
    for signal, sender, name in RECEIVERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
    EditView.send_commenting_notifications = _nothing
    NotificationsSettingsPanel.is_active = _never


def _nothing(*args: Any, **kwargs: Any) -> None:
    """In place of what would send."""


def _never(panel: Any) -> bool:
    return False
