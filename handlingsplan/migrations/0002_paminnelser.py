import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("handlingsplan", "0001_planen")]

    operations = [
        migrations.RemoveField(model_name="kalenderadress", name="hamtad"),
        migrations.AddField(
            model_name="plan", name="andrad", field=models.DateTimeField(default=django.utils.timezone.now)
        ),
    ]
