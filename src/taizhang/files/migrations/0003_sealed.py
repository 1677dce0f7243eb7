"""Which stored files are sealed on the disk; those there already are not, until `setup` has sealed them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_uploads"),
    ]

    operations = [
        migrations.AddField("storedfile", "sealed", models.BooleanField("已加密", default=False)),
    ]
