"""Organisations and portals in words."""

from __future__ import annotations

from typing import Any

from editorial.people.models import Invitation
from listings.models import Organisation


def organisation_title(organisation_id: Any) -> str:
    """Return the organisation's title in the active language; empty where it is gone."""
    titled = Organisation.objects.filter(pk=organisation_id).titled().first()
    return str(titled) if titled is not None else ""


def invited_to(invitation: Invitation) -> str:
    """Return the title of the organisation or the portal that somebody is invited to."""
    if invitation.organisation_id is None:
        return str(invitation.portal.title)
    return organisation_title(invitation.organisation_id)
