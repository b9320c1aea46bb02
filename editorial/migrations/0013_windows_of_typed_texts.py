"""Typed texts say in which window they were typed, and may wait for their person to sign in again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0012_windows_of_typed_forms")]

    operations = [
        migrations.AddField("typedtext", "form_key", models.CharField(blank=True, max_length=64)),
        migrations.AddField(
            "typedtext", "goes_at", models.DateTimeField(blank=True, null=True, verbose_name="goes")
        ),
    ]
