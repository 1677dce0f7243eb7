"""The whole proof of the ledger: the chain, then every record; its outcome is itself journalled."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from taizhang.files.models import StoredFile
from taizhang.files.store import spoiled, unread
from taizhang.journal import archives
from taizhang.journal.chain import Broken, Mark, unsealed
from taizhang.journal.events import Event
from taizhang.journal.models import Entry, Link
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.proof import Proof, prove_records, prove_touched


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
    unread: int  # those that could not be read because the key file is gone
    since: int = 0  # the place behind which was proved; 0: everything

    @property
    def holds(self) -> bool:
        return self.chain is None and not self.records.wrong and not self.spoiled

    def sentences(self) -> Iterator[str]:
        """The outcome for a person, line by line; the first broken row first."""
        if self.chain is None:
            told = f"（上次校验到第 {self.since} 节，这次只校验其后的）" if self.since else ""
            yield f"日志链完好：{self.sealed} 节，链头 {self.head[:16] or '（空）'}{told}"
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
        if self.since:
            return
        rest = "其余" if self.unread else ""
        yield f"原始文件：{self.files} 个，{f'{len(self.spoiled)} 个不符' if self.spoiled else f'{rest}都与存档时相同'}"
        if self.unread:
            yield f"  其中 {self.unread} 个没有核对（日志存档也在内）：没有字段密钥文件，打不开。放回密钥后请再校验一次"
        yield from (f"  {sentence}" for sentence in self.spoiled)


def last_mark() -> Mark | None:
    """How far the last proof came. None when there was none, or it found something: then everything is proved."""
    entry = Entry.objects.filter(bureau=None, event=Event.LEDGER_PROVED).order_by("-id").first()
    told = json.loads(entry.after) if entry else {}
    return (
        Mark(told["sealed"], told["head"])
        if told.get("holds") and told.get("sealed") and not told.get("unread")
        else None
    )


def prove(*, record: bool = True, since_last: bool = False, ground: str = "") -> Outcome:
    """Recompute the chain and hold every record against the journal; leave an entry saying how it went, and who asked (`ground`).

    `since_last`: only what was sealed behind the last proof that held, and the records that it speaks of. The mark is
    looked up in the chain again, but what lies before it is taken as proved: the whole proof stays the one that counts.
    """
    last = Link.objects.order_by("-seq").first()
    mark = last_mark() if since_last else None
    found = Outcome(
        sealed=last.seq if last else 0,
        head=last.hash if last else "",
        waiting=unsealed(),
        chain=archives.first_break(mark),
        records=prove_touched(mark.seq) if mark else prove_records(),
        files=0 if mark else StoredFile.objects.count(),
        spoiled=() if mark else tuple(sentence for _, sentence in spoiled()),
        unread=0 if mark else unread(),
        since=mark.seq if mark else 0,
    )
    if record:
        with transaction.atomic():
            write(Author(None, ground), Note(Event.LEDGER_PROVED, after=summary(found)))
    return found


def summary(found: Outcome) -> dict[str, object]:
    told = next(found.sentences())
    if not found.chain and not found.holds:
        told = next((b.sentence for b in found.records.broken), "") or found.spoiled[0]
    return {
        "holds": found.holds, "sealed": found.sealed, "head": found.head, "waiting": found.waiting,
        "records": found.records.records, "since": found.since, "unread": found.unread, "sentence": told.strip()[:300],
    }  # fmt: skip
