"""A value whose source is a cell of an attached workbook 附件里的单元格: how a record's `sources` names it.

By the content's SHA-256, known before the record is there that the file is attached to.
"""

from typing import Any

KIND = "file"


def file_cell(sha256: str, name: str, cell: str) -> list[str]:
    """The source of a value that stands in a cell, e.g. 汇总!H12, of the file with that content."""
    return [KIND, sha256, name, cell]


def is_file_cell(said: Any) -> bool:
    return isinstance(said, list) and len(said) == 4 and said[0] == KIND


def words_of(said: list[str]) -> str:
    """研发支出辅助账汇总表.xlsx 汇总!H12"""
    return f"{said[2]} {said[3]}".strip()
