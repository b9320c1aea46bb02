"""Saving a page that its organisation writes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.actions.edit_page import EditPageAction


def may_write(page: Any, user: Any) -> bool:
    """Whether the person may change the page, and nobody else has locked it."""
    is_locked = page.locked and page.locked_by_id != user.pk
    return not is_locked and bool(page.permissions_for_user(user).can_edit())


def save_page(page: Any, user: Any, form: Any = None) -> Any:
    """Make a revision of the page, which waits for nobody and shows nobody anything.

    Also while an earlier version waits for review: that stays as it was sent. Raises ``PermissionDenied``, also where
    somebody has locked the page, and ``FormValidationError``. To be called under the page's lock.
    """
    if not may_write(page, user):
        raise PermissionDenied
    return EditPageAction(page, user, form=form).execute(skip_permission_checks=True)
