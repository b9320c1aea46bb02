"""Triggers on the page tree that keep the records right, within the transaction of a move or a deletion."""

import pgtrigger
from wagtail.models import Page

_FOLLOW_THE_TREE = """
    UPDATE listings_organisation AS organisation
    SET home_portal_id = directory.portal_id
    FROM new_rows AS moved
    JOIN listings_organisationpage AS is_organisation ON is_organisation.page_ptr_id = moved.id
    JOIN wagtailcore_locale AS locale ON locale.id = moved.locale_id
    JOIN wagtailcore_page AS parent ON parent.path = left(moved.path, length(moved.path) - 4)
    JOIN listings_directorypage AS directory ON directory.page_ptr_id = parent.id
    WHERE organisation.id = moved.translation_key
      AND locale.language_code = organisation.source_language
      AND organisation.home_portal_id <> directory.portal_id;

    UPDATE listings_listing AS listing
    SET organisation_id = parent.translation_key
    FROM new_rows AS moved
    JOIN listings_activitypage AS is_activity ON is_activity.page_ptr_id = moved.id
    JOIN wagtailcore_locale AS locale ON locale.id = moved.locale_id
    JOIN wagtailcore_page AS parent ON parent.path = left(moved.path, length(moved.path) - 4)
    JOIN listings_organisationpage AS is_organisation ON is_organisation.page_ptr_id = parent.id
    WHERE listing.id = moved.translation_key
      AND locale.language_code = listing.source_language
      AND listing.organisation_id <> parent.translation_key;
    RETURN NULL;
"""

_END_WITHOUT_SOURCE = """
    UPDATE listings_listing AS listing
    SET status = 'ended',
        status_changed_at = now(),
        ended_on = LEAST(listing.ended_on, (now() AT TIME ZONE 'Europe/Helsinki')::date)
    FROM old_rows AS deleted
    JOIN wagtailcore_locale AS locale ON locale.id = deleted.locale_id
    WHERE listing.id = deleted.translation_key
      AND locale.language_code = listing.source_language
      AND listing.status <> 'ended';

    UPDATE listings_organisation AS organisation
    SET status = 'left', status_changed_at = now()
    FROM old_rows AS deleted
    JOIN wagtailcore_locale AS locale ON locale.id = deleted.locale_id
    WHERE organisation.id = deleted.translation_key
      AND locale.language_code = organisation.source_language
      AND organisation.status <> 'left';
    RETURN NULL;
"""


class PlaceInTree(Page):
    """A proxy of Wagtail's page model, so that the triggers on its table are in a migration of this app."""

    is_creatable = False

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="records_follow_the_tree",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
                func=_FOLLOW_THE_TREE,
            ),
            pgtrigger.Trigger(
                name="records_end_without_source",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                referencing=pgtrigger.Referencing(old="old_rows"),
                func=_END_WITHOUT_SOURCE,
            ),
        ]
