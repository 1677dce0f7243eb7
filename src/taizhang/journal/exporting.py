"""The journal as a plain file that a third party recomputes without our code 日志导出; see check_seal.py.

JSON lines: a head, then each place of the chain with its columns as the texts that were hashed, each day's seal
behind the place that it seals, and an end. The same form serves a kept archive, which lies sealed in the store.
"""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from taizhang.core.decisions import Refused
from taizhang.files.store import pieces
from taizhang.journal import archives, chain, check_seal
from taizhang.journal.events import Event
from taizhang.journal.models import Archive, Link
from taizhang.journal.writing import Author, Note, write


def lines(after: int, upto: int, previous: str) -> Iterator[str]:
    """The lines of the places behind `after` up to `upto`."""
    yield line({"journal": 1, "after": after, "previous": previous, "columns": list(chain.FIELDS)})
    yield from places(after, upto)
    yield line({"end": upto})


def whole(upto: int) -> Iterator[str]:
    """The lines of the whole journal: what was archived as it stands in the kept files, then what is at hand."""
    yield line({"journal": 1, "after": 0, "previous": chain.START, "columns": list(chain.FIELDS)})
    for archive in Archive.objects.select_related("file").order_by("first"):
        inner = archives.lines(archive.file.sha256)
        yield from (text for text in inner if not text.startswith(('{"journal"', '{"end"')))
    yield from places(chain.checkpoint().seq, upto)
    yield line({"end": upto})


def places(after: int, upto: int) -> Iterator[str]:
    """The lines of the places at hand behind `after` up to `upto`, each day's seal behind its place."""
    seals = chain.day_seals()
    for seq, stored, _, values in chain.chain(after):
        if seq > upto:
            break
        yield line({"place": seq, "hash": stored, "columns": chain.texts(values)})
        for sealed in seals.get(seq, ()):
            yield line({"day": sealed.day.isoformat(), "place": seq, "hash": sealed.hash})


def line(told: dict[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def export(target: Path, author: Author) -> int:
    """Write the whole sealed journal to `target` (.gz is compressed), the script that checks it beside it.

    The file holds personal data in clear, for they were hashed so: that it was made is journalled. Returns the entries.
    """
    chain.seal()
    last = Link.objects.order_by("-seq").first()
    upto = last.seq if last else 0
    part = target.with_name(target.name + ".part")
    opener = gzip.open if target.suffix == ".gz" else open
    try:
        with opener(part, "wt", encoding="utf-8") as file:
            file.writelines(whole(upto))
    except Refused as no:
        part.unlink(missing_ok=True)
        raise Refused(f"没有导出：有日志存档读不出来。{no.sentence}") from no
    part.replace(target)
    note(target.parent, target.name, {"sealed": upto, "head": last.hash if last else ""}, author)
    return upto


def export_archives(folder: Path, author: Author) -> list[Path]:
    """Write each kept archive in clear into `folder`, in the order in which check_seal.py wants them, the script beside them.

    In the store they lie sealed. Personal data in clear, so it is journalled as an export. Refused when one cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for archive in Archive.objects.select_related("file").order_by("first"):
        target = folder / f"archive-{archive.first:09}-{archive.last:09}.jsonl.gz"
        content = pieces(archive.file.sha256)
        with target.open("wb") as file:
            file.writelines(content)
        made.append(target)
    if not made:
        raise Refused("还没有日志存档，没有写出文件。要交给第三方的请用 taizhang journal export。")
    note(folder, folder.name, {"archives": len(made)}, author)
    return made


def note(folder: Path, title: str, told: dict[str, object], author: Author) -> None:
    """The script beside what was exported, and the entry that says so."""
    shutil.copyfile(check_seal.__file__, folder / "check_seal.py")
    with transaction.atomic():
        write(author, Note(Event.JOURNAL_EXPORTED, title=title, after=told))
