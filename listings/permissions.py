"""Permissions on the records of the pool, by membership; views and hooks ask here.

Permissions on pages are in ``listings.page_permissions``.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from listings.enums import Decider
from listings.models.membership import OrganisationMembership
from listings.models.records import Listing, Organisation
from regions.models import PortalRole
from regions.permissions import may_coordinate, portals_with_role


def may_edit_for(user: Any, organisation_id: Any) -> bool:
    """Whether the user is an editor of this organisation."""
    return OrganisationMembership.objects.effective().filter(user_id=user.pk, organisation_id=organisation_id).exists()


def may_manage_listing(user: Any, listing: Listing) -> bool:
    """Whether the user may pause, cancel, confirm … this activity.

    Its organisation's editors and its portal's coordinators may.
    """
    return may_coordinate(user, listing.home_portal) or may_edit_for(user, listing.organisation_id)


def decider_of(user: Any, listing: Listing) -> Decider:
    """In which capacity a person decides about this activity; a program, without a user, as its organisation."""
    return Decider.PORTAL if user is not None and may_coordinate(user, listing.home_portal) else Decider.ORGANISATION


def may_take_back(user: Any, listing: Listing, decided_by: str) -> bool:
    """Whether the person may take back a decision. Programs, without a user, may take back any."""
    return user is None or decided_by != Decider.PORTAL or decider_of(user, listing) == Decider.PORTAL


def may_coordinate_either(user: Any, listing: Listing, organisation: Organisation) -> bool:
    """Whether the user coordinates the activity's portal, or that of an organisation which it names."""
    return may_coordinate(user, listing.home_portal) or may_coordinate(user, organisation.home_portal)


def may_answer_for_co_organiser(user: Any, listing: Listing, organisation: Organisation) -> bool:
    """Whether the user may take the organisation off an activity that names it, and take that back."""
    return may_edit_for(user, organisation.pk) or may_coordinate_either(user, listing, organisation)


def versions_for(user: Any) -> Any:
    """Return the versions in languages of a coordinator's portals, as pages with ``source_language``.

    Unfinished ones stand first.
    """
    condition = Q(pk=None)
    for portal in portals_with_role(user, PortalRole.COORDINATOR):
        at_home = Q(listing_portal=portal.pk) | Q(organisation_portal=portal.pk)
        condition |= at_home & Q(locale__language_code__in=portal.languages)
    listing = Listing.objects.filter(pk=OuterRef("translation_key"))
    organisation = Organisation.objects.filter(pk=OuterRef("translation_key"))
    return (
        Page.objects.annotate(
            listing_portal=Subquery(listing.values("organisation__home_portal_id")),
            organisation_portal=Subquery(organisation.values("home_portal_id")),
            source_language=Coalesce(
                Subquery(listing.values("source_language")), Subquery(organisation.values("source_language"))
            ),
        )
        .filter(condition)
        .exclude(locale__language_code=F("source_language"))
        .select_related("locale")
        .order_by("live", "-has_unpublished_changes", F("latest_revision_created_at").desc(nulls_last=True), "pk")
    )
