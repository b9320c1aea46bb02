"""Organisations of a portal, as its coordinators see them: with their names, drafts' names too."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from listings.enums import OrganisationStatus
from listings.models import Organisation
from regions.models import Portal


def organisations_of(portal: Portal) -> QuerySet[Any]:
    """Organisations at home in the portal that haven't left, with their titles (``shown_title``)."""
    own = Organisation.objects.filter(home_portal=portal)
    rows: QuerySet[Any] = own.titled(drafts=own).exclude(status=OrganisationStatus.LEFT)
    return rows
