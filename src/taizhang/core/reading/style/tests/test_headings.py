"""Headings: their order, their marks, their ends."""

import pytest

from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.style.check import style_findings

BODY = "今年以来，各项工作有序推进，企业创新能力稳步提升，重点任务按期完成。\n"


def told(text: str) -> list[tuple[str, str]]:
    return [
        (each.rule.code, each.measured) for each in style_findings(b"", open_text(text), only={"headings"})
    ]


def lines(*headings: str) -> str:
    return "".join(f"{heading}\n{BODY}" for heading in headings)


def test_headings_in_order_are_left_alone() -> None:
    text = lines(
        "一、工作情况",
        "（一）企业培育",
        "（二）平台建设",
        "1.省级平台",
        "2.市级平台",
        "（1）申报",
        "二、工作打算",
        "（一）企业培育",
    )
    assert told(text) == []


def test_where_there_are_two_levels_only_the_second_may_be_arabic() -> None:
    assert told(lines("一、工作情况", "1.企业培育", "2.平台建设", "二、工作打算")) == []


@pytest.mark.parametrize(
    ("headings", "code", "measured"),
    [
        (("一、工作情况", "三、工作打算"), "H02", "三、"),
        (("一、工作情况", "二、存在问题", "二、工作打算"), "H02", "二、"),
        (("一、情况", "（一）企业", "（三）平台"), "H02", "（三）"),
        (("一、情况", "二、问题", "三、打算", "二、保障"), "H02", "二、"),
        (("一、工作情况", "（一）企业培育", "二、工作打算", "1.平台建设"), "H01", "1."),
        (("（一）、企业培育", "（二）平台建设"), "H03", "（一）、"),
        (("1、企业培育", "2.平台建设"), "H04", "1、"),
        (("一.企业培育", "二、平台建设"), "H05", "一."),
        (("一、工作情况。", "二、工作打算"), "H06", "一、工作情况。"),
    ],
)  # fmt: skip
def test_an_odd_heading_is_named(headings: tuple[str, ...], code: str, measured: str) -> None:
    assert told(lines(*headings)) == [(code, measured)]


def test_a_number_in_the_middle_of_a_line_is_not_missing() -> None:
    text = f"一、工作情况\n{BODY.strip()}二、存在问题。{BODY}三、工作打算\n{BODY}"
    assert told(text) == []


def test_a_list_of_sentences_keeps_its_stops() -> None:
    assert told("二、有关要求\n1.按期报送材料。\n2.加强经费管理。\n3.做好验收准备。\n" + BODY) == []
    assert told("一、工作情况\n（一）按期报送材料。\n（二）加强经费管理。\n" + BODY) == []


def test_a_numbered_line_that_states_something_is_no_title() -> None:
    assert told(lines("（一）累计联系服务对象280余家。", "二、众创空间构成如下：")) == []


def test_numbering_begins_anew_in_every_section() -> None:
    assert (
        told(lines("一、甲方面", "（一）企业", "（二）平台", "二、乙方面", "（一）企业", "（二）平台")) == []
    )


def test_chapters_stand_above_the_first_level() -> None:
    assert (
        told(lines("第一章 总体情况", "一、企业", "二、平台", "三、人才", "第二章 工作打算", "一、企业"))
        == []
    )


def test_the_one_title_that_is_not_parallel_is_named() -> None:
    titles = ("一、聚焦企业，培育主体", "二、聚焦平台，夯实基础", "三、人才工作", "四、聚焦服务，优化环境")
    assert told(lines(*titles)) == [("H07", "人才工作")]
    assert told(lines("一、企业培育", "二、平台建设", "三、聚焦人才，优化环境", "四、经费管理")) == []


def test_a_heading_mark_is_mended_in_place() -> None:
    text = lines("1、企业培育", "2、平台建设")
    (found,) = style_findings(b"", open_text(text), only={"H04"})
    assert (text[found.start : found.end], found.fix, found.count) == ("1、", "1.", 2)


def test_a_list_of_annexes_is_no_heading() -> None:
    text = lines("1.企业培育", "2.平台建设") + "附件：1.项目清单\n　　　2.经费表\n"
    assert told(text) == []
