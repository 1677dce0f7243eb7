"""Finding records by part of a name, by code, by pinyin and by initials 查找.

The index is a file of its own (SQLite's full-text engine, which every Python brings), so that it
serves any operating database; it holds nothing that the ledger does not, and can be rebuilt at any
time. Texts are cut into pairs of characters (codes and pinyin into threes), so that any part of a
name is found without reading every row. Scope tokens narrow a search to what the user may see
before hits are counted; `visible_to` still has the last word.
"""

import json
import logging
import os
import re
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from taizhang.core.pinyin import initials, syllables
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record

logger = logging.getLogger(__name__)
SHIFT = 40  # a row of the index is the register's number and the record's id in one integer
LATIN = re.compile(r"[0-9a-z]+")
CHUNK = 2000
MOST_IDS = 100_000
FORGOTTEN = timedelta(minutes=30)  # longer than an import takes: whoever wrote it down is dead


def index_path() -> Path:
    """One index beside each database, named after it."""
    name = Path(str(connection.settings_dict["NAME"])).stem or "memory"
    return (
        Path(settings.HOME)
        / "search"
        / f"{connection.vendor}-{name.replace(':', '-').replace('?', '-')}.sqlite3"
    )


def opened() -> sqlite3.Connection:
    path = index_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    index = sqlite3.connect(path, timeout=60, isolation_level=None)
    index.execute("PRAGMA journal_mode=WAL")
    index.execute("PRAGMA synchronous=NORMAL")
    index.execute("CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(name, code, initials, pinyin, scope)")
    index.execute(
        "CREATE TABLE IF NOT EXISTS waiting (id INTEGER PRIMARY KEY, pid INTEGER, since REAL, register TEXT, ids TEXT)"
    )
    return index


# What is indexed.


def pairs(text: str) -> str:
    """Each two neighbouring characters, and the last one alone: 恒远精 -> 恒远 远精 精."""
    text = "".join(text.split()).lower()
    return " ".join([*(text[i : i + 2] for i in range(len(text) - 1)), *text[-1:]])


def threes(text: str) -> str:
    """Each three neighbouring letters or digits, and the rest at the end."""
    return " ".join(text[i : i + 3] for i in range(len(text)))


def written(text: str) -> str:
    """A text without spaces and punctuation."""
    return "".join(c for c in text.lower() if c.isalnum())


def chinese(text: str) -> str:
    return "".join(c for c in text if "㐀" <= c <= "鿿")


def document(register: Register, record: Record) -> tuple[str, str, str, str, str]:
    """The five columns of one record in the index."""
    texts = [linked_text(register, record, name) for name in register.search_fields]
    names = [chinese(t) for t in texts]
    latin = [run for t in texts for run in LATIN.findall(t.lower())]
    scope = [
        f"b{record.bureau_id}",
        f"r{record.region_id or 0}",
        f"s{record.state[0]}",
        f"g{number(register)}",
    ]
    scope += [
        f"o{getattr(record, link)}" for link in register.model.organization_links if getattr(record, link)
    ]
    return (
        " | ".join(pairs(written(t)) for t in texts if chinese(t)),
        " ".join(threes(run) for run in latin),
        " ".join(threes(initials(n)) for n in names if n),
        " ".join(threes("".join(syllables(n))) for n in names if n),
        " ".join(scope),
    )


def linked_text(register: Register, record: Record, name: str) -> str:
    value = getattr(record, name)
    return value.title if isinstance(value, Record) else register.show(record, name)


def number(register: Register) -> int:
    """A stable number for a register's name, small enough to share an integer with a record id."""
    import zlib

    return zlib.crc32(register.name.encode()) >> 10


def index_later(register: Register, ids: Sequence[int]) -> None:
    """Bring these records into the index once the transaction is through.

    That they wait is written down before: a process that dies between commit and index leaves work, not a gap.
    """
    if not ids:
        return
    with closing(opened()) as index_file:
        told = (os.getpid(), time.time(), register.name, json.dumps(list(ids)))
        made = index_file.execute("INSERT INTO waiting (pid, since, register, ids) VALUES (?, ?, ?, ?)", told)
        number = made.lastrowid
    transaction.on_commit(lambda: index_now(register, ids, number))


def index_now(register: Register, ids: Sequence[int], waiting: int | None) -> None:
    """After the commit: what is in the ledger stays there whatever becomes of its index, which catches up later."""
    try:
        index(register, ids, waiting)
    except (sqlite3.Error, OSError):
        logger.exception("the search index was not written; it will be")


def index_rest(older_than: timedelta = FORGOTTEN) -> int:
    """Bring in what dead processes left waiting; what was rolled back stands as it stood. Returns how many records."""
    with closing(opened()) as index_file:
        left = index_file.execute("SELECT id, register, ids, pid, since FROM waiting").fetchall()
    done, old = 0, time.time() - older_than.total_seconds()
    for number, name, told, pid, since in left:
        ids = json.loads(told)
        if name in registers() and (since < old or not alive(pid)):
            index(registers()[name], ids, number)
            done += len(ids)
    return done


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def index(register: Register, ids: Sequence[int], waiting: int | None = None) -> None:
    """Bring records into the index as they stand now; those that are gone are taken out."""
    base = number(register) << SHIFT
    found = indexed(register)
    with closing(opened()) as index_file:
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            fresh = [(base + r.pk, *document(register, r)) for r in found.filter(pk__in=part)]
            index_file.execute("BEGIN IMMEDIATE")
            index_file.executemany("DELETE FROM words WHERE rowid = ?", [(base + pk,) for pk in part])
            index_file.executemany(
                "INSERT INTO words (rowid, name, code, initials, pinyin, scope) VALUES (?,?,?,?,?,?)", fresh
            )
            index_file.execute("COMMIT")
        if waiting is not None:
            index_file.execute("DELETE FROM waiting WHERE id = ?", (waiting,))


def indexed(register: Register) -> QuerySet[Record]:
    """Records with no more columns than the index needs."""
    linked = [n for n in register.search_fields if n in register.links]
    wanted = {"bureau_id", "region_id", "state", *register.search_fields, *register.model.organization_links}
    names = [f.name for f in register.model._meta.concrete_fields if f.name in wanted or f.attname in wanted]
    rows = register.model._default_manager.only("pk", *names, *(f"{n}__title" for n in linked))
    return rows.select_related(*linked) if linked else rows  # without names it would follow every link


def rebuild() -> int:
    """Make the index anew from the ledger. Returns how many records it holds."""
    with closing(opened()) as index_file:
        index_file.execute("DELETE FROM words")
    total = 0
    for register in registers().values():
        ids = list(register.model._default_manager.order_by("pk").values_list("pk", flat=True))
        index(register, ids)
        total += len(ids)
    return total


# How it is asked.


def condition(text: str) -> str:
    """What a person typed as a question to the index; "" when there is nothing to look for.

    Words apart by spaces must all be there. Chinese is looked for as part of a name; letters and
    digits as part of a code, as initials or as pinyin.
    """
    asked = []
    for word in text.lower().split()[:6]:
        parts = []
        if chinese(word):  # with its letters and digits: 3号 is not a 号 beside any 3
            parts.append(f"name : {phrase(pairs_of_query(written(word)))}")
        else:
            parts += [
                f"{{code initials pinyin}} : {phrase(cut(run), prefix=len(run) < 3)}"
                for run in LATIN.findall(word)
            ]
        asked += parts
    return " AND ".join(f"({p})" for p in asked)


def cut(run: str) -> list[str]:
    """Letters and digits of a question, in threes where there are as many."""
    return [run[i : i + 3] for i in range(len(run) - 2)] or [run]


def pairs_of_query(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def phrase(tokens: Iterable[str], prefix: bool = False) -> str:
    tokens = list(tokens)
    joined = " ".join(tokens)
    return f'"{joined}"' + ("*" if prefix or (len(tokens) == 1 and len(tokens[0]) == 1) else "")


def scope_tokens(**narrow: Any) -> str:
    """Scope as a question: bureau=3, regions=[…], organization=7, register=…, verified=True."""
    asked = []
    if narrow.get("bureau"):
        asked.append(f"b{narrow['bureau']}")
    if narrow.get("verified"):
        asked.append("sv")
    if narrow.get("organization"):
        asked.append(f"o{narrow['organization']}")
    question = [f"scope : {t}" for t in asked]
    if narrow.get("regions"):
        question.append("(" + " OR ".join(f"scope : r{r}" for r in narrow["regions"]) + ")")
    if narrow.get("registers"):
        question.append("(" + " OR ".join(f"scope : g{number(r)}" for r in narrow["registers"]) + ")")
    return " AND ".join(question)


def matching_ids(
    text: str, *, scope: str, only: Sequence[Register] = (), limit: int = 5000
) -> dict[str, list[int]]:
    """Ids of matching records by register name, newest first: at most `limit` of each register in `only`."""
    asked = condition(text)
    found: dict[str, list[int]] = {}
    if not asked:
        return found
    with closing(opened()) as index_file:
        for register in only or registers().values():
            question = " AND ".join(p for p in (asked, scope, f"scope : g{number(register)}") if p)
            ids = index_file.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (question, limit)
            ).fetchall()
            if ids:
                found[register.name] = [rowid & ((1 << SHIFT) - 1) for (rowid,) in ids]
    return found


def most_ids() -> int:
    """How many ids one question to the operating database may hold."""
    if connection.vendor != "sqlite":
        return MOST_IDS
    connection.ensure_connection()
    return min(MOST_IDS, connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) - 1000)
