"""The whole proof of the ledger: the chain, then every record; its outcome is itself journalled."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from taizhang.files.models import StoredFile
from taizhang.files.store import spoiled
from taizhang.journal.chain import Broken, first_break, unsealed
from taizhang.journal.events import Event
from taizhang.journal.models import Link
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.proof import Proof, prove_records


@dataclass(frozen=True)
class Outcome:
    """What a proof found. Nothing is sealed by it: entries not in the chain yet are counted, not covered up."""

    sealed: int  # places in the chain
    head: str  # the newest hash: print it, give it to a third party
    waiting: int  # entries without a place yet
    chain: Broken | None
    records: Proof
    files: int  # stored files whose bytes were hashed anew
    spoiled: tuple[str, ...]  # those that are gone or changed, in sentences

    @property
    def holds(self) -> bool:
        return self.chain is None and not self.records.wrong and not self.spoiled

    def sentences(self) -> Iterator[str]:
        """The outcome for a person, line by line; the first broken row first."""
        if self.chain is None:
            yield f"日志链完好：{self.sealed} 节，链头 {self.head[:16] or '（空）'}"
        else:
            yield f"日志链断了：{self.chain.sentence}"
        if self.waiting:
            yield f"另有 {self.waiting} 条日志还没有封存（taizhang tick 每分钟封存一次）；其中记录的改动已与摘要核对"
        if not self.records.wrong:
            yield f"记录完好：{self.records.records} 条都与最后一次日志相符"
        else:
            yield f"记录不符：{self.records.records} 条中有 {self.records.wrong} 条"
        for broken in self.records.broken:
            yield f"  {broken.sentence}"
        if self.records.wrong > len(self.records.broken):
            yield f"  … 另有 {self.records.wrong - len(self.records.broken)} 条未列出"
        yield f"原始文件：{self.files} 个，{f'{len(self.spoiled)} 个不符' if self.spoiled else '都与存档时相同'}"
        yield from (f"  {sentence}" for sentence in self.spoiled)


def prove(*, record: bool = True) -> Outcome:
    """Recompute the chain and hold every record against the journal; leave an entry saying how it went."""
    last = Link.objects.order_by("-seq").first()
    found = Outcome(
        sealed=Link.objects.count(),
        head=last.hash if last else "",
        waiting=unsealed(),
        chain=first_break(),
        records=prove_records(),
        files=StoredFile.objects.count(),
        spoiled=tuple(sentence for _, sentence in spoiled()),
    )
    if record:
        with transaction.atomic():
            write(Author(None), Note(Event.LEDGER_PROVED, after=summary(found)))
    return found


def summary(found: Outcome) -> dict[str, object]:
    told = next(found.sentences())
    if not found.chain and not found.holds:
        told = next((b.sentence for b in found.records.broken), "") or found.spoiled[0]
    return {
        "holds": found.holds, "sealed": found.sealed, "head": found.head, "waiting": found.waiting,
        "records": found.records.records, "sentence": told.strip()[:300],
    }  # fmt: skip
