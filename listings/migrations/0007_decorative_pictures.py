from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0006_hidden_venues")]

    operations = [
        migrations.AddField(
            model_name="activitypage",
            name="image_decorative",
            field=models.BooleanField(
                default=False,
                help_text="It tells nothing that the text doesn't, so it needs no words.",
                verbose_name="the picture is decoration",
            ),
        ),
    ]
