"""Mark venues whose address is hidden by a page or a draft that is there already.

Apart from the tables: their constraints exist only when the migration that makes them is done. What visitors see on
another activity is said here as ``listings.models.hidden_addresses`` said it then.
"""

from django.db import migrations

#: Venues and the organisations that hide their address there, in a page's row or in any revision.
_HIDING = """
    SELECT page_row.venue_id AS venue_id, page.translation_key AS listing_id, parent.translation_key AS organisation_id
    FROM listings_activitypage AS page_row
    JOIN wagtailcore_page AS page ON page.id = page_row.page_ptr_id
    JOIN wagtailcore_page AS parent ON parent.path = left(page.path, length(page.path) - 4)
    WHERE page_row.address_hidden AND page_row.venue_id IS NOT NULL
    UNION
    SELECT (revision.content->>'venue')::bigint, page.translation_key, parent.translation_key
    FROM wagtailcore_revision AS revision
    JOIN django_content_type AS type ON type.id = revision.content_type_id
        AND type.app_label = 'listings' AND type.model = 'activitypage'
    JOIN wagtailcore_page AS page ON page.id::text = revision.object_id
    JOIN wagtailcore_page AS parent ON parent.path = left(page.path, length(page.path) - 4)
    WHERE revision.content->>'address_hidden' = 'true' AND revision.content->>'venue' IS NOT NULL
"""

#: Of these, venues that visitors see on another activity: they stay open, and the organisation gets a copy.
_SHARED = f"""
    SELECT DISTINCT venue.id, organisation.id
    FROM ({_HIDING}) AS hiding
    JOIN listings_venue AS venue ON venue.id = hiding.venue_id
    JOIN listings_organisation AS organisation ON organisation.id = hiding.organisation_id
    WHERE EXISTS (
        SELECT 1 FROM listings_activitypage AS other
        JOIN wagtailcore_page AS place ON place.id = other.page_ptr_id AND place.live
        JOIN listings_listing AS listing ON listing.id = place.translation_key
        JOIN wagtailcore_locale AS locale ON locale.id = place.locale_id
            AND locale.language_code = listing.source_language
        WHERE other.venue_id = venue.id AND NOT other.address_hidden AND listing.id <> hiding.listing_id
    )
"""

_COPY = """
    INSERT INTO listings_venue
        (name, street, postal_code, municipality_id, district, lat, lon, portal_id, source, address_hidden)
    SELECT name, street, postal_code, municipality_id, district, lat, lon, portal_id, source, true
    FROM listings_venue WHERE id = %s RETURNING id
"""

_ROWS_TO_COPY = """
    UPDATE listings_activitypage AS page_row SET venue_id = %(copy)s
    FROM wagtailcore_page AS page
    JOIN wagtailcore_page AS parent ON parent.path = left(page.path, length(page.path) - 4)
    WHERE page.id = page_row.page_ptr_id AND parent.translation_key = %(organisation)s
      AND page_row.address_hidden AND page_row.venue_id = %(venue)s
"""

_DRAFTS_TO_COPY = """
    UPDATE wagtailcore_revision AS revision SET content = jsonb_set(revision.content, '{venue}', to_jsonb(%(copy)s))
    FROM django_content_type AS type, wagtailcore_page AS page
    JOIN wagtailcore_page AS parent ON parent.path = left(page.path, length(page.path) - 4)
    WHERE type.id = revision.content_type_id AND type.app_label = 'listings' AND type.model = 'activitypage'
      AND page.id::text = revision.object_id AND parent.translation_key = %(organisation)s
      AND revision.content->>'address_hidden' = 'true' AND revision.content->>'venue' = %(venue)s::text
"""

#: All others that are hidden get the mark, for every organisation that hides them.
_MARK = f"""
    WITH hiding AS (SELECT DISTINCT venue_id, organisation_id FROM ({_HIDING}) AS found),
    marked AS (
        UPDATE listings_venue AS venue SET address_hidden = true FROM hiding WHERE hiding.venue_id = venue.id
        RETURNING venue.id
    )
    INSERT INTO listings_venue_hidden_by (venue_id, organisation_id)
    SELECT DISTINCT marked.id, hiding.organisation_id
    FROM marked JOIN hiding ON hiding.venue_id = marked.id
    JOIN listings_organisation AS organisation ON organisation.id = hiding.organisation_id
    ON CONFLICT DO NOTHING
"""

#: Nothing tells any more whether a venue that nobody uses was that of a deleted shelter: only its portal sees it.
_UNUSED = """
    UPDATE listings_venue AS venue SET address_hidden = true
    WHERE NOT EXISTS (SELECT 1 FROM listings_activitypage AS page_row WHERE page_row.venue_id = venue.id)
      AND venue.id::text NOT IN (
        SELECT revision.content->>'venue' FROM wagtailcore_revision AS revision
        WHERE revision.content->>'venue' IS NOT NULL AND revision.content->>'address_hidden' IS NOT NULL
      )
"""


def hide(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_SHARED)
        for venue, organisation in cursor.fetchall():
            cursor.execute(_COPY, [venue])
            values = {"copy": cursor.fetchone()[0], "venue": venue, "organisation": organisation}
            cursor.execute(_ROWS_TO_COPY, values)
            cursor.execute(_DRAFTS_TO_COPY, values)
        cursor.execute(_MARK)
        cursor.execute(_UNUSED)


class Migration(migrations.Migration):
    dependencies = [("listings", "0007_decorative_pictures")]

    operations = [migrations.RunPython(hide, migrations.RunPython.noop)]
