"""Triggers that mark a venue as hidden as soon as a page or a draft hides its address, however it was saved.

Whether visitors read the address elsewhere is said twice: here for the triggers, and for a page before it is saved by
``VenueQuerySet.public_apart_from``. Who changes one changes the other, and makes a migration of the triggers. A third
notation, in the migration ``0008_mark_hidden_venues``, stays as it was when that ran.
"""

import pgtrigger
from wagtail.models import Revision

#: Whether visitors read the address of the venue ``{venue}`` on another activity than ``{listing}``: it is no secret.
_PUBLIC_ELSEWHERE = """EXISTS (
            SELECT 1 FROM listings_activitypage AS other
            JOIN wagtailcore_page AS place ON place.id = other.page_ptr_id AND place.live
            JOIN listings_listing AS listing ON listing.id = place.translation_key
            JOIN wagtailcore_locale AS locale ON locale.id = place.locale_id
                AND locale.language_code = listing.source_language
            WHERE other.venue_id = {venue} AND NOT other.address_hidden AND listing.id <> page.translation_key
        )"""

#: The mark, and for which organisation: that of the parent page. Nothing unsets it.
_MARK = """
    UPDATE listings_venue AS venue SET address_hidden = true
    FROM wagtailcore_page AS page
    WHERE page.id = {page} AND venue.id = {venue} AND NOT venue.address_hidden
        AND NOT {public_elsewhere};

    INSERT INTO listings_venue_hidden_by (venue_id, organisation_id)
    SELECT venue.id, organisation.id
    FROM listings_venue AS venue, wagtailcore_page AS page
    JOIN wagtailcore_page AS parent ON parent.path = left(page.path, length(page.path) - 4)
    JOIN listings_organisation AS organisation ON organisation.id = parent.translation_key
    WHERE page.id = {page} AND venue.id = {venue} AND venue.address_hidden
    ON CONFLICT DO NOTHING;
"""

_IF_OF_ACTIVITY = """
    IF NEW.content_type_id <> (
        SELECT id FROM django_content_type WHERE app_label = 'listings' AND model = 'activitypage'
    ) THEN RETURN NULL; END IF;
"""
_DONE = "    RETURN NULL;\n"


def _mark(page: str, venue: str) -> str:
    return _MARK.format(page=page, venue=venue, public_elsewhere=_PUBLIC_ELSEWHERE.format(venue=venue))


ROW_TRIGGER = pgtrigger.Trigger(
    name="hide_venue_of_page",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__address_hidden=True, new__venue__isnull=False),
    func=_mark("NEW.page_ptr_id", "NEW.venue_id") + _DONE,
)


class DraftOfPage(Revision):
    """A proxy of Wagtail's revisions, so that the trigger on their table is in a migration of this app."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="hide_venue_of_draft",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.content->>'address_hidden' = 'true' AND NEW.content->>'venue' IS NOT NULL"
                ),
                func=_IF_OF_ACTIVITY + _mark("NEW.object_id::integer", "(NEW.content->>'venue')::bigint") + _DONE,
            )
        ]
