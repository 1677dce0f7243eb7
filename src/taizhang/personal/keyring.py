"""The key file 密钥文件: outside the database, readable by the service alone.

TAIZHANG_FIELD_KEY_FILE names it, else it is `field_key` in the home folder. One line for each key:
its id, its cipher, its bytes; the newest last. It is made at first need, and never again once the
ledger holds sealed values: then a missing file is said in words and nothing is written.
"""

import base64
import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, transaction

from taizhang.core.decisions import Refused
from taizhang.core.personal.sealing import CIPHERS, KEY_BYTES, Ring

INDEX = "index"
CIPHER = "aes-256-gcm"
HEAD = "# 台账字段密钥。请另存一份在保险柜里：丢了它，加密的个人信息谁也读不出来。不要放进备份或版本库。\n"


class KeyMissing(Refused):
    """The ledger holds sealed values or files and its key file is gone or cannot be read."""


def path() -> Path:
    """Where the key file is."""
    return Path(os.environ.get("TAIZHANG_FIELD_KEY_FILE") or Path(settings.HOME) / "field_key")


def ring() -> Ring:
    """The keys. Raises KeyMissing in words; makes the file where nothing has been sealed yet."""
    where = path()
    try:
        changed = where.stat().st_mtime_ns
    except FileNotFoundError:
        if in_use():
            raise KeyMissing(missing_sentence(where)) from None
        make(where)
        changed = where.stat().st_mtime_ns
    except OSError as error:
        raise KeyMissing(missing_sentence(where)) from error
    return read(where, changed)


def trouble() -> str:
    """What is wrong with the key, in words; "" when nothing is."""
    try:
        ring()
    except Refused as refused:
        return refused.sentence
    mode = path().stat().st_mode & 0o077
    return f"密钥文件 {path()} 别人也能读。请运行 chmod 600 {path()}。" if mode else ""


def missing_sentence(where: Path) -> str:
    return (
        f"找不到（或读不了）字段密钥文件 {where}，电话、证件号、账号和存档文件现在读不出来，也不能写入，其他功能照常。"
        "请把当初另存的密钥文件放回原处（权限 600），或用 TAIZHANG_FIELD_KEY_FILE 指明它在哪里，然后再试。"
    )


def in_use() -> bool:
    """Whether values or files were sealed already. A database without the tables has none."""
    values, files = apps.get_model("personal", "PersonalValue"), apps.get_model("files", "StoredFile")
    try:
        with transaction.atomic():
            return values.objects.exists() or files.objects.filter(sealed=True).exists()
    except DatabaseError:
        return False


@lru_cache(maxsize=8)
def read(where: Path, changed: int) -> Ring:
    """The ring of a file as it stood at that moment; another process may have added a key since."""
    try:
        lines = [line.split() for line in where.read_text().splitlines() if line and not line.startswith("#")]
        held = {name: (cipher, base64.b64decode(key, validate=True)) for name, cipher, key in lines}
        _, index = held.pop(INDEX)
        if not held or any(len(key) != KEY_BYTES for key in (index, *(k for _, k in held.values()))):
            raise ValueError
        return Ring(index, {name: CIPHERS[cipher](key) for name, (cipher, key) in held.items()})
    except (OSError, ValueError, KeyError) as error:
        raise KeyMissing(
            f"字段密钥文件 {where} 读不懂（被改过或不完整）。请换回另存的那一份；不要新建，新的密钥打不开原来的数据。"
        ) from error


def make(where: Path) -> None:
    """A new file with a first key; who comes second takes the first one's."""
    where.parent.mkdir(parents=True, exist_ok=True)
    text = HEAD + line(INDEX, "hmac-sha-256") + line("k1", CIPHER)
    part = where.with_name(f".{where.name}.{secrets.token_hex(6)}")
    write(part, text)
    try:
        os.link(part, where)  # whole or not at all, and never over another's
    except FileExistsError:
        pass
    finally:
        part.unlink()


def line(name: str, cipher: str) -> str:
    return f"{name} {cipher} {base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n"


def write(where: Path, text: str) -> None:
    handle = os.open(where, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def add_key() -> str:
    """A new newest key; what is sealed from now on uses it. Returns its id."""
    known = ring()
    name = f"k{max(int(n[1:]) for n in known.keys if n[1:].isdigit()) + 1}"
    replace(path().read_text() + line(name, CIPHER))
    return name


def drop_keys(names: set[str]) -> None:
    """Take old keys out of the file; what only they open can never be read again."""
    kept = [text for text in path().read_text().splitlines(keepends=True) if text.split()[0] not in names]
    replace("".join(kept))


def replace(text: str) -> None:
    where = path()
    part = where.with_name(f".{where.name}.{secrets.token_hex(6)}")
    write(part, text)
    part.replace(where)
