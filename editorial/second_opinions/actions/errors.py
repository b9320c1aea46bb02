"""Errors of this part's actions."""

from __future__ import annotations

from listings.actions.errors import ActionError, ActionPermissionError


class OpinionError(ActionError):
    """It makes no sense now; the message says why. Nothing has been written."""


class OpinionPermissionError(ActionPermissionError):
    """The person may not ask, or wasn't asked."""
