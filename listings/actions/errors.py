"""What can go wrong with an action, apart from the person's rights (Django's ``PermissionDenied``)."""

from django.core.exceptions import PermissionDenied


class ActionError(RuntimeError):
    """The action makes no sense now; the message tells the person why. Nothing has been written."""


class ActionPermissionError(PermissionDenied, ActionError):
    """The person may not do this."""
