"""The journal as a plain file that a third party recomputes without our code 日志导出; see check_seal.py.

JSON lines: a head, then each place of the chain with its columns as the texts that were hashed, each day's seal
behind the place that it seals, and an end. The same form serves a kept archive.
"""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from taizhang.journal import chain, check_seal
from taizhang.journal.events import Event
from taizhang.journal.models import Link
from taizhang.journal.writing import Author, Note, write


def lines(after: int, upto: int, previous: str) -> Iterator[str]:
    """The lines of the places behind `after` up to `upto`."""
    seals = chain.day_seals()
    yield line({"journal": 1, "after": after, "previous": previous, "columns": list(chain.FIELDS)})
    for seq, stored, _, values in chain.chain(after):
        if seq > upto:
            break
        yield line({"place": seq, "hash": stored, "columns": chain.texts(values)})
        for sealed in seals.get(seq, ()):
            yield line({"day": sealed.day.isoformat(), "place": seq, "hash": sealed.hash})
    yield line({"end": upto})


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
    with opener(part, "wt", encoding="utf-8") as file:
        for text in lines(0, upto, chain.START):
            file.write(text)
    part.replace(target)
    shutil.copyfile(check_seal.__file__, target.with_name("check_seal.py"))
    with transaction.atomic():
        after = {"sealed": upto, "head": last.hash if last else ""}
        write(author, Note(Event.JOURNAL_EXPORTED, title=target.name, after=after))
    return upto
