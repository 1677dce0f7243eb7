"""A file that is not taken, in words: what it is, why that does not do, what to do instead."""

from taizhang.core.decisions import Refused


class Unreadable(Refused):
    """The file cannot be read as a workbook 读不了; `code` is the stable name of the reason."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


DAMAGED = "文件已损坏或没有传完整，读不出来。请在电脑上打开原文件确认无误，重新保存后再传。"
ENCRYPTED = (
    "文件设了打开密码，系统读不了。请用 Excel 或 WPS 打开，去掉密码（文件—文档加密—清空密码）另存后再传。"
)
EMPTY = "文件是空的，里面什么也没有。请检查是否选错了文件，或重新导出后再传。"
BOMB = "文件解开后异常庞大，像是损坏或被做过手脚，为安全起见没有打开。请把数据复制到一个新建的 .xlsx 里再传。"
DOCTYPE = (
    "文件内部含有不允许的实体声明（DTD），可能有风险，没有打开。请用 Excel 或 WPS 另存为新的 .xlsx 再传。"
)
UNKNOWN = "认不出这是什么文件，内容不是表格。请上传 .xlsx、.xls、.ods 或 .csv；其他格式请先另存为 .xlsx。"
ENCODING = "文本文件的编码认不出来，读出来是乱码。请用 Excel 打开后另存为 .xlsx，或另存为“CSV UTF-8”再传。"
BINARY = "这是 .xlsb 二进制工作簿，系统不读这种格式。请用 Excel 另存为 .xlsx 再传。"
OLD_XML = "这是“XML 表格 2003”格式，系统不读这种格式。请用 Excel 或 WPS 打开后另存为 .xlsx 再传。"
NO_SHEETS = "工作簿里没有工作表（可能只有图表），没有可读的单元格。请把数据放进普通工作表再传。"
BLANK = "文件里没有任何内容，每个工作表都是空的。请检查是否选错了文件，或先填好再传。"
TOO_WIDE = (
    "文件里有一行超过 16384 列，不像是表格，没有继续读。多半是导出时没有换行，或选错了文件。"
    "请用 Excel 打开核对，另存为 .xlsx 再传。"
)
PICTURES = "工作表里只有图片，没有文字和数字，系统读不出图片里的表。请传原始的电子表格，不要贴截图。"
SPREAD = (
    "工作表“{sheet}”的内容散布得太开（一直到第 {row} 行 {column} 列），无法按表格读取。"
    "请删除数据区以外的多余行列（选中后“删除”，不是“清除”），保存后再传。"
)


def too_large(size: int, limit: int) -> Unreadable:
    """The file is above the size limit (both in bytes)."""
    megabytes = 1024 * 1024
    return Unreadable(
        "file.too_large",
        f"文件有 {size / megabytes:.0f} MB，超过了 {limit / megabytes:.0f} MB 的上限，没有读取。"
        "请删掉图片和多余的工作表，或拆成几个文件再传。",
    )


def other_document(kind: str) -> Unreadable:
    """The file is a document of another kind, e.g. Word 文档."""
    return Unreadable(
        "file.other_document",
        f"这是 {kind}，不是表格，无法按台账导入。请上传 .xlsx、.xls、.ods 或 .csv；"
        "如果表格在文档里面，请复制到 Excel 再传，或直接粘贴。",
    )
