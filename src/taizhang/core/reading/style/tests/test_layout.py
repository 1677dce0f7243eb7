"""Layout of a docx: values resolved through styles, defaults and theme, held against GB/T 9704."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.documents.tests.builders import docx, paragraph, run, table
from taizhang.core.reading.style.check import style_findings
from taizhang.core.reading.style.layout.names import is_font
from taizhang.core.reading.style.rule import StyleFinding

TEXT = "今年以来，全区科技工作紧紧围绕中心任务有序推进，各项指标保持平稳增长，企业创新能力持续提升，平台建设取得新进展。"
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:gutter="0"/></w:sectPr>'
)


def fonts(name: str, half_points: int) -> str:
    return f'<w:rFonts w:eastAsia="{name}"/><w:sz w:val="{half_points}"/>'


def style(
    name: str, paragraph_properties: str = "", run_properties: str = "", based: str = "", default: str = ""
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" {default} w:styleId="{name}"><w:name w:val="{name}"/>{on}'
        f"<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


STYLES = (
    style(
        "n", '<w:spacing w:line="560" w:lineRule="exact"/>', fonts("仿宋_GB2312", 32), default='w:default="1"'
    )
    + style("b", '<w:ind w:firstLine="640" w:firstLineChars="200"/>', based="n")
    + style("t", '<w:jc w:val="center"/>', fonts("方正小标宋简体", 44), based="n")
    + style("1", '<w:ind w:firstLineChars="200"/>', fonts("黑体", 32), based="n")
    + style("2", '<w:ind w:firstLineChars="200"/>', fonts("楷体_GB2312", 32), based="n")
)


def use(name: str, more: str = "") -> str:
    return f'<w:pStyle w:val="{name}"/>{more}'


GOOD = (
    paragraph("某区科学技术局2026年工作总结", properties=use("t")),
    paragraph("一、工作情况", properties=use("1")),
    paragraph("（一）企业培育", properties=use("2")),
    paragraph(TEXT, properties=use("b")),
    paragraph(TEXT, properties=use("b")),
)


def layout(*body: str, page: str = PAGE, styles: str = STYLES, **parts: str) -> list[StyleFinding]:
    data = docx(*body, page, styles=styles, **parts)
    return list(style_findings(data, open_document(data, "稿.docx"), only={"layout"}))


def codes(findings: list[StyleFinding]) -> list[tuple[str, str]]:
    return [(each.rule.code, each.measured) for each in findings]


def test_a_paper_that_keeps_the_standard_has_no_findings() -> None:
    assert codes(layout(*GOOD)) == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (PAGE.replace("11906", "12240").replace("16838", "15840"),
         [("L01", "215.9 mm×279.4 mm"), ("L04", "161.9 mm×207.4 mm")]),
        (PAGE.replace("2098", "1440"), [("L02", "25.4 mm"), ("L04", "156 mm×236.6 mm")]),
        (PAGE.replace('w:left="1588"', 'w:left="1800"'), [("L03", "31.8 mm"), ("L04", "152.3 mm×225 mm")]),
        (PAGE.replace('w:left="1588"', 'w:left="1021"').replace('gutter="0"', 'gutter="567"'), []),
        (PAGE.replace("</w:sectPr>", '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/></w:sectPr>'), []),
        (PAGE.replace("</w:sectPr>", '<w:docGrid w:type="linesAndChars" w:linePitch="640" w:charSpace="0"/></w:sectPr>'),
         [("L16", "19 行×27 字")]),
    ],
)  # fmt: skip
def test_the_page_is_measured_in_millimetres(page: str, expected: list[tuple[str, str]]) -> None:
    assert codes(layout(*GOOD, page=page)) == expected


def test_faults_alike_are_told_once() -> None:
    properties = use("b", '<w:spacing w:line="360" w:lineRule="auto"/>')
    found = layout(*GOOD, *[paragraph(TEXT, properties=properties) for _ in range(12)])
    (spacing,) = found
    assert (spacing.rule.code, spacing.measured, spacing.count, len(spacing.others)) == (
        "L07",
        "1.5 倍",
        12,
        11,
    )
    assert spacing.message == "12 段正文行距为 1.5 倍，应为固定值 28～29 磅"


def test_a_fault_of_the_whole_text_says_so() -> None:
    styles = STYLES.replace('w:line="560"', 'w:line="600"')
    (found,) = layout(*GOOD, styles=styles)
    assert found.message == "全文 2 段正文行距为固定值 30 磅，应为固定值 28～29 磅"


def test_single_spacing_on_a_grid_of_22_lines_is_right() -> None:
    page = PAGE.replace("</w:sectPr>", '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>')
    styles = STYLES.replace('<w:spacing w:line="560" w:lineRule="exact"/>', "")
    assert codes(layout(*GOOD, page=page, styles=styles)) == []
    assert codes(layout(*GOOD, styles=styles)) == [("L07", "单倍")]


def test_values_come_from_styles_defaults_and_theme() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("n", "", "", default='w:default="1"')
        + style("b", '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200"/>', based="n")
    )
    found = layout(paragraph(TEXT, properties=use("b")), styles=styles)
    assert codes(found) == [("L05", "宋体"), ("L06", "小四（12 磅）")]
    right = run(TEXT, fonts("FangSong", 32))
    assert codes(layout(paragraph(right, properties=use("b")), styles=styles)) == []


def test_theme_fonts_are_followed() -> None:
    styles = STYLES.replace('w:eastAsia="仿宋_GB2312"', 'w:eastAsiaTheme="minorEastAsia"')
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    data = _with_theme(docx(*GOOD, PAGE, styles=styles), theme)
    found = style_findings(data, open_document(data, "稿.docx"), only={"L05"})
    assert [each.measured for each in found] == ["等线"]


def _with_theme(data: bytes, theme: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
                link = f'<Relationship Id="t1" Type="{kind}" Target="theme/theme1.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", link.encode())
            new.writestr(name, content)
        new.writestr("word/theme/theme1.xml", theme)
    return out.getvalue()


@pytest.mark.parametrize(
    ("indent", "text", "expected"),
    [
        ('<w:ind w:firstLine="640"/>', TEXT, []),
        ('<w:ind w:firstLineChars="200"/>', TEXT, []),
        ("", "　　" + TEXT, []),  # two full-width spaces stand in as far
        ("", TEXT, ["0 字"]),
        ('<w:ind w:firstLine="420"/>', TEXT, ["1.3 字"]),
        ('<w:ind w:firstLineChars="200"/>', "　　" + TEXT, ["4 字"]),
        ('<w:ind w:left="640" w:hanging="640"/>', TEXT, []),  # a list
    ],
)
def test_the_first_line_stands_in_two_characters(indent: str, text: str, expected: list[str]) -> None:
    found = layout(paragraph(text, properties=use("n", indent)))
    assert [each.measured for each in found if each.rule.code == "L08"] == expected


def test_title_and_headings_have_type_of_their_own() -> None:
    styles = (
        STYLES.replace("方正小标宋简体", "宋体")
        .replace('<w:jc w:val="center"/>', "")
        .replace("楷体_GB2312", "黑体")
    )
    assert codes(layout(*GOOD, styles=styles)) == [("L10", "宋体"), ("L12", "左对齐"), ("L13", "黑体")]


def test_runs_of_another_type_are_a_hint_but_lead_ins_may_stand_out() -> None:
    lead = run("一是培育企业。", fonts("黑体", 32))
    assert codes(layout(paragraph(lead, TEXT, properties=use("b")))) == []
    pasted = run("这一句是从网页上粘贴来的。", fonts("微软雅黑", 24))
    assert codes(layout(paragraph(TEXT, pasted, properties=use("b")))) == [("L15", "微软雅黑 小四（12 磅）")]


def test_tables_captions_and_signatures_are_not_body_text() -> None:
    body = (
        *GOOD,
        paragraph("表1　各镇街高新技术企业数量和研发投入情况一览表"),
        table(["镇街", "数量"], ["城东街道", "118"]),
        paragraph("某区科学技术局", properties='<w:jc w:val="right"/>'),
        paragraph("2026年7月6日", properties='<w:jc w:val="right"/>'),
    )
    assert codes(layout(*body)) == []


def page_number(properties: str, before: str = "", after: str = "", face: str = fonts("宋体", 28)) -> str:
    field = "".join(
        f'<w:r><w:rPr>{face}</w:rPr>{inner}</w:r>'
        for inner in ('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> PAGE </w:instrText>",
                      '<w:fldChar w:fldCharType="separate"/>', "<w:t>7</w:t>", '<w:fldChar w:fldCharType="end"/>')
    )  # fmt: skip
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(before) if before else ''}{field}{run(after) if after else ''}</w:p>"


@pytest.mark.parametrize(
    ("footer", "expected"),
    [
        (page_number('<w:framePr w:xAlign="outside"/>', "— ", " —"), None),
        (page_number('<w:jc w:val="center"/>', "— ", " —"), [("L20", "居中")]),
        (page_number('<w:jc w:val="right"/>', "— ", " —"), [("L20", "单双页都居右")]),
        (page_number('<w:jc w:val="center"/>', "第", "页", fonts("宋体", 18)),
         [("L18", "小五（9 磅）"), ("L19", "第1页"), ("L20", "居中")]),
    ],
)  # fmt: skip
def test_the_page_number_has_its_form_and_side(footer: str, expected: list[tuple[str, str]] | None) -> None:
    assert codes(layout(*GOOD, footer=footer)) == (expected or [])


def test_a_long_paper_without_page_numbers_is_told() -> None:
    long = [paragraph(TEXT, properties=use("b")) for _ in range(40)]
    assert codes(layout(*GOOD, *long)) == [("L17", "没有页码")]


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("2026年07月06日", "2026年7月6日"),
        ("二〇二六年七月六日", "2026年7月6日"),
        ("二零二六年十二月三十一日", "2026年12月31日"),
        ("2026.7.6", "2026年7月6日"),
        ("附件:1.名单", "附件：1.名单"),
        ("附件：1、推荐名单。", "附件：1.推荐名单"),
    ],
)
def test_date_and_annex_are_written_as_laid_down(line: str, fix: str) -> None:
    data = docx(*GOOD, paragraph(line), PAGE, styles=STYLES)
    found = style_findings(data, open_document(data, "稿.docx"), only={"L21", "L22"})
    assert [each.fix for each in found] == [fix]


@pytest.mark.parametrize(
    "line", ["2026年7月6日", "附件：1.名单", "附件1", "附件：推荐名单", "2026年工作总结"]
)
def test_dates_and_annexes_in_order_are_left_alone(line: str) -> None:
    data = docx(*GOOD, paragraph(line), PAGE, styles=STYLES)
    assert style_findings(data, open_document(data, "稿.docx"), only={"L21", "L22"}) == ()


ODD = st.sampled_from(["", "0", "-1", "nan", "1e400", "abc", "99999999999", "240", "三"])


@settings(max_examples=60, deadline=None)
@given(ODD, ODD, ODD, ODD, ODD)
def test_odd_values_never_raise(line: str, indent: str, size: str, page: str, grid: str) -> None:
    properties = (
        f'<w:pStyle w:val="loop"/><w:spacing w:line="{line}" w:lineRule="{indent}"/>'
        f'<w:ind w:firstLine="{indent}" w:firstLineChars="{size}"/>'
    )
    styles = style("loop", "", f'<w:sz w:val="{size}"/>', based="pool") + style("pool", based="loop")
    section = (
        f'<w:sectPr><w:pgSz w:w="{page}" w:h="{line}"/><w:pgMar w:top="{grid}" w:left="{page}"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{grid}" w:charSpace="{size}"/></w:sectPr>'
    )
    body = paragraph(run(TEXT, f'<w:sz w:val="{size}"/>'), properties=properties)
    for found in layout(body, page=section, styles=styles, footer=page_number(properties)):
        assert found.message


def test_bytes_that_are_no_docx_have_no_layout() -> None:
    data = docx(*GOOD, PAGE, styles=STYLES)
    document = open_document(data, "稿.docx")
    assert style_findings(b"", document, only={"L02"}) == ()
    assert style_findings(data[:400], document, only={"L02"}) == ()


@pytest.mark.parametrize(
    ("kind", "names", "others"),
    [
        ("imitation_song", ["仿宋_GB2312", "方正仿宋_GBK", "FangSong", "STFangsong", "CESI仿宋-GB2312"], ["宋体", "SimSun", "等线", ""]),
        ("black", ["黑体", "SimHei", "方正黑体_GBK", "FZHei-B01"], ["微软雅黑", "仿宋"]),
        ("regular_script", ["楷体_GB2312", "KaiTi", "华文楷体"], ["宋体"]),
        ("small_title_song", ["方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05"], ["宋体", "黑体"]),
    ],
)  # fmt: skip
def test_fonts_are_known_by_any_of_their_names(kind: str, names: list[str], others: list[str]) -> None:
    assert [name for name in names if not is_font(name, kind)] == []
    assert [name for name in others if is_font(name, kind)] == []
