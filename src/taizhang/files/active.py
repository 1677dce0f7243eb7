"""What runs by itself inside a file 活动内容: macros, programs in an archive, scripts in a PDF. Such a file is not taken.

Told by content: Office files by their parts and streams, archives by the names inside, one archive deep. Of a PDF
only what lies open is seen; a script in a compressed stream is not.
"""

import io
import re
import zipfile
import zlib

import olefile

from taizhang.core.decisions import Refused

PROGRAMS = "exe com scr pif bat cmd msi msp dll vbs vbe js jse wsf wsh hta ps1 lnk reg jar apk sh app cpl scf iso img".split()
MACRO_STREAMS = ("VBA", "_VBA_PROJECT_CUR", "Macros")
# A script's text follows its key; without asking for that, every second scan of 15 MB would have the three bytes by chance.
PDF_SCRIPT = re.compile(rb"/(?:JavaScript|Launch)\b|/JS\s*(?:[(<]|\d+\s+\d+\s+R)")
MANY = 10_000  # names of an archive that are looked at


def check_inert(name: str, content: bytes) -> None:
    """Refused when something in the file would run by itself, with what it is and what to do."""
    found = running(content)
    if found:
        raise Refused(f"“{name}”里有{found}，打开时可能自动运行，没有收。{REMEDIES[found[:2]]}")


REMEDIES = {
    "宏（": "请用 Excel 或 Word 另存为不带宏的 .xlsx、.docx，再添加。",
    "程序": "请把程序去掉，只打包文档和图片，再添加。",
    "脚本": "请重新打印成 PDF，再添加。",
}


def running(content: bytes) -> str:
    """What would run by itself, in words; "" when nothing was found."""
    if content.startswith(b"PK"):
        return in_archive(content)
    if content.startswith(olefile.MAGIC):
        return "宏（VBA）" if has_macro_streams(content) else ""
    if b"%PDF-" in content[:1024] and PDF_SCRIPT.search(content):
        return "脚本（JavaScript 或启动程序的指令）"
    return ""


def in_archive(content: bytes) -> str:
    """Macros and programs among the parts of an Office file or an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()[:MANY]
    except (zipfile.BadZipFile, ValueError, OSError, zlib.error):
        return ""
    if any(n.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for n in names):
        return "宏（VBA）"
    for n in names:
        extension = n.rsplit(".", 1)[-1].lower() if "." in n else ""
        if extension in PROGRAMS:
            return f"程序“{n.rsplit('/', 1)[-1][-60:]}”"
    return ""


def has_macro_streams(content: bytes) -> bool:
    """Whether an Office file of the old kind holds macros. A broken one holds none that would run."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            return any(part in MACRO_STREAMS for path in ole.listdir(storages=True) for part in path)
    except (OSError, ValueError, IndexError, TypeError, AttributeError):
        return False
