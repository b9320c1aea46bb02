"""Invitations that an erased person has sent: somebody who may send them goes on, or they are withdrawn."""

from __future__ import annotations

from typing import Any

from editorial.people.models import Invitation
from editorial.privacy.heirs import Heirs
from editorial.privacy.person import Person


def open_invitations_of(person: Person, heirs: Heirs) -> dict[int | None, Any]:
    """Return the person's open invitations by heir; those of None are to be withdrawn.

    Only a responsible person of the organisation is an heir: what a coordinator has invited to a role of the portal is
    withdrawn. Nobody comes in by somebody who is gone.
    """
    rows = Invitation.objects.filter(invited_by_id__in=person.account_ids, accepted_at=None).order_by("pk")
    found: dict[int | None, list[Any]] = {}
    for key, organisation in rows.values_list("pk", "organisation_id"):
        heir = heirs.of_organisation(organisation) if organisation is not None else None
        found.setdefault(heir, []).append(key)
    return {heir: Invitation.objects.filter(pk__in=keys) for heir, keys in found.items()}


def withdraw_without_heir(person: Person, heirs: Heirs) -> dict[str, int]:
    """Delete the open invitations that nobody goes on with; return their number by model."""
    rows = open_invitations_of(person, heirs).get(None)
    return {Invitation._meta.label_lower: rows.delete()[0]} if rows is not None else {}
