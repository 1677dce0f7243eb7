"""Changing the key 更换密钥: a new key, everything sealed again with it, the old one dropped when asked.

Records and journal hold references that do not depend on these keys: nothing of theirs is touched. Of a stored file
only its own key is sealed again, in its head.
Interrupted, it goes on where it was; several times over it does no harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

from taizhang.core.decisions import Refused
from taizhang.files.resealing import rewrap_all
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.personal import keyring, vault
from taizhang.personal.columns import SIGN, SealedJson
from taizhang.personal.models import PersonalValue

CHUNK = 500


@dataclass(frozen=True)
class Outcome:
    """What was done: the key in use now, values sealed again, files whose key was, which keys went, what opens with no key."""

    key: str
    sealed: int
    files: int
    dropped: tuple[str, ...]
    unreadable: int


def rekey(*, new: bool = True, forget: bool = False) -> Outcome:
    """Add a key (unless not asked to), seal everything with the newest, and forget older keys if asked to.

    Raises Refused when something no longer opens and keys are to be forgotten: then none is.
    """
    key = keyring.add_key() if new else keyring.ring().current
    done, unreadable = values_again(key)
    done += sum(columns_again(model, field, key) for model, field in sealed_columns())
    files, lost = rewrap_all()
    dropped: tuple[str, ...] = ()
    if forget:
        if unreadable or lost:
            raise Refused(
                f"有 {unreadable} 个个人信息、{lost} 个存档文件用现有的密钥打不开，旧密钥没有删除。"
                "请先把当初另存的密钥文件找回来；存档文件损坏的，请从备份找回。"
            )
        dropped = tuple(name for name in keyring.ring().keys if name != key)
        keyring.drop_keys(set(dropped))
    with transaction.atomic():
        after = {
            "key": key,
            "values": done,
            "dropped": list(dropped),
            "unreadable": unreadable,
            "files": files,
        }
        write(Author(None, "更换字段密钥"), Note(Event.KEYS_CHANGED, after=after))
    return Outcome(key, done, files, dropped, unreadable + lost)


def values_again(key: str) -> tuple[int, int]:
    """(values sealed again, values that no key opens)."""
    ring, done, unreadable, last = keyring.ring(), 0, 0, ""
    waiting = PersonalValue.objects.exclude(sealed__startswith=f"{key}.").order_by("ref")
    while True:
        with transaction.atomic():
            rows = list(waiting.select_for_update().filter(ref__gt=last)[:CHUNK])
            opened = []
            for row in rows:
                clear = vault.open_one(ring, row.ref, row.place, row.sealed)
                if clear == vault.UNREADABLE:
                    unreadable += 1
                    continue
                row.sealed = ring.seal(clear, vault.bound(row.ref, row.place))
                opened.append(row)
            PersonalValue.objects.bulk_update(opened, ["sealed"])
        done += len(opened)
        if len(rows) < CHUNK:
            return done, unreadable
        last = rows[-1].ref


def sealed_columns() -> Iterator[tuple[type[Model], SealedJson]]:
    """Every column of any table that is sealed as a whole."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedJson):
                yield model, field


def columns_again(model: type[Model], field: SealedJson, key: str) -> int:
    """Seal the cells of one column again. What does not open stays as it is."""
    stored: QuerySet[Any] = model._default_manager.annotate(raw=Cast(field.name, TextField()))
    waiting = (
        stored.filter(raw__startswith=f'"{SIGN}').exclude(raw__startswith=f'"{SIGN}{key}.').order_by("pk")
    )
    done, last = 0, 0
    while rows := list(waiting.filter(pk__gt=last)[:CHUNK]):
        last = rows[-1].pk
        with transaction.atomic():
            readable = [row for row in rows if getattr(row, field.name)]
            model._default_manager.bulk_update(readable, [field.name], batch_size=100)
        done += len(readable)
    return done
