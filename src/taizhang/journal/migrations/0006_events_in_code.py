"""Events are in code (journal/events.py): a new one asks for no migration. Before, 0002 to 0005 listed them here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0005_signing_in"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="event",
            field=models.CharField(max_length=30, verbose_name="事件"),
        ),
    ]
