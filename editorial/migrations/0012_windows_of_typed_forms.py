"""What is typed says in which window, and can be taken back when it was thrown away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0011_typed_texts")]

    operations = [
        migrations.AddField("typedform", "form_key", models.CharField(blank=True, max_length=64)),
        migrations.AddField("typedform", "is_thrown_away", models.BooleanField(default=False)),
    ]
