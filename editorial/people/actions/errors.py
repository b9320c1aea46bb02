"""Errors of the actions on people. The message is one sentence for whoever acted; nothing has been written."""

from listings.actions.errors import ActionError, ActionPermissionError


class PeopleError(ActionError):
    """The action makes no sense now."""


class PeoplePermissionError(PeopleError, ActionPermissionError):
    """The person may not do this."""
