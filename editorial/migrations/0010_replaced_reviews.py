from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0009_typed_forms"),
    ]

    operations = [
        migrations.AddField(
            model_name="reviewstate",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sent"),
        ),
    ]
