"""Exports 导出: the rows of a list as a workbook or CSV, exactly those and in that order."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.core.masking import covered_text
from taizhang.core.tables.spec import Layout
from taizhang.core.tables.template import write_template
from taizhang.core.tables.write import write_csv, write_table
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.personal import vault
from taizhang.registers.covering import covered, look_ahead_records
from taizhang.registers.declaration import CODE_SUFFIX, Register
from taizhang.registers.organizations.models import Organization
from taizhang.registers.queries import Question
from taizhang.registers.record import Record

LIMIT = 200_000
CHUNK = 2000


def export_columns(register: Register, names: Sequence[str]) -> list[str]:
    """The columns of a file: those asked for, in the order of the declaration, each organization with its code.

    With the codes in it, the file read back finds the same organizations.
    """
    wanted = set(names)
    return [c.name for c in register.layout.columns if c.name.removesuffix(CODE_SUFFIX) in wanted]


def exported(
    register: Register,
    records: QuerySet[Record],
    columns: Sequence[str],
    show: Callable[[object], str] = covered,
    viewer: User | None = None,
) -> Iterator[dict[str, object]]:
    """The rows as values by column; links by name and code, personal data through `show`: masked.

    For a viewer, the code of an organization that he may not see is left out: its name is all the row tells him.
    """
    unseen: set[int] = set()
    for record in with_personal(register, records, columns, viewer, unseen):
        values: dict[str, object] = {}
        for name in columns:
            source = name.removesuffix(CODE_SUFFIX)
            value = getattr(record, source)
            if name != source:
                value = (
                    getattr(value, "credit_code", None) if getattr(value, "pk", None) not in unseen else None
                )
            elif isinstance(value, Record):
                value = value.title
            elif value is not None and register.fields[source].is_relation:
                value = str(value)
            if value and register.fields[source].covered:
                value = show(value)
            values[name] = value
        yield values


def with_personal(
    register: Register,
    records: QuerySet[Record],
    columns: Sequence[str],
    viewer: User | None,
    unseen: set[int],
) -> Iterator[Record]:
    """The records, a bounded number at a time: sealed values opened together, hidden organizations put into `unseen`."""
    rows = records.iterator(chunk_size=CHUNK)
    coded = [register.fields[n.removesuffix(CODE_SUFFIX)].attname for n in columns if n.endswith(CODE_SUFFIX)]
    while part := list(islice(rows, CHUNK)):
        if viewer and coded:
            linked = {pk for record in part for name in coded if (pk := getattr(record, name))}
            seen = visible_to(viewer, Organization).filter(pk__in=linked).values_list("pk", flat=True)
            unseen |= linked - set(seen)
        with vault.reading():
            look_ahead_records(register, part, columns)
            yield from part


def export_rows(
    register: Register,
    records: QuerySet[Record],
    *,
    columns: Sequence[str],
    kind: str,
    question: Question,
    author: Author,
) -> bytes:
    """A file of these rows, and a line in the journal saying who took how many, by which question.

    Raises Refused above the limit.
    """
    total = records.order_by().count()
    if total > LIMIT:
        raise Refused(
            f"一次最多导出 {LIMIT:,} 行，这里有 {total:,} 行。请先按年份、镇街等条件缩小范围，分几次导出。"
        )
    names = export_columns(register, columns)
    rows = exported(register, records, names, viewer=author.user)
    layout: Layout = register.layout
    content = write_csv(layout, names, rows) if kind == "csv" else write_table(layout, names, rows, "")
    asked = {
        "rows": total,
        "columns": names,
        "text": covered_text(question.text),
        "state": question.state,
        **question.conditions,
    }
    with transaction.atomic():  # only now: reading many rows keeps no writer waiting
        write(
            author,
            Note(Event.ROWS_EXPORTED, register.name, title=f"{register.title} {total:,} 行", after=asked),
        )
    return content


def import_template(register: Register) -> bytes:
    """The register's empty table to fill in 导入模板."""
    return write_template(register.layout)
