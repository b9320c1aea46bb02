"""Base classes of the actions, on top of Wagtail's ``BaseAction``."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from wagtail.actions.base import BaseAction
from wagtail.log_actions import log

from listings.actions.errors import ActionPermissionError


class Action(BaseAction):
    """A change with its checks: first the person's right, then the state.

    The order matters, because a message about the state reveals something of the record. Without a user, rights aren't
    checked.
    """

    instance: Any
    permission_error_class: ClassVar[type[ActionPermissionError]] = ActionPermissionError
    #: Text of the permission error, for the person.
    permission_message: ClassVar[Any]

    def check(self, skip_permission_checks: bool = False) -> None:
        """Raise ``permission_error_class``, or ``ActionError`` where the action makes no sense now.

        Rights come first in every action: override ``check_state`` and ``user_has_permission``, never this.
        """
        if self.user is not None and not skip_permission_checks and not self.user_has_permission():
            raise self.permission_error_class(str(self.permission_message))
        self.check_state()

    def check_state(self) -> None:
        """Raise ``ActionError`` where the action makes no sense now."""

    def user_has_permission(self) -> bool:
        raise NotImplementedError


class RecordAction(Action):
    """A change of one record, with a lock on its row and an entry in the log of its source page.

    In the log the action is called ``action_name`` after the app's label. Rights and state are checked under the lock:
    the record may have been moved or changed since it was read. ``log_entry`` is there after ``execute``.
    """

    #: The model of the pages that describe the record.
    page_model: ClassVar[Any]
    #: The app whose name the action has in the log.
    app_label: ClassVar[str] = "listings"
    log_entry: Any = None

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Return the record as it is now. Raises ``ActionError``; then nothing has been written."""
        rows = type(self.instance).objects.with_portal().select_for_update(of=("self",))
        self.instance = rows.get(pk=self.instance.pk)
        self.check(skip_permission_checks)
        data = self.write()
        page = self.page_model.objects.source_of(self.instance)
        self.log_entry = log(page or self.instance, f"{self.app_label}.{self.action_name}", user=self.user, data=data)
        return self.instance

    def write(self) -> dict[str, Any]:
        """Change the locked record ``instance``; return what the log keeps of it."""
        raise NotImplementedError
