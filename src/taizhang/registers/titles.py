"""What records are called 名称: kept beside them for lists and search, made anew when a name they carry changes."""

from collections.abc import Sequence

from taizhang.core.pinyin import sort_key
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record
from taizhang.registers.search import index_later


def name_records(register: Register, records: Sequence[Record]) -> None:
    """Give records their title and pinyin; linked records are fetched once for all."""
    for name, model in register.links.items():
        if name in register.told.heading:
            ids = {getattr(r, f"{name}_id") for r in records} - {None}
            linked = model._default_manager.in_bulk(list(ids))
            for record in records:
                target = linked.get(getattr(record, f"{name}_id"))
                if target is not None:
                    setattr(record, name, target)
    for record in records:
        record.title = register.heading(record)
        record.sort_key = sort_key(record.title)


def refresh_titles(organization_ids: Sequence[int]) -> None:
    """Rename what is called after an organization, once its name has changed."""
    if not organization_ids:
        return
    for register in registers().values():
        for name in register.organization_fields:
            if name in register.told.heading:
                rows = list(register.model._default_manager.filter(**{f"{name}__in": organization_ids}))
                name_records(register, rows)
                register.model._default_manager.bulk_update(rows, ["title", "sort_key"], batch_size=200)
                index_later(register, [r.pk for r in rows])
