
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0020_content_stamps'),
        ('regions', '0004_translators_leave_admin'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='search words')),
                ('filters', models.CharField(blank=True, max_length=2000, verbose_name='filters')),
                ('key', models.CharField(max_length=32)),
                ('times', models.PositiveIntegerField(default=1, verbose_name='Times')),
                ('is_seen', models.BooleanField(default=False, verbose_name='seen')),
                ('portal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='regions.portal', verbose_name='portal')),
            ],
            options={
                'verbose_name': 'wish',
                'verbose_name_plural': 'wishes',
                'ordering': ['-day', 'pk'],
                'indexes': [models.Index(fields=['portal', 'day'], name='wishes_of_portal_and_day')],
                'constraints': [models.UniqueConstraint(fields=('portal', 'key', 'day', 'language'), name='one_wish_per_search_and_day')],
            },
        ),
    ]
