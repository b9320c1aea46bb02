from typing import Any

from django.db import migrations, models
from django.db.models import F

#: Mails about roles: what they say was kept as if it were secret, and they were given up after an hour.
ROLE_KINDS = (
    "portal-role-changed",
    "portal-role-removed",
    "portal-role-ends-soon",
    "portal-role-ended",
    "coordinator-came",
    "coordinator-left",
    "national-administrator-came",
    "national-administrator-left",
    "others-role-ends-soon",
    "others-role-ended",
)


def move_facts(apps: Any, schema_editor: Any) -> None:
    """Let the mails about roles that still wait keep what they say, for as long as they are tried again."""
    mails = apps.get_model("editorial", "Mail").objects.filter(kind__in=ROLE_KINDS, has_secrets=True)
    mails.exclude(secrets={}).update(facts=F("secrets"), secrets={}, has_secrets=False)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0006_join_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="facts",
            field=models.JSONField(blank=True, default=dict, verbose_name="facts"),
        ),
        migrations.RunPython(move_facts, migrations.RunPython.noop, elidable=True),
    ]
