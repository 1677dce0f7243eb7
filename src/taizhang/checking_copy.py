"""The annotated copy 批注稿 of `taizhang check --annotate`: where it goes, and how it is written whole or not at all."""

import errno
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.core.decisions import Refused

if TYPE_CHECKING:
    from taizhang.core.reading.reading import Reading

SUFFIX = ".docx"
WORDS = {
    errno.ENOENT: "没有这个文件，请检查文件名和文件夹。",
    errno.ENOTDIR: "没有这个文件，请检查文件名和文件夹。",
    errno.EACCES: "没有权限打开，请检查文件的权限。",
    errno.EPERM: "没有权限打开，请检查文件的权限。",
    errno.EISDIR: "这是一个文件夹，请写出里面文件的名字。",
    errno.ENOSPC: "磁盘满了，请腾出空间后再试。",
    errno.EDQUOT: "磁盘满了，请腾出空间后再试。",
    errno.EFBIG: "文件超过了系统允许的大小，请换一个磁盘或分成几份。",
    errno.EROFS: "这个位置只能读，不能写，请换一个位置。",
    errno.ELOOP: "这是一个指向自己的链接，请用原来的文件。",
    errno.ENAMETOOLONG: "文件名太长，请改短后再试。",
}


def in_words(error: OSError) -> str:
    """What the machine said of a file, as a sentence."""
    return WORDS.get(error.errno or 0, f"打不开（{error.strerror or error}）。")


class Copies:
    """Where the annotated copies of one run go: one file, or a folder with a file for each document."""

    def __init__(self, target: str, *, many: bool) -> None:
        self.target, self.many = Path(target), many
        self.written: set[Path] = set()

    def write(self, data: bytes, name: str, original: Path | None, reading: "Reading") -> Path:
        """Write the copy of one document and say where. Raises Refused; what stood there before then still stands."""
        from taizhang.core.reading.annotate.docx import annotate_docx

        if reading.document.format != "docx":
            raise Refused(
                f"批注只能写进 docx，这份是 {reading.document.format}。请用 Word 或 WPS 打开原稿，另存为 .docx 再核查。"
            )
        target = self._place(name)
        if original is not None and target.exists() and target.samefile(original):
            raise Refused("批注稿不能盖掉原稿，请给 --annotate 另起一个文件名。")
        marked = annotate_docx(data, reading, when=datetime.now(UTC))
        try:
            _replace(target, marked)
        except OSError as error:
            folder = "" if target.parent.is_dir() else f"没有 {target.parent} 这个文件夹。"
            raise Refused(f"批注稿没有写成（{target}）：{folder or in_words(error)}") from error
        self.written.add(target)
        return target

    def _place(self, name: str) -> Path:
        if self.target.is_dir():
            stem, number = f"{Path(name).stem}-批注", 1
            while (target := self.target / f"{stem}{number if number > 1 else ''}{SUFFIX}") in self.written:
                number += 1  # two documents of one name, from two folders
            return target
        if self.many:
            raise Refused(f"几个文件一起批注时，--annotate 后面要写一个已有的文件夹，{self.target} 不是。")
        if self.target.suffix.lower() != SUFFIX:
            raise Refused(f"批注稿是 Word 文件，文件名要以 .docx 结尾，{self.target} 不是。")
        return self.target


def _replace(target: Path, data: bytes) -> None:
    """Put the file in place only when it is whole: a full disk costs neither half a copy nor the earlier one."""
    beside = target.parent / f".taizhang-{os.getpid()}{SUFFIX}"
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
