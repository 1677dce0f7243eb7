"""How it is set up 安全设置: keys, HTTPS, host names, debug pages."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from taizhang.operations import keys
from taizhang.operations.doctor.finding import Finding, Level, bad, found

WEAK_KEY = 32  # signs


def in_production() -> bool:
    """Whether this is meant for work: reachable under a name of its own, or on a database server."""
    return (
        settings.PRODUCTION
        or settings.HTTPS
        or bool(os.environ.get("DATABASE_URL"))
        or bool(set(settings.ALLOWED_HOSTS) - LOCAL)
    )


LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def safety() -> Iterator[Finding]:
    yield bad(
        "调试页",
        "关" if not settings.DEBUG else "开",
        not settings.DEBUG,
        "TAIZHANG_DEBUG=1 会把程序内情给人看：请去掉它并重启。",
    )
    yield https()
    yield hosts()
    yield signing_key()
    yield field_key()


def https() -> Finding:
    if settings.HTTPS:
        return Finding("HTTPS", "开：安全 Cookie 与 HSTS")
    grave = Level.BAD if in_production() else Level.WELL
    return Finding(
        "HTTPS", "关", grave, "" if grave == Level.WELL else "请在 nginx 上配好证书，再设 TAIZHANG_HTTPS=1。"
    )


def hosts() -> Finding:
    names = "、".join(settings.ALLOWED_HOSTS)
    return bad(
        "主机名",
        names,
        "*" not in settings.ALLOWED_HOSTS,
        "TAIZHANG_HOSTS 里的 * 让任何域名都能冒用：请写明本局的域名。",
    )


def signing_key() -> Finding:
    if len(settings.SECRET_KEY) < WEAK_KEY:
        return Finding(
            "签名密钥",
            f"只有 {len(settings.SECRET_KEY)} 个字符",
            Level.BAD,
            "请用至少 50 个随机字符；换了密钥大家重新登录一次。",
        )
    if os.environ.get("TAIZHANG_SECRET_KEY"):
        return Finding(
            "签名密钥",
            "来自环境变量",
            Level.ATTENTION,
            "环境变量别的进程可能看得到：请改用 TAIZHANG_SECRET_KEY_FILE。",
        )
    return private("签名密钥", keys.signing_key())


def field_key() -> Finding:
    path = keys.field_key()
    if not keys.fingerprint():
        return Finding("字段密钥", f"没有 {path}", Level.ATTENTION,
                       "加密的身份证号、电话、银行账号和原始文件打不开。首次使用时由系统生成；丢了请从另存处放回。")  # fmt: skip
    return private("字段密钥", path, f"，指纹 {keys.fingerprint()}")


def private(title: str, path: Path, more: str = "") -> Finding:
    """Whether a key's file is its owner's alone."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError as error:
        return Finding(
            title, f"{path} 读不出来（{type(error).__name__}）", Level.BAD, "请检查文件和它的属主。"
        )
    return found(
        title,
        f"{path} 权限 {mode:o}{more}",
        not mode & 0o077,
        f"别人能读到密钥：请运行 chmod 600 {path}。",
        Level.BAD,
    )
