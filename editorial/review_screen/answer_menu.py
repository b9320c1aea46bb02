"""The way from Wagtail's editor of a page to the screen on which what waits of it is answered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from editorial.review.models import ReviewState
from editorial.review.review_mails import portal_of
from regions.permissions import may_coordinate


class AnswerMenuItem(ActionMenuItem):
    """Shown to whoever may answer it."""

    label = _("Read and answer")
    name = "action-read-and-answer"
    icon_name = "tasks"

    def is_shown(self, context: Any) -> bool:
        return context["view"] != "create" and _state_for(context) is not None

    def get_url(self, parent_context: Any) -> str:
        state = _state_for(parent_context)
        return state.task.specific.answer_address(state) if state is not None else ""


def _state_for(context: Any) -> ReviewState | None:
    page = context["page"]
    state = page.current_workflow_task_state if page.workflow_in_progress else None
    if state is None or not isinstance(state.specific, ReviewState):
        return None
    portal = portal_of(state)
    return state if portal is not None and may_coordinate(context["request"].user, portal) else None
