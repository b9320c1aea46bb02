"""Roles in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from editorial.people.models import Invitation
from listings.enums import OrganisationRole
from listings.models import Organisation
from regions.languages import own_name
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
        "organisation": str(titled) if titled is not None else "",
    }


def language_names(codes: Iterable[str]) -> str:
    """Name languages in the active one, with commas between them."""
    return ", ".join(language_name(code) for code in codes)


def language_name(code: str) -> str:
    """Name a language in the active one, as within a sentence: only English writes it with a capital letter."""
    try:
        name = str(get_language_info(code)["name_translated"])
    except KeyError:
        return own_name(code)
    return name if get_language() == "en" else name.lower()
