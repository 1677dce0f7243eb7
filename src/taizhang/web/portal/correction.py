"""Sending a correction 提更正: the value in its place, why, and the papers that prove it; one transaction."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction

from taizhang.core.decisions import Refused
from taizhang.files.actions import attach_file
from taizhang.files.queries import attachments_of
from taizhang.journal.writing import Author
from taizhang.registers.actions import Change, add_record, change_records
from taizhang.registers.record import Record
from taizhang.web.desk.sent import Sent
from taizhang.web.portal.places import Place, given

MB = 1024 * 1024


@transaction.atomic
def send(
    place: Place, firm: Record, value: Any, files: Iterable[Sent], *, version: str, author: Author
) -> str:
    """Write the value where it belongs, by the person's own rights. Returns what became of it, as a sentence.

    Raises Conflict when somebody changed the record meanwhile, Refused when a paper cannot be taken: then nothing is sent.
    """
    record, waits, same = place.record, False, False
    if record is None:
        record = add_record(
            place.register,
            dict(given(place, firm, value)),
            bureau=firm.bureau,
            author=author,
            sources={"*": ["form"]},
        )
        waits = record.state != "verified"
    else:
        seen = int(version) if version.isdecimal() else None
        change = Change(record, {place.field: value}, {place.field: ["form"]}, seen)
        changed, proposed = change_records(place.register, [change], author=author)
        same = not changed and not proposed
        waits = bool(proposed) or any(r.state != "verified" for r in changed)
    if same:
        raise Refused("您填的和台账现在的值一样，没有什么要更正的。")
    papers = sum(attach(file, place, record, author) for file in files)
    told = f"，附 {papers} 份材料" if papers else ""
    return f"更正已提交{told}，等科室核实；核实前仍按原来的值判断。" if waits else f"已改为新的值{told}。"


def attach(file: Sent, place: Place, record: Record, author: Author) -> bool:
    """Attach a paper to the record; one that is there already proves this value too."""
    if file.size > settings.UPLOAD_LIMIT_MB * MB:
        raise Refused(f"“{file.name}”超过 {settings.UPLOAD_LIMIT_MB} MB，没有收。请压缩或拆分后再传。")
    content = file.read()
    there = attachments_of(place.register.name, record.pk).filter(
        file__sha256=hashlib.sha256(content).hexdigest(), ended_at=None
    )
    if not there.exists():
        try:
            attach_file(
                content, name=file.name, register=place.register.name, record_id=record.pk, title=record.title,
                bureau=record.bureau, author=author,
            )  # fmt: skip
        except Refused as no:
            raise Refused(f"“{file.name}”没有收：{no.sentence}") from no
    return True
