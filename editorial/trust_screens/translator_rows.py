"""A portal's translators with the languages in which it trusts them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from editorial.people.role_names import language_names
from editorial.translator_trust.models import TranslatorTrust
from regions.models import Portal, PortalMembership, PortalRole
from regions.people import person_name


@dataclass(frozen=True)
class TranslatorRow:
    """``trusted``: the languages by name, empty for none. ``is_own``: the reader's, who doesn't trust themselves."""

    key: int
    name: str
    languages: str
    trusted: str
    is_own: bool
    granted_by: str
    granted_at: datetime.datetime | None


def translators_of(portal: Portal) -> Any:
    rows = PortalMembership.objects.effective().filter(portal=portal, role=PortalRole.TRANSLATOR)
    people = rows.select_related("user", "portal__site", "translator_trust__granted_by")
    return people.order_by("user__first_name", "user__last_name", "user__email", "pk")


def translator_rows(portal: Portal, reader: Any) -> list[TranslatorRow]:
    """One statement: a portal has few translators."""
    return [_row(membership, reader) for membership in translators_of(portal)]


def trusted_codes(membership: PortalMembership) -> list[str]:
    trust: TranslatorTrust | None = getattr(membership, "translator_trust", None)
    return list(trust.languages) if trust is not None else []


def _row(membership: PortalMembership, reader: Any) -> TranslatorRow:
    trust: TranslatorTrust | None = getattr(membership, "translator_trust", None)
    return TranslatorRow(
        key=membership.pk,
        name=person_name(membership.user),
        languages=language_names(membership.languages),
        trusted=language_names(trusted_codes(membership)),
        is_own=membership.user_id == reader.pk,
        granted_by=person_name(trust.granted_by) if trust is not None else "",
        granted_at=trust.granted_at if trust is not None else None,
    )
