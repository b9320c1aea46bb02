"""Remove the groups of translators, who work at the desk.

What a person may do by another role, or by a group that was made by hand, stays.
"""

from django.db import migrations


def remove_groups(apps, schema_editor):
    keys = apps.get_model("regions", "PortalGroup").objects.filter(role="translator").values_list("group", flat=True)
    apps.get_model("auth", "Group").objects.filter(pk__in=list(keys)).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("regions", "0003_membership_ends"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(remove_groups, migrations.RunPython.noop)]
