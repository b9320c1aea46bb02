"""Errors of moving."""

from listings.actions.errors import ActionError, ActionPermissionError


class MoveRequestError(ActionError):
    """It can't be asked or answered now; the message says why."""


class MoveRequestPermissionError(MoveRequestError, ActionPermissionError):
    """Only coordinators of the portal may."""
