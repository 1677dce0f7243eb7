"""A columnar snapshot of one bureau's ledger 快照: a Parquet file for each register, and figures read from it.

Many figures at once and frozen ones come from here; a single fresh one from the operating database. Only verified
rows are in it: what counts. `manifest.json` tells what was taken and its digest.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import columnar
from taizhang.core.figures.columnar import SCALES, TITLE, Columns, column_name
from taizhang.core.figures.columnar_cells import Grid, figures
from taizhang.core.figures.columnar_fields import Stored
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind
from taizhang.regions.models import Region
from taizhang.registers.conditions import kinds_of
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "manifest.json"
CHUNK = 20_000  # rows of the database held in memory at a time
GROUP = 5  # such chunks in one group of a file: fewer, larger groups are read faster


def take(bureau: Bureau, folder: Path, definitions: Iterable[Definition] = ()) -> "Snapshot":
    """Write a bureau's ledger to a new folder, one register after another, 20,000 rows at a time.

    `definitions` name the fields of linked records that are read (organization.kind): those are written beside the row.
    What was half written when the machine stopped is not there: the folder gets its name at the end. On PostgreSQL
    each register is of one moment; on SQLite all of them are.
    """
    if folder.exists():
        raise Refused(f"快照“{folder.name}”已经有了，不能覆盖。请换一个名字。")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    wanted: dict[str, set[str]] = {}
    for definition in definitions:
        wanted.setdefault(definition.register, set()).update(n for n in definition.fields() if "." in n)
    with transaction.atomic():
        held = {
            name: _write(register, bureau, wanted.get(name, set()), part / f"{name}.parquet")
            for name, register in registers().items()
        }
        paths = dict(Region.objects.order_by("pk").values_list("pk", "path"))
    manifest = {
        "bureau": bureau.slug, "taken_at": timezone.now().isoformat(timespec="seconds"),
        "digest": _digest(held, paths), "registers": held, "regions": paths,
    }  # fmt: skip
    (part / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    part.rename(folder)
    return Snapshot(folder)


@dataclass(frozen=True)
class Snapshot:
    """A snapshot in its folder. Reading never touches the database."""

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was taken. Raises Refused where there is no snapshot."""
        try:
            found: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except FileNotFoundError:
            raise Refused(f"没有快照“{self.folder.name}”。请重新生成。") from None
        return found

    @property
    def digest(self) -> str:
        """SHA-256 over the files' contents: what a frozen report names."""
        return str(self.manifest["digest"])

    @property
    def taken_at(self) -> datetime:
        return datetime.fromisoformat(self.manifest["taken_at"])

    def check(self) -> None:
        """Raises Refused when a file is no longer what was written."""
        for name, told in self.manifest["registers"].items():
            path = self._file(name)
            if not path.is_file() or _sha256(path) != told["sha256"]:
                raise Refused(f"快照“{self.folder.name}”里的“{name}”被改动或缺失，不能再用。请从备份恢复。")
        if _digest(self.manifest["registers"], self.manifest["regions"]) != self.digest:
            raise Refused(f"快照“{self.folder.name}”的清单被改动，不能再用。请从备份恢复。")

    def figures(
        self,
        definitions: Sequence[Definition],
        periods: Sequence[Period],
        regions: Sequence[int | None] = (None,),
    ) -> Grid:
        """Every definition for every period and region. Raises Refused for a field that the snapshot does not hold."""
        for definition in definitions:
            self._held(definition)
        tables = {
            name: Stored(self._file(name), self._kinds(name), self.regions)
            for name in {definition.register for definition in definitions}
        }
        return figures(definitions, tables, periods, regions)

    def value(self, definition: Definition, period: Period, region: int | None = None) -> Decimal | None:
        """One figure, in base units (元 for money), by one statement."""
        self._held(definition)
        name = definition.register
        table = self._engine.read_parquet(self._file(name))
        return columnar.value(definition, Columns(table, self._kinds(name), self.regions), period, region)

    @cached_property
    def regions(self) -> dict[int, str]:
        return {int(pk): path for pk, path in self.manifest["regions"].items()}

    @cached_property
    def _engine(self) -> Any:
        import ibis

        return ibis.duckdb.connect()

    def _file(self, register: str) -> Path:
        return self.folder / f"{register}.parquet"

    def _kinds(self, register: str) -> dict[str, Kind]:
        return {field: Kind(kind) for field, kind in self.manifest["registers"][register]["kinds"].items()}

    def _held(self, definition: Definition) -> None:
        told = self.manifest["registers"].get(definition.register)
        lacking = sorted(definition.fields() - set(told["kinds"])) if told else [definition.register]
        if lacking:
            raise Refused(f"快照里没有“{'、'.join(lacking)}”，所以算不出来。请重新生成快照。")


def _write(register: Register, bureau: Bureau, hops: set[str], path: Path) -> dict[str, Any]:
    """One register as a file, sorted by kind and date so that a single figure skips most of it; what the manifest says of it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = kinds_of(register, {*register.fields, *hops})
    columns = _columns(kinds)
    schema = pa.schema([(name, _type(kind)) for name, (_, kind) in columns.items()])
    order = [name for name in ("kind", *register.dates[:1]) if name in register.fields]
    found = (
        register.model._default_manager.filter(bureau=bureau, state=State.VERIFIED)
        .order_by(*(F(name).asc(nulls_last=True) for name in order), "pk")
        .values_list(*(source for source, _ in columns.values()))
    )
    count = 0
    with pq.ParquetWriter(path, schema, compression="lz4") as file:
        rows = found.iterator(chunk_size=2000)
        chunks = iter(lambda: list(islice(rows, CHUNK)), [])
        tables = (_table(chunk, schema, [kind for _, kind in columns.values()]) for chunk in chunks)
        while some := list(islice(tables, GROUP)):
            group = pa.concat_tables(some)
            file.write_table(group, row_group_size=len(group))
            count += len(group)
    return {"rows": count, "sha256": _sha256(path), "kinds": {n: str(k) for n, k in sorted(kinds.items())}}


def _columns(kinds: dict[str, Kind]) -> dict[str, tuple[str, Kind | None]]:
    """Column -> (what the database is asked, kind); a link has its title beside it."""
    columns: dict[str, tuple[str, Kind | None]] = {"id": ("pk", None)}
    for name, kind in sorted(kinds.items()):
        source = column_name(name)
        columns[source] = (source, kind)
        if kind == Kind.ORGANIZATION:
            columns[source + TITLE] = (f"{source}__title", Kind.TEXT)
    return columns


def _type(kind: Kind | None) -> Any:
    import pyarrow as pa

    if kind == Kind.DATE:
        return pa.date32()
    if kind == Kind.YES_NO:
        return pa.bool_()
    whole = kind is None or kind in SCALES or kind in (Kind.ORGANIZATION, Kind.REGION)
    return pa.int64() if whole else pa.string()


def _table(chunk: Sequence[tuple[Any, ...]], schema: "pa.Schema", kinds: Sequence[Kind | None]) -> "pa.Table":
    import pyarrow as pa

    columns = []
    for held, kind, field in zip(zip(*chunk, strict=True), kinds, schema, strict=True):
        values: Iterable[Any] = held
        if kind in SCALES:
            values = [None if v is None else _whole(v, SCALES[kind]) for v in held]
        elif field.type == pa.string():
            values = [v or None for v in held]  # missing text is NULL in a snapshot
        columns.append(pa.array(values, field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def _whole(value: Any, scale: int) -> int:
    scaled = value * scale
    if scaled != int(scaled):
        raise ValueError(f"{value} has more decimals than a snapshot keeps")
    return int(scaled)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(held: dict[str, Any], paths: dict[Any, str]) -> str:
    told = json.dumps([held, {str(pk): path for pk, path in paths.items()}], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
