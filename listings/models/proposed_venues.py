"""The trigger that gives a proposed venue to everybody, when an activity there is published and shows its address."""

import pgtrigger

#: A venue that there is already stays its organisation's alone: one place has one entry.
_OPEN = """
    BEGIN
        UPDATE listings_venue AS venue SET proposed_by_id = NULL
        FROM wagtailcore_page AS page
        JOIN listings_listing AS listing ON listing.id = page.translation_key
        JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
            AND locale.language_code = listing.source_language
        WHERE page.id = NEW.page_ptr_id AND page.live AND venue.id = NEW.venue_id
            AND venue.proposed_by_id IS NOT NULL AND NOT venue.address_hidden;
    EXCEPTION WHEN unique_violation THEN NULL;
    END;
    RETURN NULL;
"""

OPENING_TRIGGER = pgtrigger.Trigger(
    name="open_proposed_venue",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__address_hidden=False, new__venue__isnull=False),
    func=_OPEN,
)
