"""Errors of the actions on people. The message is one sentence for whoever acted; nothing has been written."""

from django.core.exceptions import PermissionDenied


class PeopleError(RuntimeError):
    """The action makes no sense now."""


class PeoplePermissionError(PermissionDenied, PeopleError):
    """The person may not do this."""
