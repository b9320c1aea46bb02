"""Triggers that give a proposed venue to everybody, when an activity there is published and shows its address."""

import pgtrigger

#: A venue that there is already stays its organisation's alone: one place has one entry.
_OPEN = """
    FOR proposed IN
        SELECT DISTINCT venue.id
        FROM new_rows AS activity
        JOIN listings_venue AS venue ON venue.id = activity.venue_id
            AND venue.proposed_by_id IS NOT NULL AND NOT venue.address_hidden
        JOIN wagtailcore_page AS page ON page.id = activity.page_ptr_id AND page.live
        JOIN listings_listing AS listing ON listing.id = page.translation_key
        JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
            AND locale.language_code = listing.source_language
        WHERE NOT activity.address_hidden
        ORDER BY venue.id
    LOOP
        BEGIN
            UPDATE listings_venue SET proposed_by_id = NULL WHERE id = proposed;
        EXCEPTION WHEN unique_violation THEN NULL;
        END;
    END LOOP;
    RETURN NULL;
"""

#: One statement each: a pool is written with thousands of rows in one.
OPENING_TRIGGERS = [
    pgtrigger.Trigger(
        name=f"open_venues_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="new_rows"),
        declare=[("proposed", "BIGINT")],
        func=_OPEN,
    )
    for name, operation in (("insert", pgtrigger.Insert), ("update", pgtrigger.Update))
]
