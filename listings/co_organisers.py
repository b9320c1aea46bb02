"""Which organisations the activities name as their co-organisers."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery

from listings.models import ActivityPage, CoOrganising, Listing, Organisation


def _rows() -> Any:
    return ActivityPage.co_organisers.through.objects


def named_co_organisers() -> Any:
    """Rows (``activitypage``, ``organisation``) of all pages, without those organisations that have taken themselves
    off the activity.
    """
    taken_off = CoOrganising.objects.taken_off().filter(
        listing=OuterRef("activitypage__translation_key"), organisation=OuterRef("organisation_id")
    )
    return _rows().filter(~Exists(taken_off))


def public_mentions(organisations: Any) -> Any:
    """Rows of public activities that name one of these organisations (a queryset), newest first, all facts in one
    statement.

    Each has ``listing`` (its id), ``title`` and ``language`` of the activity's source, ``namer`` and
    ``home_portal`` (its organiser's name, and portal's id), ``organisation_id``, ``left_at`` and ``left_decided_by``
    where the organisation has been taken off.
    """
    listing = Listing.objects.public_apart_from_time().filter(
        pk=OuterRef("activitypage__translation_key"),
        source_language=OuterRef("activitypage__locale__language_code"),
    )
    row = CoOrganising.objects.filter(
        listing=OuterRef("activitypage__translation_key"), organisation=OuterRef("organisation_id")
    )
    organiser = Organisation.objects.titled().filter(listings=OuterRef("activitypage__translation_key"))
    return (
        _rows()
        .filter(organisation__in=organisations.values("pk"), activitypage__live=True)
        .annotate(organiser=Subquery(listing.values("organisation_id")))
        .exclude(organiser=None)
        .exclude(organiser=F("organisation_id"))
        .annotate(
            listing=F("activitypage__translation_key"),
            title=F("activitypage__title"),
            language=F("activitypage__locale__language_code"),
            namer=Subquery(organiser.values("shown_title")[:1]),
            home_portal=Subquery(organiser.values("home_portal_id")[:1]),
            left_at=Subquery(row.values("left_at")),
            left_decided_by=Subquery(row.values("left_decided_by")),
        )
        .order_by("-activitypage__last_published_at", "pk")
    )


def is_named(listing: Listing, organisation: Organisation) -> bool:
    """Whether the activity's public page names the organisation, apart from what the organisation says of it."""
    if listing.organisation_id == organisation.pk:
        return False
    page = ActivityPage.objects.source_of(listing)
    return page is not None and page.live and _rows().filter(activitypage=page, organisation=organisation).exists()
