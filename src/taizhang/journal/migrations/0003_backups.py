"""Named the events of backups as choices of the column. Choices are no part of the table, and 0006 takes them away."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_what_reports_do"),
    ]

    operations: list[migrations.operations.base.Operation] = []
