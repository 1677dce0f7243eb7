"""Writing chosen columns of many records that differ from row to row 批量写列, as fast as adding them.

`bulk_update` builds one CASE for each column with a branch for each record, which takes Django longer than all the rest
of a merge; a row that is given whole and only updated where it is there already (an upsert by its id) costs what
adding it costs.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from taizhang.registers.declaration import Register
from taizhang.registers.record import Record

BATCH = 500


def write_columns(register: Register, records: Sequence[Record], columns: Iterable[str]) -> None:
    """Write these columns of records that are in the ledger and were read whole, in the caller's transaction.

    The records must be locked, so that none of them goes meanwhile (it would come back). Raises IntegrityError where
    a key would be there twice.
    """
    manager: Any = register.model._default_manager
    if records:
        manager.bulk_create(
            records,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=list(columns),
        )
