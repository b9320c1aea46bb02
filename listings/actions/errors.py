"""Errors of actions."""

from django.core.exceptions import PermissionDenied


class ActionError(RuntimeError):
    """The action makes no sense now; the message says why. Nothing has been written."""


class ActionPermissionError(PermissionDenied, ActionError):
    """The person may not execute the action."""
