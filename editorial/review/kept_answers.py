"""An answered review is never withdrawn afterwards, whoever calls ``cancel`` with what they read before."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import connection
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from editorial.edit_conflicts.page_lock import lock_page
from editorial.review.models import AnsweredError


def _withdrawn(instance: WorkflowState, **kwargs: Any) -> None:
    """Raise ``AnsweredError`` for a review that is over. The page is locked first, as every answer locks it."""
    if instance._state.adding or instance.status != WorkflowState.STATUS_CANCELLED:
        return
    if connection.in_atomic_block and instance.base_content_type_id == Page(pk=0).get_base_content_type().pk:
        with suppress(Page.DoesNotExist):
            lock_page(int(instance.object_id))
    stored = WorkflowState.objects.filter(pk=instance.pk).values_list("status", flat=True).first()
    if stored == WorkflowState.STATUS_APPROVED:
        raise AnsweredError(_("This review has been answered already."))


def connect() -> None:
    pre_save.connect(_withdrawn, sender=WorkflowState, dispatch_uid="editorial_review_kept_answers")
