"""Workbooks as people send them, and the ledger's content as one hash."""

import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
from django.apps import apps
from tests.cast import credit_code

from taizhang.accounts.models import User
from taizhang.intake import actions, tasks
from taizhang.intake.models import Batch, Row, Sheet

HEAD = ("企业名称", "统一社会信用代码", "所属街道", "注册资本（万元）", "联系人", "联系电话")

MADE: dict[str, bytes] = {}

# Not content: the journal, the import's own bookkeeping and stored file, sessions and tasks.
APART = {
    "personal",
    "journal",
    "intake",
    "sessions",
    "django_tasks_db",
    "django_tasks_database",
    "axes",
    "files",
    "admin",
}
# Grow by themselves when a record is put back.
GROWING = {"version", "changed_at", "created_at"}


def book(sheets: dict[str, Iterable[Sequence[Any]]]) -> bytes:
    """An .xlsx with these sheets; the same bytes for the same sheets, whatever the clock says."""
    sheets = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    return MADE.setdefault(repr(sheets), made(sheets))


def made(sheets: dict[str, list[list[Any]]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        page = workbook.create_sheet(name)
        for row in rows:
            page.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def firm(serial: int, name: str, street: str = "东城街道", capital: Any = 6000, **more: Any) -> list[Any]:
    """One line of a list of firms, in the columns of HEAD."""
    return [
        name,
        credit_code(serial),
        street,
        capital,
        more.get("contact", "联系人乙"),
        more.get("phone", "13900005678"),
    ]


def firms(*lines: Sequence[Any], title: str = "企业名录") -> bytes:
    """A list of firms with a title row."""
    return book({"企业名录": [[title], HEAD, *lines]})


def read(content: bytes, user: User, name: str = "企业.xlsx", **more: Any) -> Batch:
    """A workbook received and read, as the worker would."""
    batch = actions.receive(content, name, bureau=user.bureau, user=user, later=False, **more)
    tasks.read_batch.call(batch.pk)
    batch.refresh_from_db()
    return batch


def imported(content: bytes, user: User, **more: Any) -> Batch:
    """A workbook received, read and accepted."""
    return actions.accept(read(content, user, **more), user, later=False)


def only_sheet(batch: Batch) -> Sheet:
    return batch.sheets.get()


def rows_of(batch: Batch) -> list[Row]:
    """The staged rows of a batch in order."""
    return list(
        Row.objects.filter(sheet__batch=batch).select_related("sheet").order_by("sheet__number", "row")
    )


def ledger_digest() -> str:
    """One hash over every table of the ledger.

    Left out are the journal and the vault of personal data (they grow), the import's bookkeeping and the stored file, sessions, tasks, and
    of each row the columns version, changed_at and created_at; ids stand in it, sequences do not.
    """
    digest = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda m: m._meta.label):
        if model._meta.app_label in APART:
            continue
        names = [f.attname for f in model._meta.concrete_fields if f.name not in GROWING]
        rows = list(model._default_manager.order_by("pk").values_list(*names))
        digest.update(json.dumps([model._meta.label, rows], default=str, sort_keys=True).encode())
    return digest.hexdigest()
