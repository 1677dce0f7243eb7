"""LibreOffice as a converter 转换旧文档: the one place where the reader starts a program. An edge, not the core."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from taizhang.core.decisions import Refused

SECONDS = 60
PROGRAMS = ("soffice", "libreoffice", "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice",
            "/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")  # fmt: skip
MISSING = "读 .doc、.rtf、.odt、.xls 需要本机装有 LibreOffice，现在没有。请安装它，或用 Word、WPS 打开后另存为 .docx、.xlsx 再试。"
FAILED = "LibreOffice 没有转换成功，文件可能已损坏。请用 Word 或 WPS 打开后另存为 .docx 再试。"
SLOW = "LibreOffice 转换超过 {seconds} 秒没有完成，已经停下。请用 Word 或 WPS 打开后另存为 .docx 再试。"


def office() -> str | None:
    """The LibreOffice program of this machine, None where there is none."""
    return next((found for program in PROGRAMS if (found := shutil.which(program))), None)


def to_docx(data: bytes, *, seconds: float = SECONDS) -> bytes:
    """A .doc, .rtf or .odt as .docx. Raises Refused when LibreOffice is missing, fails or takes too long."""
    return _converted(data, "document.doc", "docx:MS Word 2007 XML", seconds)


def to_xlsx(data: bytes, *, seconds: float = SECONDS) -> bytes:
    """A .xls or .et as .xlsx, with its comments, headers and hidden columns. Raises Refused as above."""
    return _converted(data, "document.xls", "xlsx:Calc MS Excel 2007 XML", seconds)


def _converted(data: bytes, name: str, target: str, seconds: float) -> bytes:
    """The bytes in another format; of the name only the ending counts, which keeps them from being taken for text.

    It runs in a folder of its own with a profile of its own: no window, no macros of the user, no trace left, and no
    quarrel with a LibreOffice that is open.
    """
    program = office()
    if program is None:
        raise Refused(MISSING)
    with tempfile.TemporaryDirectory(prefix="taizhang-office-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        source = work / name
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--nologo", "--convert-to", target, "--outdir", str(work / "out"), str(source),
        ]  # fmt: skip
        _run(command, work, seconds)
        made = work / "out" / f"document.{target.partition(':')[0]}"
        if not made.is_file():
            raise Refused(FAILED)
        return made.read_bytes()


def _run(command: list[str], work: Path, seconds: float) -> None:
    """Run to the end or to the time limit; then the program goes with every process that it started."""
    environment = {
        name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")
    }
    environment |= {"HOME": str(work), "TMPDIR": str(work), "TEMP": str(work), "TMP": str(work)}
    process = subprocess.Popen(
        command, cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Refused(SLOW.format(seconds=f"{seconds:g}")) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
