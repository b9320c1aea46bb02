"""Venues know themselves that an activity hides its address there, and for which organisations.

Not reversible as soon as there are hidden venues of the same name and address as another: the constraint of before has
one row for them all. Nor should it be: what hides them would be forgotten, and everybody could choose them.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0005_coordinates_on_earth"),
        ("regions", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftOfPage",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.revision",),
        ),
        migrations.RemoveConstraint(
            model_name="venue",
            name="one_venue_per_name_and_address",
        ),
        migrations.AddField(
            model_name="venue",
            name="address_hidden",
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name="address hidden"),
        ),
        migrations.AddField(
            model_name="venue",
            name="hidden_by",
            field=models.ManyToManyField(
                editable=False, related_name="+", to="listings.organisation", verbose_name="hidden by"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activitypage",
            trigger=pgtrigger.compiler.Trigger(
                name="hide_venue_of_page",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."address_hidden" AND NEW."venue_id" IS NOT NULL)',
                    func="\n    UPDATE listings_venue AS venue SET address_hidden = true\n    FROM wagtailcore_page AS page\n    WHERE page.id = NEW.page_ptr_id AND venue.id = NEW.venue_id AND NOT venue.address_hidden\n        AND NOT EXISTS (\n            SELECT 1 FROM listings_activitypage AS other\n            JOIN wagtailcore_page AS place ON place.id = other.page_ptr_id AND place.live\n            JOIN listings_listing AS listing ON listing.id = place.translation_key\n            JOIN wagtailcore_locale AS locale ON locale.id = place.locale_id\n                AND locale.language_code = listing.source_language\n            WHERE other.venue_id = NEW.venue_id AND NOT other.address_hidden AND listing.id <> page.translation_key\n        );\n\n    INSERT INTO listings_venue_hidden_by (venue_id, organisation_id)\n    SELECT venue.id, organisation.id\n    FROM listings_venue AS venue, wagtailcore_page AS page\n    JOIN wagtailcore_page AS parent ON parent.path = left(page.path, length(page.path) - 4)\n    JOIN listings_organisation AS organisation ON organisation.id = parent.translation_key\n    WHERE page.id = NEW.page_ptr_id AND venue.id = NEW.venue_id AND venue.address_hidden\n    ON CONFLICT DO NOTHING;\n    RETURN NULL;\n",
                    hash="e197ba5d191f904d1dcb2233775f42a1ae57e8df",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hide_venue_of_page_fc371",
                    table="listings_activitypage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address_hidden", False)),
                fields=("name", "street", "municipality"),
                name="one_venue_per_name_and_address",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="draftofpage",
            trigger=pgtrigger.compiler.Trigger(
                name="hide_venue_of_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.content->>'address_hidden' = 'true' AND NEW.content->>'venue' IS NOT NULL)",
                    func="\n    IF NEW.content_type_id <> (\n        SELECT id FROM django_content_type WHERE app_label = 'listings' AND model = 'activitypage'\n    ) THEN RETURN NULL; END IF;\n\n    UPDATE listings_venue AS venue SET address_hidden = true\n    FROM wagtailcore_page AS page\n    WHERE page.id = NEW.object_id::integer AND venue.id = (NEW.content->>'venue')::bigint AND NOT venue.address_hidden\n        AND NOT EXISTS (\n            SELECT 1 FROM listings_activitypage AS other\n            JOIN wagtailcore_page AS place ON place.id = other.page_ptr_id AND place.live\n            JOIN listings_listing AS listing ON listing.id = place.translation_key\n            JOIN wagtailcore_locale AS locale ON locale.id = place.locale_id\n                AND locale.language_code = listing.source_language\n            WHERE other.venue_id = (NEW.content->>'venue')::bigint AND NOT other.address_hidden AND listing.id <> page.translation_key\n        );\n\n    INSERT INTO listings_venue_hidden_by (venue_id, organisation_id)\n    SELECT venue.id, organisation.id\n    FROM listings_venue AS venue, wagtailcore_page AS page\n    JOIN wagtailcore_page AS parent ON parent.path = left(page.path, length(page.path) - 4)\n    JOIN listings_organisation AS organisation ON organisation.id = parent.translation_key\n    WHERE page.id = NEW.object_id::integer AND venue.id = (NEW.content->>'venue')::bigint AND venue.address_hidden\n    ON CONFLICT DO NOTHING;\n    RETURN NULL;\n",
                    hash="66d5f56b58e27b26cf1c209da99fbebc42e446e3",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hide_venue_of_draft_c6e3b",
                    table="wagtailcore_revision",
                    when="AFTER",
                ),
            ),
        ),
    ]
