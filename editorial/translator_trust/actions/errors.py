"""Errors of this part's actions."""

from __future__ import annotations

from listings.actions.errors import ActionError, ActionPermissionError


class TranslatorTrustError(ActionError):
    """The change makes no sense now; the message says why. Nothing has been written."""


class TranslatorTrustPermissionError(ActionPermissionError):
    """The person may not say how far this translator is trusted."""
