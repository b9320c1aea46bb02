"""A person's roles in words, for the list of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.people.remaining_people import is_over
from editorial.people.role_names import language_names, role_name
from listings.models import Organisation, OrganisationMembership
from regions.models import PortalMembership, PortalRole


def with_roles(users: QuerySet[Any]) -> QuerySet[Any]:
    """Read the roles along: three more statements, whatever the number of users."""
    portals = PortalMembership.objects.select_related("portal").order_by("portal__name", "role")
    organisations = OrganisationMembership.objects.prefetch_related(
        Prefetch("organisation", Organisation.objects.titled(drafts=Organisation.objects.all()))
    ).order_by("pk")
    return users.prefetch_related(
        Prefetch("portal_memberships", portals), Prefetch("organisation_memberships", organisations)
    )


def roles_in_words(user: Any) -> Iterator[str]:
    """Yield one line for each role: what, where, into which languages, until when."""
    memberships = list(user.portal_memberships.all())
    if user.is_superuser and not any(membership.role == PortalRole.NATIONAL_ADMIN for membership in memberships):
        yield f"{role_name(PortalRole.NATIONAL_ADMIN)} ({_('made on the command line of the server')})"
    for membership in memberships:
        words = f"{role_name(membership.role)}, {membership.portal.title}"
        if membership.languages:
            words += f" ({language_names(membership.languages)})"
        if membership.ends_on is not None:
            day = date_format(membership.ends_on, "SHORT_DATE_FORMAT")
            words += ", " + (_("ended on %(day)s") if is_over(membership) else _("last day %(day)s")) % {"day": day}
        yield words
    for membership in user.organisation_memberships.all():
        yield f"{role_name(membership.role)}, {membership.organisation}"
