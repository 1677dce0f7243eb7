"""The keys that lie beside the database and never in its backup 密钥.

`secret_key` signs sessions; a lost one signs everybody out and no more. `field_key` opens the personal fields that are
encrypted in the database: whoever had a backup with it in the same archive would have both the lock and the key.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

from django.conf import settings


def field_key() -> Path:
    """The file of the field keys 字段密钥."""
    return Path(os.environ.get("TAIZHANG_FIELD_KEY_FILE") or Path(settings.HOME) / "field_key")


def fingerprint() -> str:
    """By which two copies of the field keys are told apart, without telling the keys; "" when there is no file."""
    try:
        return hashlib.sha256(field_key().read_bytes().strip()).hexdigest()[:16]
    except OSError:
        return ""


def missing_for(manifest: dict[str, Any]) -> str:
    """What to say when the personal fields of a backup cannot be opened with the keys of this home; "" when they can."""
    wanted = manifest.get("field_key", "")
    if not wanted or wanted == fingerprint():
        return ""
    what = "没有字段密钥文件" if not fingerprint() else "字段密钥与备份时的不是同一份"
    return (
        f"{what}（{field_key()}）：备份里的身份证号、电话、银行账号等加密字段暂时打不开，其余数据不受影响。"
        f"请把备份时的 field_key（指纹 {wanted}）放回这个位置；备份文件里按规定不含密钥。"
    )
