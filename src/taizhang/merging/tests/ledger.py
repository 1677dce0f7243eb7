"""A ledger with two records of one firm, things that point to both, and a digest of every table."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from taizhang.journal.writing import Author
from taizhang.merging.actions import Wish
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization

# What a merge and its undoing leave behind on purpose: the journal, the merge itself, versions of indicators; and
# `version` and `changed_at`, which only ever grow (whoever saw the record in between must find out).
LEFT_BEHIND = ("journal.", "merging.", "indicators.indicatorversion", "sessions.", "django_tasks")
GROWING = {"version", "changed_at", "saved_at", "at", "last_login"}
DUPLICATE = "澜江恒远精密传动科技有限公司"


def author(cast, who: str = "staff") -> Author:
    return Author(cast.users[who], "测试", bureau=cast.bureau)


def add(cast, register: str, **values: Any):
    return add_record(registers()[register], values, bureau=cast.bureau, author=author(cast))


def duplicate(cast, **values: Any) -> Organization:
    """The eastern firm once more, as a list without credit codes had it."""
    values = {"name": DUPLICATE, "region": cast.east, "address": "江山市东城街道创新路 8 号", **values}
    return add(cast, "organizations", **values)


def annual_return(cast, firm, period="2025", revenue="1000000"):
    return add(
        cast,
        "annual_returns",
        organization=firm,
        period=period,
        region=cast.east,
        revenue_yuan=Decimal(revenue),
    )


def patent(cast, firm, number: int):
    return add(
        cast, "ip", organization=firm, kind="invention", number=f"ZL2025{number:08d}", name=f"一种传动装置 {number}",
        granted_on=date(2025, 3, 1), region=cast.east,
    )  # fmt: skip


def wish(*firms, kept=None, **more: Any) -> Wish:
    """The wish to keep the first of these."""
    fresh = [Organization._default_manager.get(pk=f.pk) for f in firms]
    more.setdefault("token", hashlib.sha256(repr([f.pk for f in fresh]).encode()).hexdigest()[:32])
    return Wish((kept or firms[0]).pk, [f.pk for f in fresh], {f.pk: f.version for f in fresh}, **more)


def digests() -> dict[str, str]:
    """One digest for each table, of every column but those that only grow."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label.startswith(LEFT_BEHIND):
            continue
        columns = [f.attname for f in model._meta.concrete_fields if f.name not in GROWING]
        rows = list(model._default_manager.order_by("pk").values_list(*columns))
        text = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False)
        found[label] = hashlib.sha256(text.encode()).hexdigest()
    return found
