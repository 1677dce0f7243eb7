"""What records are called 名称: kept beside them for lists and search, made anew when a name they carry changes."""

from collections.abc import Sequence

from taizhang.core.pinyin import sort_key
from taizhang.registers.columns import write_columns
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record
from taizhang.registers.screening import forget_pointing_to
from taizhang.registers.search import index_later

CHUNK = 500


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
        title = register.heading(record)
        if title != record.title or not record.sort_key:
            record.title, record.sort_key = title, sort_key(title)


def refresh_titles(organization_ids: Sequence[int]) -> None:
    """Rename what is called after an organization, once its name has changed."""
    if not organization_ids:
        return
    forget_pointing_to(organization_ids)
    for register in registers().values():
        for name in register.organization_fields:
            if name in register.told.heading:
                called = register.model._default_manager.filter(**{f"{name}__in": organization_ids})
                rename(register, list(called.order_by("pk").values_list("pk", flat=True)))


def rename(register: Register, ids: Sequence[int]) -> None:
    """Call these records by what they point to today, some hundred at a time; those called so already stay untouched."""
    for start in range(0, len(ids), CHUNK):
        rows = register.model._default_manager.select_for_update().filter(pk__in=ids[start : start + CHUNK])
        records = list(rows.order_by("pk"))
        called = {r.pk: r.title for r in records}
        name_records(register, records)
        renamed = [r for r in records if r.title != called[r.pk]]
        write_columns(register, renamed, ["title", "sort_key"])
        index_later(register, [r.pk for r in records])
