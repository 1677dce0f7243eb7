"""A document that is not read, in words: what it is, why that does not do, what to do instead."""

from collections.abc import Sequence

from taizhang.core.decisions import Refused

MB = 1024 * 1024


class Unreadable(Refused):
    """The document cannot be read 读不了; `code` is the stable name of the reason."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


TAKEN = "能读的有：.docx、.doc、.pdf、.html、.txt、.xlsx、.xls。"


def empty() -> Unreadable:
    """Nothing in the file at all."""
    return Unreadable("empty", "文件是空的，里面什么也没有。请检查是否选错了文件，或重新导出后再试。")


def blank() -> Unreadable:
    """A sound document without a single word."""
    return Unreadable(
        "blank", "文件里没有读到任何文字。请检查是否选错了文件；如果内容是图片，请先转成文字再试。"
    )


def nothing_pasted() -> Unreadable:
    """Nothing was pasted."""
    return Unreadable("empty", "没有粘贴任何文字。请把总结的正文复制后粘贴到框里。")


def damaged() -> Unreadable:
    """Cut off or broken."""
    return Unreadable(
        "damaged", "文件已损坏或没有传完整，读不出来。请在电脑上打开原文件确认无误，另存一份后再试。"
    )


def encrypted() -> Unreadable:
    """A password is needed."""
    return Unreadable(
        "encrypted", "文件设了打开密码，系统读不了。请用 Word 或 WPS 打开，去掉密码另存后再试。"
    )


def bomb() -> Unreadable:
    """Unpacks to far more than it should."""
    return Unreadable(
        "bomb",
        "文件解开后异常庞大，像是损坏或被做过手脚，为安全起见没有打开。请把正文复制到新建的文档里再试。",
    )


def doctype() -> Unreadable:
    """Holds entity declarations, which no office program writes."""
    return Unreadable(
        "doctype",
        "文件内部含有不允许的实体声明（DTD），可能有风险，没有打开。请用 Word 或 WPS 另存为新的 .docx 再试。",
    )


def nested() -> Unreadable:
    """Tables in tables, or tags in tags, beyond all use."""
    return Unreadable(
        "nested",
        "文件里的表格或标记一层套一层，套得太深，没有读取。请把正文复制到新建的文档里，去掉多余的嵌套再试。",
    )


def encoding() -> Unreadable:
    """No encoding fits."""
    return Unreadable(
        "encoding", "文本文件的编码认不出来，读出来是乱码。请用记事本打开，另存为 UTF-8 编码后再试。"
    )


def not_text() -> Unreadable:
    """Bytes of some program, not words."""
    return Unreadable("unknown", f"认不出这是什么文件，内容不是文字。{TAKEN}其他格式请先另存为其中一种。")


def too_large(size: int, limit: int) -> Unreadable:
    """The file is above the size limit (both in bytes)."""
    return Unreadable(
        "too_large",
        f"文件有 {size / MB:.0f} MB，超过了 {limit / MB:.0f} MB 的上限，没有读取。请删掉图片，或拆成几个文件再试。",
    )


def too_long(limit: int) -> Unreadable:
    """More characters than are read."""
    return Unreadable(
        "too_long", f"文字太多，超过了 {limit // 10_000} 万字的上限，没有读取。请拆成几个文件再试。"
    )


def scanned(pages: Sequence[int]) -> Unreadable:
    """A PDF of pictures."""
    return Unreadable(
        "scanned",
        f"这份 PDF 是扫描件，第 {in_words(pages)} 页都是图片，没有文字可读。"
        "请用带文字识别（OCR）的软件转成文字版再试，或直接用 Word 原稿。",
    )


def without_letters() -> Unreadable:
    """A PDF whose fonts do not say which characters they show."""
    return Unreadable(
        "without_letters",
        "这份 PDF 的字体没有文字编码，读出来是乱码。请用 Word 原稿，或用文字识别（OCR）软件转换后再试。",
    )


def too_many_pages(count: int, limit: int) -> Unreadable:
    """More pages than are read."""
    return Unreadable(
        "too_long", f"文件有 {count} 页，超过了 {limit} 页的上限，没有读取。请拆成几个文件再试。"
    )


def in_words(pages: Sequence[int]) -> str:
    """Page numbers with runs drawn together: 1—3、5."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in runs)


def too_many_lines(limit: int) -> Unreadable:
    """More paragraphs, lines or cells than are read."""
    return Unreadable(
        "too_long",
        f"段落、行或单元格太多，超过了 {limit // 10_000} 万个的上限，没有读取。请拆成几个文件再试。",
    )


def other_kind(kind: str) -> Unreadable:
    """Something known that is not a document with text, e.g. 图片."""
    return Unreadable(
        "other_kind", f"这是{kind}，不是文档，里面没有可读的文字。{TAKEN}请另存为其中一种再试。"
    )


def wants_converting(kind: str) -> Unreadable:
    """An old format that needs LibreOffice, which is not there."""
    return Unreadable(
        "wants_converting",
        f"这是{kind}，读它需要本机装有 LibreOffice，现在没有。请用 Word 或 WPS 打开，另存为 .docx 再试。",
    )
