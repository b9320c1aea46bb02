"""Roles in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from editorial.people.models import Invitation
from listings.enums import OrganisationRole
from listings.models import Organisation
from regions.models import PortalRole


def role_name(role: str) -> str:
    """Return the name of an organisation's or a portal's role in the active language."""
    names = {**dict(OrganisationRole.choices), **dict(PortalRole.choices)}
    return str(names.get(role, role))


def role_sentence(invitation: Invitation) -> str:
    """Say which role, and where, in one sentence."""
    if invitation.organisation_id is None:
        return _("The role: %(role)s of %(portal)s.") % {
            "role": role_name(invitation.role),
            "portal": invitation.portal.title,
        }
    titled = Organisation.objects.filter(pk=invitation.organisation_id).titled().first()
    return _("The role: %(role)s of %(organisation)s.") % {
        "role": role_name(invitation.role),
        "organisation": titled.title if titled is not None else "",
    }
