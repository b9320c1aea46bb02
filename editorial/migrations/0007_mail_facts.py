from typing import Any

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Replace

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


def spell_with_dashes(apps: Any, schema_editor: Any) -> None:
    """Some kinds were written with underscores, others with dashes."""
    for name in ("Mail", "MailPreference"):
        rows = apps.get_model("editorial", name).objects.filter(kind__contains="_")
        rows.update(kind=Replace("kind", Value("_"), Value("-")))


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
        migrations.RunPython(spell_with_dashes, migrations.RunPython.noop, elidable=True),
    ]
