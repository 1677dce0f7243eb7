"""The machine 机器: system, memory, disk, fonts, programs, clock."""

import os
import platform
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from taizhang import office
from taizhang.operations.backup import folder
from taizhang.operations.doctor.finding import Finding, Level, bad, found

GB = 1024**3
LEAST_MEMORY, LEAST_DISK = 2 * GB, 2 * GB
DRIFT = 2.0  # seconds; deadlines are kept to the minute
# For the pictures of charts and for converting; a docx only names its fonts, Word and WPS have them.
CHINESE = (
    "Noto Sans CJK",
    "Noto Serif CJK",
    "Source Han",
    "WenQuanYi",
    "SimSun",
    "SimHei",
    "FangSong",
    "Microsoft YaHei",
    "PingFang",
)
NTP_EPOCH = 2_208_988_800  # seconds from 1900 to 1970


def machine() -> Iterator[Finding]:
    yield system()
    yield python()
    yield memory()
    yield from disks()
    yield fonts()
    yield converter()
    yield zone()
    yield drift()


def system() -> Finding:
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    cpus = os.cpu_count() or 1
    return Finding(
        "系统",
        f"{name or platform.system()} · {platform.machine()} · {cpus} 个处理器 · 内核 {platform.release()}",
    )


def python() -> Finding:
    return bad(
        "Python",
        f"{platform.python_version()}（{sys.executable}）",
        sys.version_info >= (3, 11),
        "请用 Python 3.11 或更新的版本。",
    )


def memory() -> Finding:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return Finding("内存", "读不出来", Level.ATTENTION, "请确认至少有 2 GB。")
    return found(
        "内存", f"{size / GB:.1f} GB", size >= LEAST_MEMORY, "至少 2 GB，大表导入才不会中断；建议 4 GB。"
    )


def disks() -> Iterator[Finding]:
    """The ledger's folder and, on another disk, that of the backups: room, and whether one may write."""
    for title, place in (("数据文件夹", Path(settings.HOME)), ("备份文件夹", folder())):
        if not place.is_dir():
            yield Finding(title, f"{place} 还没有，首次使用时建立")
            continue
        free = shutil.disk_usage(place).free
        fact = f"{place} 剩余 {free / GB:,.1f} GB"
        if not os.access(place, os.W_OK):
            yield Finding(
                title, f"{place} 不能写", Level.BAD, "请用运行台账的系统用户来运行 doctor，或改文件夹的属主。"
            )
        else:
            yield bad(title, fact, free > LEAST_DISK, "请清理磁盘，或移到更大的盘；磁盘满了就不能再保存。")


def fonts() -> Finding:
    """Whether a Chinese font is there for pictures of charts."""
    try:
        listed = subprocess.run(
            ["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False, timeout=20
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return Finding(
            "中文字体",
            "没有 fc-list，看不出来",
            Level.ATTENTION,
            "请安装 fontconfig 和一种中文字体，例如 fonts-noto-cjk。",
        )
    held = [name for name in CHINESE if name in listed]
    return found(
        "中文字体", "、".join(held) or "没有", bool(held),
        "图表里的汉字会变成方框：请安装 fonts-noto-cjk。（公文里的仿宋、小标宋由打开它的 Word 或 WPS 提供。）",
    )  # fmt: skip


def converter() -> Finding:
    program = office.office()
    return found(
        "LibreOffice", program or "没有", program is not None,
        "读 .doc、.wps 稿件要用它；不读这些格式就不需要。需要时请安装 libreoffice-writer。",
    )  # fmt: skip


def zone() -> Finding:
    return found(
        "时区", f"{settings.TIME_ZONE}，现在 {time.strftime('%Y-%m-%d %H:%M:%S')}", settings.TIME_ZONE == "Asia/Shanghai",
        "全国统一用北京时间：请去掉 TAIZHANG_TIME_ZONE，或设为 Asia/Shanghai。",
    )  # fmt: skip


def drift() -> Finding:
    """The clock against the bureau's NTP server; without one, against what the system says of itself."""
    if settings.NTP:
        try:
            seconds = off_by(settings.NTP)
        except (OSError, struct.error):
            return Finding(
                "对时",
                f"对时服务器 {settings.NTP} 没有应答，看不出来",
                Level.ATTENTION,
                "请检查 TAIZHANG_NTP 和防火墙（UDP 123）。",
            )
        remedy = (
            "请让服务器与本单位对时服务器同步（chrony 或 systemd-timesyncd）。申报截止时间按服务器的钟算。"
        )
        return bad("对时", f"与 {settings.NTP} 相差 {seconds:+.1f} 秒", abs(seconds) <= DRIFT, remedy)
    try:
        said = subprocess.run(["timedatectl", "show", "-p", "NTPSynchronized", "--value"], capture_output=True, text=True,
                              check=False, timeout=5).stdout.strip()  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    remedy = "请把 TAIZHANG_NTP 设为本单位的对时服务器，doctor 才能量出差多少秒。"
    if said == "yes":
        return Finding("对时", "系统说已与时间服务器同步")
    return Finding("对时", "系统说没有同步" if said == "no" else "看不出来", Level.ATTENTION, remedy)


def off_by(server: str, timeout: float = 2.0) -> float:
    """By how many seconds the server's clock is ahead of ours (SNTP, RFC 4330). Raises OSError without an answer."""
    host, _, port = server.partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as question:
        question.settimeout(timeout)
        sent = time.time()
        question.sendto(b"\x23" + 47 * b"\0", (host, int(port or 123)))
        answer = question.recv(512)
        came = time.time()
    received, transmitted = (stamp(answer, at) for at in (32, 40))
    return ((received - sent) + (transmitted - came)) / 2


def stamp(answer: bytes, at: int) -> float:
    seconds, fraction = struct.unpack_from("!II", answer, at)
    return float(seconds - NTP_EPOCH + fraction / 2**32)
