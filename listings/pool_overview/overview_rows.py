"""Listings as rows of the overview. No queries except where a docstring says so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from listings.addresses import activity_path
from listings.enums import ListingStatus
from listings.models import Listing
from listings.placement_choices import Choice, Decision, choose_portal, decisions_on
from regions.languages import direction, own_name
from regions.models import Municipality, Portal

#: Days before the end of a confirmation in which a new one is asked for.
SOON_DAYS = 30


class Confirmation(StrEnum):
    """Whether a listing has been confirmed in time; ended listings need no confirmation."""

    CONFIRMED = "confirmed"
    SOON = "soon"
    EXPIRED = "expired"


def confirmation_of(listing: Listing, today: datetime.date) -> Confirmation:
    if listing.confirm_by < today:
        return Confirmation.EXPIRED
    return (
        Confirmation.SOON
        if listing.confirm_by <= today + datetime.timedelta(days=SOON_DAYS)
        else Confirmation.CONFIRMED
    )


@dataclass(frozen=True)
class PoolRow:
    """One listing: codes as in the API, labels beside them, dates as dates."""

    id: UUID
    source_id: str
    title: str
    language: str
    language_name: str
    direction: str
    versions: tuple[str, ...]
    organisation_id: UUID
    organisation: str
    organisation_language: str
    organisation_direction: str
    municipality: str
    municipality_name: str
    portal: str
    portal_name: str
    section: str
    status: str
    status_label: str
    is_live: bool
    has_draft: bool
    confirmation: Confirmation
    confirmed_on: datetime.date
    confirm_by: datetime.date
    #: The latest change; of an activity that the person may not change, the latest publication.
    modified: datetime.datetime | None
    edit_url: str
    public_url: str
    page_id: int | None
    #: Whether the person may change it.
    is_mine: bool
    #: Filled in by ``row_details.with_details``.
    times: str = ""
    review: str = ""
    #: What the person's portals have decided on it, in words, and what the person can decide.
    placements: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


def make_rows(listings: Iterable[Any], editable: Any) -> Iterator[PoolRow]:
    """Yield rows of listings that come ``with_pages`` and ``with_portal``. Two queries for any number of listings.

    ``editable`` is a queryset of the listings whose pages the person may change.
    """
    names = {municipality.pk: str(municipality) for municipality in Municipality.objects.all()}
    editable_ids = set(editable.values_list("pk", flat=True))
    today = timezone.localdate()
    for listing in listings:
        yield _make_row(listing, names, listing.pk in editable_ids, today)


def with_decisions(rows: list[PoolRow], portals: list[Portal], next_url: str) -> list[PoolRow]:
    """Return the rows for somebody who curates these portals; four queries for any number of rows.

    For one portal a row has its choices, for several a button that leads to those. ``next_url``: the list's address.
    """
    decisions = decisions_on([row.id for row in rows], portals, next_url)
    decide = _of_one_portal if len(portals) == 1 else _of_several_portals
    return [decide(row, decisions[row.id], next_url) for row in rows]


def _of_one_portal(row: PoolRow, decisions: tuple[Decision, ...], next_url: str) -> PoolRow:
    (own,) = decisions
    return replace(row, placements=(own.state,) if own.kind else (), choices=own.choices)


def _of_several_portals(row: PoolRow, decisions: tuple[Decision, ...], next_url: str) -> PoolRow:
    placements = tuple(one.sentence for one in decisions if one.kind)
    choices = (choose_portal(row.id, next_url),) if decisions[0].is_public else ()
    return replace(row, placements=placements, choices=choices)


def _edit_url(page_id: int) -> str:
    """The path of a page's form in the admin. A portal's host may answer from another URLconf."""
    return reverse("wagtailadmin_pages:edit", args=[page_id], urlconf=settings.ROOT_URLCONF)


def _make_row(listing: Any, names: dict[str, str], is_mine: bool, today: datetime.date) -> PoolRow:
    page, organisation = listing.page or {}, listing.organisation_page or {}
    portal = listing.home_portal
    language = listing.source_language
    organisation_language = organisation.get("language") or language
    shown_in = language if language in portal.languages else portal.first_language
    return PoolRow(
        id=listing.pk,
        source_id=listing.source_id,
        title=page.get("title") or listing.identifier,
        language=language,
        language_name=own_name(language),
        direction=direction(language),
        versions=tuple(listing.versions),
        organisation_id=listing.organisation_id,
        organisation=organisation.get("title") or "",
        organisation_language=organisation_language,
        organisation_direction=direction(organisation_language),
        municipality=page.get("municipality") or "",
        municipality_name=names.get(page.get("municipality") or "", ""),
        portal=portal.slug,
        portal_name=portal.name,
        section=page.get("section") or "",
        status=listing.status_on(today),
        status_label=str(ListingStatus(listing.status_on(today)).label),
        is_live=bool(page.get("live")),
        has_draft=bool(is_mine and page.get("changed")),
        confirmation=confirmation_of(listing, today),
        confirmed_on=listing.confirmed_on,
        confirm_by=listing.confirm_by,
        modified=parse_datetime(page.get("modified" if is_mine else "published") or ""),
        edit_url=_edit_url(page["id"]) if is_mine and page else "",
        public_url=portal.root_url + activity_path(shown_in, listing.pk) if page.get("live") else "",
        page_id=page.get("id"),
        is_mine=is_mine,
    )
