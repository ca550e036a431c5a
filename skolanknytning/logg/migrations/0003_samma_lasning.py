from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('logg', '0002_endast_tillagg'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='handelse',
            name='logg_objekt_vem_tid',
        ),
        migrations.AddIndex(
            model_name='handelse',
            index=models.Index(fields=['objekt_kod', 'vem_kod', 'handling', '-tid'], name='logg_samma_lasning'),
        ),
    ]
