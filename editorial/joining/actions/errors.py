"""Errors of what is done with requests to join. The message is for whoever did it; nothing has been written."""

from listings.actions.errors import ActionError, ActionPermissionError


class JoinError(ActionError):
    """It makes no sense now, or too much is asked at once."""


class JoinPermissionError(JoinError, ActionPermissionError):
    """The person may not do this."""
