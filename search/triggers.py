"""Triggers that fill the outbox in the transaction of a change, on every table that a document is built from.

Wagtail's signals fire after its transactions, and don't fire for bulk writes and for the descendants of a moved page;
triggers do (docs/decisions/0001). They are at statement level and read the changed rows from transition tables. The
models are proxies of tables of other apps, so that the migrations of the triggers belong to this app.
"""

from typing import Any

import pgtrigger
from taggit.models import Tag
from wagtail.models import Page

from listings import models as listings
from regions import models as regions

_PAGE_OF = (
    "SELECT page.translation_key FROM {rows} AS changed JOIN wagtailcore_page AS page ON page.id = changed.{column}"
)
_ACTIVITY_SOURCE = """
    SELECT page.translation_key FROM {rows} AS changed
    JOIN listings_activitypage AS activity ON {condition}
    JOIN wagtailcore_page AS page ON page.id = activity.page_ptr_id
"""
_ORGANISATION_SOURCE = """
    SELECT page.translation_key FROM {rows} AS changed
    JOIN listings_organisationpage AS organisation ON {condition}
    JOIN wagtailcore_page AS page ON page.id = organisation.page_ptr_id
"""


def page_rows(column: str) -> str:
    """Return a query for the record ids of the pages that rows point to."""
    return _PAGE_OF.replace("{column}", column)


def records(column: str) -> str:
    """Return a query for the record ids in rows."""
    return f"SELECT changed.{column} FROM {{rows}} AS changed"  # noqa: S608  (only names of ours)


def activities(condition: str) -> str:
    """Return a query for the record ids of the activity pages that point to rows."""
    return _ACTIVITY_SOURCE.replace("{condition}", condition)


def points_to_concept(alias: str, page: Any) -> str:
    """Return the condition that a page (table ``alias``) points to the changed concept, by any of its fields."""
    conditions = [f"{alias}.{key.column} = changed.id" for key in listings.concept_keys(page)]
    rows = [
        f"SELECT {field.m2m_column_name()} FROM {field.m2m_db_table()} WHERE {field.m2m_reverse_name()} = changed.id"  # noqa: S608  (only names of ours)
        for field in listings.concept_lists(page)
    ]
    if rows:
        conditions.append(f"{alias}.page_ptr_id IN ({' UNION '.join(rows)})")
    return " OR ".join(conditions)


def in_municipality(column: str) -> str:
    """Return a query for the record ids of all listings and organisations in the municipalities of rows."""
    return (
        activities(f"activity.municipality_id = changed.{column}")
        + " UNION "
        + _ORGANISATION_SOURCE.replace("{condition}", f"organisation.municipality_id = changed.{column}")
    )


def outbox_triggers(select: str, *, when_changed: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Return insert, update and delete triggers that add the selected record ids to the outbox.

    ``select``: a query with ``{rows}`` for the changed rows. ``when_changed``: columns of which one must differ for an
    update to count (the table must have a column ``id``).
    """

    def insert(*row_sets: str) -> str:
        union = " UNION ".join(select.replace("{rows}", rows) for rows in row_sets)
        return f"INSERT INTO search_outboxentry (record_id) SELECT * FROM ({union}) AS found; RETURN NULL;"  # noqa: S608  (only names of ours)

    updated_old, updated_new = "old_rows", "new_rows"
    if when_changed:
        old, new = (", ".join(f"{side}.{column}" for column in when_changed) for side in ("o", "n"))
        differing = f"old_rows AS o JOIN new_rows AS n ON n.id = o.id WHERE ({old}) IS DISTINCT FROM ({new})"
        updated_old, updated_new = f"(SELECT o.* FROM {differing})", f"(SELECT n.* FROM {differing})"  # noqa: S608  (only names of ours)

    def trigger(name: str, operation: Any, func: str, **tables: str) -> pgtrigger.Trigger:
        return pgtrigger.Trigger(
            name=name,
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**tables),
            func=func,
        )

    return [
        trigger("outbox_insert", pgtrigger.Insert, insert("new_rows"), new="new_rows"),
        trigger("outbox_update", pgtrigger.Update, insert(updated_old, updated_new), old="old_rows", new="new_rows"),
        trigger("outbox_delete", pgtrigger.Delete, insert("old_rows"), old="old_rows"),
    ]


class PageRows(Page):
    is_creatable = False

    class Meta:
        proxy = True
        # A draft touches its page's row without changing any of these; neither does a child page that is added.
        triggers = outbox_triggers(
            records("translation_key"), when_changed=("title", "live", "path", "locale_id", "translation_key")
        )


class ActivityPageRows(listings.ActivityPage):
    is_creatable = False

    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("page_ptr_id"))


class OrganisationPageRows(listings.OrganisationPage):
    is_creatable = False

    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("page_ptr_id"))


class LanguageRows(listings.ActivityLanguage):
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("page_id"))


class SlotRows(listings.ActivitySlot):
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("page_id"))


class DateRows(listings.ActivityDate):
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("page_id"))


class ExceptionRows(listings.ActivityException):
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("page_id"))


class ContactRows(listings.ActivityContact):
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("page_id"))


class TaggedRows(listings.ActivityTag):
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("content_object_id"))


class TagRows(Tag):
    class Meta:
        proxy = True
        triggers = outbox_triggers(
            activities(
                "activity.page_ptr_id IN (SELECT content_object_id FROM listings_activitytag WHERE tag_id = changed.id)"
            ),
            when_changed=("name",),
        )


class ThemeRows(listings.ActivityPage.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("activitypage_id"))


class TargetGroupRows(listings.ActivityPage.target_groups.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("activitypage_id"))


class AccessibilityRows(listings.ActivityPage.accessibility.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("activitypage_id"))


class CoOrganiserRows(listings.ActivityPage.co_organisers.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = outbox_triggers(page_rows("activitypage_id"))


class CoOrganisingRows(listings.CoOrganising):
    class Meta:
        proxy = True
        triggers = outbox_triggers(records("listing_id"))


class ListingRows(listings.Listing):
    class Meta:
        proxy = True
        triggers = outbox_triggers(records("id"))


class OrganisationRows(listings.Organisation):
    class Meta:
        proxy = True
        triggers = outbox_triggers(records("id"))


class CancelledDateRows(listings.CancelledDate):
    class Meta:
        proxy = True
        triggers = outbox_triggers(records("listing_id"))


class PlacementRows(listings.Placement):
    class Meta:
        proxy = True
        triggers = outbox_triggers(records("listing_id"))


class VenueRows(listings.Venue):
    class Meta:
        proxy = True
        triggers = outbox_triggers(activities("activity.venue_id = changed.id"))


class ConceptRows(listings.Concept):
    class Meta:
        proxy = True
        triggers = outbox_triggers(
            activities(points_to_concept("activity", listings.ActivityPage))
            + " UNION "
            + _ORGANISATION_SOURCE.replace("{condition}", points_to_concept("organisation", listings.OrganisationPage)),
            when_changed=("code", "broader_id", "vocabulary"),
        )


class MunicipalityRows(regions.Municipality):
    class Meta:
        proxy = True
        triggers = outbox_triggers(in_municipality("code"))


class AreaMunicipalityRows(regions.Area.municipalities.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = outbox_triggers(in_municipality("municipality_id"))


class CoverageRows(regions.Portal.coverage.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = outbox_triggers(in_municipality("municipality_id"))


class PortalRows(regions.Portal):  # type: ignore[django-manager-missing]
    class Meta:
        proxy = True
        triggers = outbox_triggers(
            "SELECT id FROM listings_listing WHERE EXISTS (SELECT 1 FROM {rows} AS changed)"
            " UNION SELECT id FROM listings_organisation WHERE EXISTS (SELECT 1 FROM {rows} AS changed)",
            when_changed=("slug", "is_national", "takes_online"),
        )
