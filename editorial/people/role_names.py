"""Roles in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from editorial.people.models import Invitation
from editorial.people.place_names import invited_to
from listings.enums import OrganisationRole
from regions.languages import own_name
from regions.models import PortalRole


def role_name(role: str) -> str:
    """Return the name of an organisation's or a portal's role in the active language."""
    names = {**dict(OrganisationRole.choices), **dict(PortalRole.choices)}
    return str(names.get(role, role))


def role_sentence(invitation: Invitation) -> str:
    """Say which role, and where, in one sentence."""
    words = {"role": role_name(invitation.role)}
    if invitation.organisation_id is None:
        return _("The role: %(role)s of %(portal)s.") % {**words, "portal": invited_to(invitation)}
    return _("The role: %(role)s of %(organisation)s.") % {**words, "organisation": invited_to(invitation)}


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
