"""Who decided about an activity: its organisation, or the portal, which alone takes it back.

Of what was decided before, the log of the page says by whom. A person who coordinates the portal today counts as the
portal, everybody else as the organisation.
"""

from django.conf import settings
from django.db import migrations, models

_IS_STAFF = """(
    EXISTS (SELECT 1 FROM {users} AS person WHERE person.id = entry.user_id AND person.is_superuser)
    OR EXISTS (
        SELECT 1 FROM regions_portalmembership AS member
        WHERE member.user_id = entry.user_id AND member.portal_id = organisation.home_portal_id
          AND member.role = 'coordinator'
    )
)"""

_STATUSES = f"""
    UPDATE listings_listing AS listing SET status_decided_by = 'portal'
    FROM listings_organisation AS organisation, (
        SELECT DISTINCT ON (page.translation_key) page.translation_key, entry.user_id, entry.action
        FROM wagtailcore_pagelogentry AS entry JOIN wagtailcore_page AS page ON page.id = entry.page_id
        WHERE entry.action IN ('listings.pause', 'listings.cancel', 'listings.end', 'listings.resume')
        ORDER BY page.translation_key, entry.timestamp DESC, entry.id DESC
    ) AS entry
    WHERE entry.translation_key = listing.id AND organisation.id = listing.organisation_id
      AND listing.status <> 'active' AND entry.action <> 'listings.resume' AND {_IS_STAFF}
"""

_DATES = f"""
    UPDATE listings_cancelleddate AS day SET decided_by = 'portal'
    FROM listings_listing AS listing, listings_organisation AS organisation, (
        SELECT DISTINCT ON (page.translation_key, entry.data->>'date')
            page.translation_key, entry.user_id, entry.data->>'date' AS date
        FROM wagtailcore_pagelogentry AS entry JOIN wagtailcore_page AS page ON page.id = entry.page_id
        WHERE entry.action = 'listings.cancel_date'
        ORDER BY page.translation_key, entry.data->>'date', entry.timestamp DESC, entry.id DESC
    ) AS entry
    WHERE listing.id = day.listing_id AND organisation.id = listing.organisation_id
      AND entry.translation_key = listing.id AND entry.date = day.date::text AND {_IS_STAFF}
"""


def read_the_log(apps, schema_editor):
    users = schema_editor.quote_name(apps.get_model(settings.AUTH_USER_MODEL)._meta.db_table)
    with schema_editor.connection.cursor() as cursor:
        for statement in (_STATUSES, _DATES):
            cursor.execute(statement.format(users=users))


def _decided_by(name):
    return models.CharField(
        choices=[("organisation", "its organisation"), ("portal", "the portal's coordinators")],
        db_default="organisation",
        default="organisation",
        editable=False,
        max_length=20,
        verbose_name=name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ('listings', '0003_say_who_placed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("cancelleddate", "decided_by", _decided_by("decided by")),
        migrations.AddField("listing", "status_decided_by", _decided_by("status decided by")),
        migrations.RunPython(read_the_log, migrations.RunPython.noop),
    ]
