"""The keys that lie beside the database and never in its backup 密钥.

`secret_key` signs sessions and opens the secrets of authenticators: without it everybody signs in again, and second factors
are set up anew. `field_key` opens the personal fields that are
encrypted in the database, and the stored files: whoever had a backup with it in the same archive would have both the lock and the key.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

from django.conf import settings


def field_key() -> Path:
    """The file of the field keys 字段密钥."""
    return Path(os.environ.get("TAIZHANG_FIELD_KEY_FILE") or Path(settings.HOME) / "field_key")


def signing_key() -> Path:
    """The file of the signing key 签名密钥, where it is not in the environment."""
    return Path(os.environ.get("TAIZHANG_SECRET_KEY_FILE") or Path(settings.HOME) / "secret_key")


def fingerprint() -> str:
    """By which two copies of the field keys are told apart, without telling the keys; "" when there is no file."""
    try:
        return hashed(field_key().read_bytes())
    except OSError:
        return ""


def signing_fingerprint() -> str:
    return hashed(settings.SECRET_KEY.encode())


def hashed(key: bytes) -> str:
    return hashlib.sha256(key.strip()).hexdigest()[:16]


def missing_for(manifest: dict[str, Any]) -> str:
    """What to say when the keys of this home are not those of a backup; "" when they are."""
    told = []
    wanted = manifest.get("field_key", "")
    if wanted and wanted != fingerprint():
        what = "没有字段密钥文件" if not fingerprint() else "字段密钥与备份时的不是同一份"
        told.append(
            f"{what}（{field_key()}）：备份里的身份证号、电话、银行账号等加密字段和原始文件暂时打不开，其余数据不受影响。"
            f"请把备份时的 field_key（指纹 {wanted}）放回这个位置；备份文件里按规定不含密钥。"
        )
    signed = manifest.get("secret_key", "")
    if signed and signed != signing_fingerprint():
        told.append(
            f"签名密钥（{signing_key()}）与备份时不同：大家要重新登录，二次验证要重新绑定；放回备份时的 secret_key 就不用。"
        )
    return "".join(told)
