"""Number writing: what is told, and what a careful editor leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.style.check import style_findings


def told(text: str, code: str) -> list[tuple[str, str]]:
    """The words a rule marks, with what it puts for them."""
    document = open_text(text)
    found = style_findings(b"", document, only={code})
    return [(document.text[each.start : each.end], each.fix) for each in found]


@pytest.mark.parametrize(
    ("code", "text", "marked", "fix"),
    [
        ("N01", "共建成平台１２个。", "１２", "12"),
        ("N02", "增长12％。", "％", "%"),
        ("N03", "走访企业五、六十家。", "五、六十家", "五六十家"),
        ("N03", "每天接待三、四个来访单位。", "三、四个", "三四个"),
        ("N04", "全年举办20几场。", "20几", "二十几"),
        ("N04", "服务企业130几家。", "130几", "一百三十几"),
        ("N05", "培育龙头企业3-5家。", "3-5家", "3～5家"),
        ("N05", "1-6月支出2124万元。", "1-6月", "1—6月"),
        ("N05", "2021-2025年累计投入。", "2021-2025年", "2021—2025年"),
        ("N05", "增速为3%~5%。", "3%~5%", "3%～5%"),
        ("N05", "奖励5万元-10万元。", "5万元-10万元", "5万元～10万元"),
        ("N05", "取前1——3名。", "1——3名", "1～3名"),
        ("N05", "第1-3名给予奖励。", "1-3名", "1—3名"),
        ("N06", "增产5～8%。", "5～8%", "5%～8%"),
        ("N06", "每家补助5-8万元。", "5-8万元", "5万元～8万元"),
        ("N06", "下降3至5%。", "3至5%", "3%至5%"),
        ("N06", "人口9～16亿。", "9～16亿", "9亿～16亿"),
        ("N07", "培训农户3千余人次。", "3千", "3000"),
        ("N07", "投入2千万元。", "2千万", "2000万"),
        ("N07", "合计1.5百万元。", "1.5百万", "150万"),
        ("N12", "研发投入强度2.69%，同比提高0.11%。", "提高0.11%", "提高0.11个百分点"),
        ("N12", "占比达到37.2%，比上年下降1.5%。", "下降1.5%", "下降1.5个百分点"),
        ("N13", "近50多家企业参会。", "近50多家", ""),
        ("N13", "约占30%左右。", "约占30%左右", ""),
        ("N13", "超过三百余人到场。", "超过三百余人", ""),
        ("N13", "大约20家上下。", "大约20家上下", ""),
        ("N14", "成本降低了2倍。", "降低了2倍", ""),
        ("N14", "用时缩短三倍。", "缩短三倍", ""),
        ("N16", "二零二四年印发。", "二零二四年", "二〇二四年"),
        ("N17", "22年底累计达到30家。", "22年", "2022年"),
        ("N17", "自98年6月起实施。", "98年", "1998年"),
        ("N18", "截至2024.6.30共受理36件。", "2024.6.30", "2024年6月30日"),
        ("N21", "见区科发[2024]5号。", "[2024]5号", "〔2024〕5号"),
        ("N21", "依据国办发（2023）11号文件。", "（2023）11号", "〔2023〕11号"),
        ("N21", "见市科字〔2024〕第08号。", "〔2024〕第08号", "〔2024〕8号"),
        ("N23", "上升0.3百分点。", "百分点", "个百分点"),
        ("N24", "增长.5%。", ".5", "0.5"),
        ("N26", "截止6月底，入库538家。", "截止", "截至"),
        ("N26", "截止目前，兑现480万元。", "截止", "截至"),
    ],
)
def test_a_slip_is_marked_with_what_to_put_for_it(code: str, text: str, marked: str, fix: str) -> None:
    assert told(text, code) == [(marked, fix)]


@pytest.mark.parametrize(
    "text",
    [
        "第三、四季度",
        "发展二、三产业",
        "获一、二等奖共5项",
        "建成一、二期工程",
        "服务三、五家企业和七、九家院所",
        "一、二十大精神学习情况",
        "电话0571-88886666，手机138-0000-0000",
        "标准为GB/T 15835-2011，比分3-2",
        "日期为2024-06-30",
        "2024—2026年，增长3%～5%，1—6月，5万～10万元",
        "完成3000余家，2000万元，1.2亿元，20千瓦，5千克，10千米",
        "毛利率30%，成本下降5%；生产效率80%，提高20%",
        "占比30%，技术合同成交额增长5%",
        "签约120余家，预约30余人，节约20余万元，公约10条以上",
        "近十多年来，近3年多，最近5年以上",
        "约30家，120余家，30家左右，近百家，超400家",
        "增加2倍，降低三分之二",
        "历时22年，工作30年，20年底蕴，10年第",
        "依据区科发〔2024〕5号",
        "（2024）浙01民初15号判决",
        "同比增长12.5%，环比上升0.3个百分点，同比增加12家",
        "申报截止日期为6月30日，报名截止时间另行通知",
        "增长0.5%，版本V1.5",
        "一九九八年建院，二〇二四年更名",
        "百分之百完成，几十家，十几家",
        "实施2023千人计划，从1到100万的跨越",
        "超过100万元的部分，不超过50万元",
        "比例为3:1，网址http://kjj.example.cn/a,b",
        "R&D经费，f(x)=1，型号(A-1)",
    ],
)
def test_what_is_right_or_is_something_else_is_left_alone(text: str) -> None:
    document = open_text(text + "。\n")
    assert [(each.rule.code, each.measured) for each in style_findings(b"", document, only={"numbers"})] == []


def test_thousands_are_written_one_way() -> None:
    text = "支出1,234万元。\n到位2345万元，结转4567万元。\n"
    (found,) = style_findings(b"", open_text(text), only={"N08"})
    assert (found.measured, found.count) == ("1,234", 1)
    assert told("支出1,234万元，到位2,345万元，2024年。", "N08") == []


def test_years_are_written_one_way() -> None:
    assert told("二〇二二年12家，2023年15家。", "N15") == [("二〇二二年", "2022年")]
    assert told("二〇二二年12家，二〇二三年15家。", "N15") == []


def test_large_sums_follow_the_unit_of_the_others() -> None:
    (found,) = style_findings(b"", open_text("成交额3.2亿元，上年同期24770万元。"), only={"N19"})
    assert "2.477亿元" in found.message
    assert told("预算9800万元，支出24770万元。", "N19") == []


def test_decimals_of_one_indicator_are_alike() -> None:
    text = "上半年技术合同成交额8.64亿元。\n去年技术合同成交额7.2亿元。\n三季度技术合同成交额9.15亿元。\n"
    assert told(text, "N20") == [("7.2亿元", "")]
    assert told("技术合同成交额8.64亿元，高新技术产值7.2亿元。", "N20") == []


def test_percentages_in_characters_stand_out_where_the_rest_are_in_digits() -> None:
    assert [marked for marked, _ in told("增长12.5%，其中百分之八来自出口。", "N25")] == ["百分之八"]
    assert told("增长百分之八，下降百分之三点五。", "N25") == []


def test_half_width_marks_are_told_once_for_a_document() -> None:
    text = "今年以来,全区新增企业30家,其中高企12家;平台(省级)5个.\n比例3:1。\n"
    marks, brackets = style_findings(b"", open_text(text), only={"N09", "N10"})
    assert (marks.count, len(marks.others), brackets.count) == (4, 3, 1)
    assert told("配套政策（含细则)已印发。", "N11") == [("（含细则)", "（含细则）")]


def test_a_rule_broken_everywhere_is_told_once_with_its_places() -> None:
    text = "增长2百分点。\n" * 30
    (found,) = style_findings(b"", open_text(text), only={"N23"})
    assert found.count == 30
    assert all(text[start:end] == "百分点" for start, end in found.others)


def test_tables_and_menus_keep_their_ways() -> None:
    text = "指标\t数量\n企业\t1,234\n平台\t2345\n"
    assert style_findings(b"", open_text(text), only={"numbers"}) == ()


@given(
    st.text(
        alphabet="约近超左右余多一二三、十百千万亿%％.,-～—12年月第（）()[]〔〕号比重提高同占截止\n ",
        max_size=200,
    )
)
def test_any_text_is_checked_and_every_fix_is_a_change(text: str) -> None:
    if not text.strip():
        return
    document = open_text(text)
    for found in style_findings(b"", document):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.fix != text[found.start : found.end] or not found.fix


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["%", "家", "万元"]))
def test_a_mended_range_is_not_told_again(first: int, more: int, unit: str) -> None:
    text = f"每年{first}-{first + more}{unit}。"
    (found,) = style_findings(b"", open_text(text), only={"N05", "N06"})
    mended = text[: found.start] + found.fix + text[found.end :]
    assert style_findings(b"", open_text(mended), only={"N05", "N06"}) == ()


def test_counts_and_dates_are_written_one_way() -> None:
    digits = "新增12家，其中省级3家、市级9家。"
    assert [marked for marked, _ in told(digits + "入库二十三家。", "N27")] == ["二十三家"]
    assert told(digits + "三十余家，第十二名，“二十四家”试点，几十家，近二十五家，十二项行动。", "N27") == []
    assert told("新增十二家，其中省级十三家、市级2家。", "N27") == []
    assert [marked for marked, _ in told("3月5日启动，六月三十日截止。", "N28")] == ["六月三十日"]
    assert told("3月5日启动，农历三月三日开展活动。", "N28") == []
