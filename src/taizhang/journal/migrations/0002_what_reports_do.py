"""Named the events of reports as choices of the column. Choices are no part of the table, and 0006 takes them away."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_initial"),
    ]

    operations: list[migrations.operations.base.Operation] = []
