"""The activities of some organisations, with all that the desk's home shows of them; a fixed number of statements."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import JSONField, KeyTextTransform
from django.db.models.functions import Cast, JSONObject, Lower

from editorial.own_activities.activity_groups import Group, Need, group_on, need_on, source_pages
from listings.models import ActivityDate, ActivityException, ActivityPage, ActivitySlot, CancelledDate, Listing, Venue
from regions.models import Municipality

#: Words of a search, and characters of it, that are looked at.
MAX_WORDS, MAX_CHARACTERS = 6, 100
PLACE_FIELDS = (
    "venue__name",
    "district",
    "place_details",
    "municipality__name_fi",
    "municipality__name_sv",
    "municipality__name_en",
)
_TOWN_NAMES = {f"town_{code}": f"name_{code}" for code in ("fi", "sv", "en")}
_FACTS = ("schedule_kind", "schedule_interval", "weeks_of_month", "season_start", "season_end", "skip_public_holidays")


def listings_of(organisation_ids: Collection[UUID], day: datetime.date) -> QuerySet[Any]:
    """Return the listings that still have a source page, with ``group`` and ``need`` as of a day."""
    rows = Listing.objects.filter(Exists(source_pages()), organisation_id__in=list(organisation_ids))
    found: QuerySet[Any] = rows.annotate(group=group_on(day))
    return found


def counts_of(organisation_ids: Collection[UUID], day: datetime.date) -> dict[tuple[UUID, str], int]:
    """Return how many activities each organisation has in each group. One statement."""
    counted = listings_of(organisation_ids, day).order_by().values_list("organisation_id", "group")
    return {(organisation, group): total for organisation, group, total in counted.annotate(total=Count("pk"))}


def narrowed(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Return those that have every word in a title, draft or public, in any language, or in the place."""
    for word in list(dict.fromkeys(words[:MAX_CHARACTERS].split()))[:MAX_WORDS]:
        titles = ActivityPage.objects.filter(translation_key=OuterRef("pk"))
        titles = titles.filter(Q(title__icontains=word) | Q(draft_title__icontains=word))
        in_place = Q()
        for name in PLACE_FIELDS:
            in_place |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(Exists(titles) | Exists(source_pages().filter(in_place)))
    return rows


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """By group in the order of the page, then by title."""
    places = [When(group=group, then=Value(place)) for place, group in enumerate(Group)]
    title = Subquery(source_pages().values("draft_title")[:1])
    return rows.annotate(place=Case(*places), own_title=Lower(title)).order_by("place", "own_title", "pk")


def needing(rows: QuerySet[Any], day: datetime.date) -> QuerySet[Any]:
    """Return those that need their people, the most urgent first."""
    places = [When(need=need, then=Value(place)) for place, need in enumerate(Need)]
    rows = rows.annotate(need=need_on(day)).exclude(need="")
    return rows.annotate(place=Case(*places)).order_by("place", "confirm_by", "pk")


def with_facts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate ``page`` (facts of the source page), ``versions`` and ``days_off``, as plain JSON."""
    return rows.annotate(
        page=Subquery(_facts_of(source_pages())),
        versions=ArraySubquery(_versions()),
        days_off=ArraySubquery(
            CancelledDate.objects.filter(listing=OuterRef("pk")).order_by("date").values_list("date", flat=True)
        ),
    )


def _versions() -> Any:
    pages = ActivityPage.objects.filter(translation_key=OuterRef("pk"))
    return pages.order_by("locale__language_code").values(
        found=JSONObject(language="locale__language_code", live="live")
    )


def _facts_of(pages: Any) -> Any:
    """Facts of the public version; of one that was never public, also its latest revision."""
    revision = Case(When(live=False, then=F("latest_revision__content")), default=None, output_field=JSONField())
    pages = pages.annotate(
        draft_venue_id=Cast(KeyTextTransform("venue", "latest_revision__content"), BigIntegerField()),
        draft_town_id=KeyTextTransform("municipality", "latest_revision__content"),
    )
    venues = Venue.objects.filter(pk=OuterRef("draft_venue_id"))
    towns = Municipality.objects.filter(pk=OuterRef("draft_town_id"))
    return pages.values(
        found=JSONObject(
            id="pk",
            title="title",
            draft_title="draft_title",
            live="live",
            changed="has_unpublished_changes",
            first_published="first_published_at",
            saved="latest_revision_created_at",
            valid_until="valid_until",
            mode="mode",
            district="district",
            venue="venue__name",
            **{name: f"municipality__{field}" for name, field in _TOWN_NAMES.items()},
            **{name: name for name in _FACTS},
            slots=_rows(ActivitySlot, "weekdays", "start", "end"),
            dates=_rows(ActivityDate, "date", "start", "end"),
            exceptions=_rows(ActivityException, "first", "last", "reason"),
            draft=revision,
            draft_venue=Subquery(venues.values("name")[:1]),
            **{f"draft_{name}": Subquery(towns.values(field)[:1]) for name, field in _TOWN_NAMES.items()},
        )
    )[:1]


def _rows(model: Any, *names: str) -> ArraySubquery:
    rows = model.objects.filter(page=OuterRef("pk")).order_by("sort_order", "pk")
    return ArraySubquery(rows.values(found=JSONObject(**{name: name for name in names})))
