"""A register of a snapshot as NumPy columns: for each field the values that it has, and for each row which of them 列式数据."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from math import ceil, floor
from operator import and_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.core.figures.columnar import TITLE, below, column_name, held
from taizhang.core.figures.condition import Condition, NotACondition, Test, parse_all
from taizhang.core.figures.plain import meets
from taizhang.core.tables.spec import Kind

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

SPARE = 1 << 16  # values that a field may have beyond the number of rows
EPOCH = date(1970, 1, 1)  # a column of days counts from here


@dataclass(frozen=True)
class Stored:
    """One register of a snapshot: its file or Arrow table, the kinds of its fields, the tree of regions as id -> path.

    Columns are named and filled as `columnar` says.
    """

    source: "Path | pa.Table"
    kinds: Mapping[str, Kind]
    regions: Mapping[int, str]

    def read(self, names: Iterable[str]) -> "pa.Table":
        """These columns of all rows; of a file texts come as they are stored, each once."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        wanted = sorted(set(names))
        if not isinstance(self.source, Path):
            return self.source.select(wanted)
        about = pq.read_metadata(self.source)
        texts = [field.name for field in about.schema.to_arrow_schema() if field.type == pa.string()]
        file = pq.ParquetFile(self.source, metadata=about, read_dictionary=texts)
        return file.read(columns=wanted)


@dataclass(frozen=True)
class Field:
    """The values of a field, which of them are present, and for each row the place of its value.

    Numbers, days and ids are whole numbers, texts are texts. Without places each row has a value of its own.
    """

    values: Any
    present: "Flags"
    full: bool  # no row is without a value
    places: Any = None

    def of_rows(self, known: Any) -> Any:
        """What is known of each value, for each row."""
        return known if self.places is None else known.take(self.places)

    def of(self, rows: Any) -> Any:
        """The values of these rows."""
        return self.values.take(rows if self.places is None else self.places.take(rows))

    @cached_property
    def has(self) -> "Flags":
        """Which rows have a value."""
        told: Flags = self.of_rows(self.present)
        return told


def field_of(column: "pa.ChunkedArray") -> Field:
    """A column's values: each once where they are texts or lie close together."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.type == pa.string():
        column = column.dictionary_encode()
    if pa.types.is_dictionary(column.type):
        coded = column.unify_dictionaries().combine_chunks()
        texts = np.array([*coded.dictionary.to_pylist(), None], object)
        present = np.arange(len(texts)) < len(texts) - 1
        return Field(
            texts, present, not column.null_count, whole(coded.indices, len(texts) - 1).astype(np.intp)
        )
    if column.type == pa.date32():
        column = column.cast(pa.int32())
    elif column.type == pa.bool_():
        column = column.cast(pa.int8())
    ends = pc.min_max(column).as_py()
    low, high = ends["min"] or 0, ends["max"] or 0
    if high - low < len(column) + SPARE:
        values = np.arange(low, high + 2)  # the last stands for the missing
        places = np.subtract(whole(column, high + 1), low, dtype=np.intp)
        return Field(values, values <= high, not column.null_count, places)
    return Field(whole(column, 0), column.is_valid().to_numpy(), not column.null_count)


def whole(column: "pa.ChunkedArray | pa.Array", missing: int) -> Any:
    """A column of whole numbers, this one where there is none."""
    return (column.fill_null(missing) if column.null_count else column).to_numpy()


class Rows:
    """The columns that some definitions read, and which rows meet which condition."""

    def __init__(self, stored: Stored, fields: Iterable[str]) -> None:
        self.kinds, self.regions = stored.kinds, stored.regions
        self.table = stored.read([*map(column_name, fields), "region"])
        self.fields: dict[str, Field] = {}
        self.masks: dict[tuple[str, str], Flags] = {}

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def field(self, name: str) -> Field:
        column = column_name(name)
        if column not in self.fields:
            self.fields[column] = field_of(self.table[column])
        return self.fields[column]

    def mask(self, name: str, text: str) -> "Flags":
        """Which rows meet a condition's text."""
        if (name, text) not in self.masks:
            self.masks[name, text] = self.field(asked_of(name, text, self.kinds)).of_rows(
                self.met(name, text)
            )
        return self.masks[name, text]

    def met(self, name: str, text: str) -> "Flags":
        """Which values of the field meet a condition's text. Never raises NotACondition."""
        import numpy as np

        field = self.field(asked_of(name, text, self.kinds))
        try:
            asked = parse_all(self.kinds[name], text)
        except NotACondition:
            return np.zeros(len(field.values), bool)
        return reduce(and_, (self._met(field, self.kinds[name], one) for one in asked))

    def _met(self, field: Field, kind: Kind, asked: Condition) -> "Flags":
        import numpy as np

        if field.values.dtype == object:
            return np.array([meets(value, asked) for value in field.values], bool)
        if asked.test == Test.EMPTY:
            return field.present if asked.negated else ~field.present
        found = self._found(field, kind, asked) != asked.negated
        return np.where(field.present, found, asked.or_empty or asked.negated)

    def _found(self, field: Field, kind: Kind, asked: Condition) -> "Flags":
        import numpy as np

        if asked.test == Test.WITHIN:
            low, high = (_end(kind, *end) for end in ((asked.low, ceil), (asked.high, floor)))
            found = np.ones(len(field.values), bool) if low is None else field.values >= low
            return found if high is None else found & (field.values <= high)
        if kind == Kind.YES_NO:
            return field.values == int(asked.values[0])  # type: ignore[no-any-return]
        ids = [int(value) for value in asked.values if value.isdecimal()]
        return np.isin(field.values, below(self.regions, ids) if kind == Kind.REGION else ids)


def asked_of(name: str, text: str, kinds: Mapping[str, Kind]) -> str:
    """The field that a condition is asked of: the title of a linked record, unless the text names ids."""
    if kinds[name] != Kind.ORGANIZATION:
        return name
    ids = all(value.isdecimal() for one in parse_all(Kind.ORGANIZATION, text) for value in one.values)
    return name if ids else name + TITLE


def _end(kind: Kind, end: Any, rounded: Any) -> int | None:
    """One end of a span in the column's own unit."""
    told = held(kind, end, rounded)
    return (told - EPOCH).days if isinstance(told, date) else told
