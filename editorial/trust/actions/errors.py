"""Errors of this part's actions."""

from __future__ import annotations

from listings.actions.errors import ActionError, ActionPermissionError


class TrustError(ActionError):
    """The change makes no sense now; the message says why. Nothing has been written."""


class TrustPermissionError(ActionPermissionError):
    """The person may not make this change."""


class OtherVersionError(TrustError):
    """Another version is public than the one that the person had before them."""
