"""What a register may not do with personal data 个人信息的声明规则, said when its model is read.

A record's name, the search index, sorting and the addresses of lists would carry the value into places
that are not masked.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import class_prepared

from taizhang.registers.record import Record

PLACES = {
    "heading": "记录的名称（heading）",
    "search": "查找（search）",
    "filters": "筛选（filters）",
    "dates": "日期（dates）",
    "order": "排序（order）",
}


def refuse_exposure(sender: type[Model], **_: object) -> None:
    """Raise ValueError when a register names covered personal data where it would be shown in clear."""
    told: Any = getattr(sender, "Register", None)
    if not issubclass(sender, Record) or sender._meta.abstract or told is None:
        return
    covered = {f.name for f in sender._meta.local_fields if getattr(f, "covered", False)}
    for place, words in PLACES.items():
        named = getattr(told, place, ())
        names = {named.lstrip("-")} if isinstance(named, str) else set(named)
        if wrong := sorted(names & covered):
            raise ValueError(
                f"台账 {told.name} 把遮盖的个人信息 {'、'.join(wrong)} 用作{words}，那里不遮盖。请改用别的字段。"
            )


class_prepared.connect(refuse_exposure, dispatch_uid="registers.personal")
