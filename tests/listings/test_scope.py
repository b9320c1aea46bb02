"""A listing's scope by the rule on plain values and by the query: both must agree."""

import datetime
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from listings.enums import PlacementKind
from listings.models import ActivityPage, Listing, Placement
from regions.models import Portal
from search.documents.scope import PortalScopes

pytestmark = pytest.mark.django_db

#: Some day when nothing is public any more.
END = timezone.now() + datetime.timedelta(days=99)
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def public_pages() -> dict[UUID, ActivityPage]:
    """Return the source pages of public listings, by listing."""
    listings = Listing.objects.public_apart_from_time()
    return {listing.pk: ActivityPage.objects.source_of(listing) for listing in listings}


def portals_by_rule(pages: dict[UUID, ActivityPage]) -> dict[UUID, set[int]]:
    """Return the portals that show each listing, as in its document."""
    scopes = PortalScopes(pages)
    return {
        key: {span.portal_id for span in spans if span.shows_at(scopes.now)}
        for key, page in pages.items()
        for spans in [scopes.of_listing(key, page.municipality_id or "", page.mode, 0, END).spans]
    }


def listings_by_query(portal: Portal) -> set[UUID]:
    return set(Listing.objects.public_apart_from_time().within_scope_of([portal.pk]).values_list("pk", flat=True))


def place(portal: Portal, keys: list[UUID], kind: str, until: Any = None) -> None:
    Placement.objects.bulk_create(Placement(portal=portal, listing_id=key, kind=kind, until=until) for key in keys)


@pytest.mark.parametrize("takes_online", [True, False])
def test_rule_and_query_agree_on_the_scope_of_the_demo_pool(demo_pool: None, takes_online: bool) -> None:
    Portal.objects.update(takes_online=takes_online)
    pages = public_pages()
    portals = portals_by_rule(pages)
    for portal in Portal.objects.all():
        by_rule = {key for key in pages if portal.pk in portals[key]}
        assert listings_by_query(portal) == by_rule, portal
        assert portal.is_national or 0 < len(by_rule) < len(pages)


@pytest.mark.parametrize("kind", PlacementKind.values)
def test_rule_and_query_agree_on_placements(demo_pool: None, kind: str) -> None:
    pages = public_pages()
    keys = sorted(pages)
    placed, expired = keys[::3], keys[1::3]
    for portal in Portal.objects.all():
        place(portal, placed, kind)
        place(portal, expired, kind, until=YESTERDAY)
    portals = portals_by_rule(pages)
    for portal in Portal.objects.all():
        by_rule = {key for key in pages if portal.pk in portals[key]}
        excluded = set(placed) if kind == PlacementKind.EXCLUDED else set()
        assert not by_rule & excluded
        assert listings_by_query(portal) == by_rule | excluded, portal
