"""Moving an organisation to another portal, or an activity to another organisation, in all languages at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.move_page import MovePageAction

from listings.actions.base import Action
from listings.actions.errors import ActionError, ActionPermissionError
from listings.models import FamilyPage
from regions.locks import lock_page_tree


class MoveFamilyError(ActionError):
    """The family can't have this parent."""


class MoveFamilyPermissionError(MoveFamilyError, ActionPermissionError):
    """The person must be able to remove the page here and to publish there."""


class MoveFamily(Action):
    """Moves every language version of ``page``, with the pages below, to the parent ``destination``.

    All in one transaction. In it the database derives the home portal or the organisation of the records from the new
    place, and the editors get rights to pictures there (``signal_handlers.page_moved``). ``lock_page_tree`` allows one
    move at a time. Whether a page can stand there is also part of Wagtail's permission, so with a user ``check`` may
    raise the permission error for it.
    """

    action_name = "move_family"
    permission_error_class = MoveFamilyPermissionError
    permission_message = _("You may not move this there.")

    def __init__(self, page: FamilyPage, destination: Any, user: Any = None) -> None:
        super().__init__(page, user)
        self.page = page
        self.destination = destination

    def user_has_permission(self) -> bool:
        return bool(self.page.permissions_for_user(self.user).can_move_to(self.destination))

    def check_state(self) -> None:
        if not self.page.is_source:
            raise MoveFamilyError(_("Move the version in which it was written: its translations go along."))
        if not self.page.can_move_to(self.destination.specific):
            raise MoveFamilyError(_("It can't stand there."))

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> FamilyPage:
        """Return the moved source page, read again. Raises ``MoveFamilyError``."""
        lock_page_tree()
        self.page = type(self.page).objects.get(pk=self.page.pk)
        self.destination = type(self.destination).objects.get(pk=self.destination.pk)
        self.check(skip_permission_checks)
        for key in self.page.family().order_by("path").values_list("pk", flat=True):
            version = type(self.page).objects.get(pk=key)
            self.destination.refresh_from_db(fields=("path", "depth", "numchild", "url_path"))
            action = MovePageAction(version, self.destination, pos="last-child", user=self.user)
            action.execute(skip_permission_checks=True)
        source: FamilyPage = type(self.page).objects.get(pk=self.page.pk)
        return source
