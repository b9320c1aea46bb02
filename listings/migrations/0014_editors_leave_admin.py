"""Take the admin from the groups of organisations' editors: they work at the desk.

What a person may do by another role comes from another group, and stays.
"""

from django.db import migrations


def take_admin(apps, schema_editor):
    rows = apps.get_model("auth", "Group").permissions.through.objects
    groups = apps.get_model("listings", "OrganisationGroup").objects.values("group")
    rows.filter(group__in=groups).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("listings", "0013_co_organising"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(take_admin, migrations.RunPython.noop)]
