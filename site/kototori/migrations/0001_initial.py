from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PreparationStep",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False, verbose_name="step")),
                (
                    "fingerprint",
                    models.CharField(max_length=64, verbose_name="fingerprint of what was loaded"),
                ),
                ("done_at", models.DateTimeField(auto_now=True, verbose_name="done")),
            ],
            options={
                "verbose_name": "step of the set-up",
                "verbose_name_plural": "steps of the set-up",
            },
        ),
    ]
