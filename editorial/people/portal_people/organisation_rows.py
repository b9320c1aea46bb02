"""Organisations of a portal, as its coordinators see them: with their names, drafts' names too."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from listings.enums import OrganisationStatus
from listings.models import Organisation, OrganisationMembership
from regions.models import Portal


def organisations_of(portal: Portal) -> QuerySet[Any]:
    """Organisations at home in the portal that haven't left, with their titles (``shown_title``)."""
    own = Organisation.objects.filter(home_portal=portal)
    rows: QuerySet[Any] = own.titled(drafts=own).exclude(status=OrganisationStatus.LEFT)
    return rows


def without_people(organisations: Any) -> QuerySet[Any]:
    """Those for which nobody can write: no active account is a member. By name, where there are titles."""
    members = OrganisationMembership.objects.effective().filter(organisation=OuterRef("pk"))
    rows: QuerySet[Any] = organisations.filter(~Exists(members))
    return rows.order_by("shown_title", "pk") if "shown_title" in rows.query.annotations else rows
