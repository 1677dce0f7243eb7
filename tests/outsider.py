"""Somebody with the database's password, who writes past the program and its guard."""

from django.db import connection

from taizhang.journal.guard import Lift, lifted


def outside():
    """Within it, everything goes: `with outside(): Entry.objects.all().delete()`."""
    return lifted(Lift.REHEARSING)


def sql(statement: str, *values) -> int:
    """One statement behind the ledger's back; how many rows it met."""
    with outside(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount
