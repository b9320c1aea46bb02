"""Take wagtail-localize's right to order translations from coordinators: they order at this service's own pages."""

from django.db import migrations


def take_ordering(apps, schema_editor):
    rows = apps.get_model("auth", "Group").permissions.through.objects
    groups = apps.get_model("regions", "PortalGroup").objects.values("group")
    right = {"permission__content_type__app_label": "wagtail_localize", "permission__codename": "submit_translation"}
    rows.filter(group__in=groups, **right).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("listings", "0015_text_states"),
        ("regions", "0004_translators_leave_admin"),
    ]

    operations = [migrations.RunPython(take_ordering, migrations.RunPython.noop)]
