"""The jobs of the import; each takes ids, may run twice without harm, and can be called directly."""

from typing import Any

from django_tasks import task

from taizhang.intake.jobs import recover

__all__ = ["apply_batch", "read_batch", "read_later", "recover", "retype_sheet", "undo_batch"]


@task()
def read_batch(batch_id: int) -> None:
    """Open, recognise, type and compare a batch that was received."""
    from taizhang.intake.reading import read

    read(batch_id)


@task()
def retype_sheet(sheet_id: int) -> None:
    """Type and compare a large sheet again after its register or columns were changed."""
    from taizhang.intake.retyping import retype_later

    retype_later(sheet_id)


@task()
def apply_batch(batch_id: int) -> None:
    """Write the accepted rows into the ledger."""
    from taizhang.intake.applying import apply

    apply(batch_id)


@task()
def undo_batch(batch_id: int) -> None:
    """Take back what a batch wrote."""
    from taizhang.intake.undoing import take_back

    take_back(batch_id)


def read_later(batch_id: int) -> Any:
    """Queue the reading of a batch."""
    return read_batch.enqueue(batch_id)
