import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('listings', '0002_longer_phones'),
    ]

    operations = [
        migrations.AddField(
            model_name='placement',
            name='changed_at',
            field=models.DateTimeField(auto_now=True, default=django.utils.timezone.now, verbose_name='changed'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='placement',
            name='placed_by',
            field=models.ForeignKey(blank=True, help_text='Who decided or changed it last; empty when that account has been deleted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='placed by'),
        ),
    ]
