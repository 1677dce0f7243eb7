"""The indexes that a declaration asks for 索引: its list's order, and its first two choice filters.

Added when Django has prepared a register's model, so that no register has to write them; migrations see
them like any other index.
"""

import zlib
from typing import Any

from django.db.models import Index, Model
from django.db.models.signals import class_prepared

from taizhang.registers.fields import Choice
from taizhang.registers.record import Record

FILTERS = 2
BY_RECORD = {"id", "sort_key"}  # orders that every record has an index for


def declared_indexes(model: type[Record]) -> list[Index]:
    """(bureau, order, id) for the list as it opens, (bureau, choice, state) for the filters used most."""
    told: Any = model.Register  # type: ignore[attr-defined]
    known = {f.name: f for f in model._meta.local_fields}  # what is no field the declaration's own check says
    wanted = []
    order = getattr(told, "order", "-id").lstrip("-")
    if order in known and order not in BY_RECORD:
        wanted.append(("bureau", order, "id"))
    choices = [n for n in getattr(told, "filters", ()) if isinstance(known.get(n), Choice)]
    wanted += [("bureau", n, "state") for n in choices[:FILTERS]]
    return [Index(fields=fields, name=index_name(model, fields[1])) for fields in wanted]


def index_name(model: type[Record], field: str) -> str:
    """A name of at most 30 characters, the same on every run."""
    name = f"{model._meta.model_name}_{field}"
    if len(name) <= 30:
        return name
    return f"{name[:23]}_{zlib.crc32(name.encode()) % 0xFFFFFF:06x}"


def add_indexes(sender: type[Model], **_: object) -> None:
    """Give a register's model the indexes of its declaration."""
    if issubclass(sender, Record) and not sender._meta.abstract and hasattr(sender, "Register"):
        sender._meta.indexes = [*sender._meta.indexes, *declared_indexes(sender)]


class_prepared.connect(add_indexes, dispatch_uid="registers.indexes")
