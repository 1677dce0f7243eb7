"""Automatic numbers as Word writes them."""

import pytest

from taizhang.core.reading.documents.docx_numbering import written


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (1, "decimal", "1"), (7, "decimalZero", "07"), (3, "decimalEnclosedCircle", "③"), (12, "decimalFullWidth", "１２"),
        (1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"), (21, "chineseCounting", "二十一"), (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"), (12, "ideographDigital", "一二"), (3, "chineseLegalSimplified", "叁"),
        (1, "ideographTraditional", "甲"), (2, "ideographZodiac", "丑"), (3, "lowerLetter", "c"), (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"), (9, "upperRoman", "IX"), (25, "decimalEnclosedCircle", "25"), (5, "anything", "5"),
    ],
)  # fmt: skip
def test_forms(number, form, shown):
    assert written(number, form) == shown
