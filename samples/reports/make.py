"""Make the sample report again, the same to the byte: .venv/bin/python samples/reports/make.py

A half-year report of an invented district. Every figure is made up; four of them are wrong on purpose (see README.md).
"""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
NAME = "澜江区科技局上半年工作总结.docx"
DATE = (2026, 7, 6, 9, 0, 0)

TITLE = "澜江区科学技术局2026年上半年工作总结"
# "#" a heading of the first level, "##" of the second, "|" the table, everything else a paragraph.
BODY = """\
今年以来，区科学技术局紧紧围绕区委、区政府中心工作，以培育科技企业、转化科技成果、建设创新平台为重点，各项工作有序推进。现将上半年工作情况总结如下。
# 一、上半年主要工作
## （一）科技企业培育提质扩面
上半年组织申报高新技术企业96家，比去年同期增加14家，增长17.1%。截至6月底，全区有效期内高新技术企业达到412家，其中电子信息类126家、先进制造类148家、新材料类73家、生物医药类41家、其他类24家。国家科技型中小企业入库538家，比上年同期的476家增加62家，增长11.5%。各镇街高新技术企业情况见表1。
表1　各镇街高新技术企业情况
|
## （二）科技项目申报有力有序
上半年共组织申报市级以上科技项目124项，获批立项57项，立项率46.0%。立项项目中，国家级4项、省级19项、市级35项。争取上级科技资金2860万元，其中国家级620万元、省级1240万元、市级1000万元。组织验收到期项目33项，通过验收31项。
## （三）技术交易持续活跃
上半年共登记技术合同336项，其中技术开发合同182项、技术服务合同121项、技术转让合同21项、技术咨询合同12项。技术合同成交额8.64亿元，同比增长20.0%（上年同期为7.2亿元）；其中技术开发合同成交额5.27亿元，占成交总额的61.0%。举办科技成果对接活动9场，发布技术需求118条，促成签约26项。
## （四）创新平台加快建设
全区现有市级以上创新平台168个，其中国家级5个、省级47个、市级116个。上半年新增省级工程技术研究中心6家。建成科技企业孵化器和众创空间15家，孵化面积28.6万平方米，已使用22.3万平方米，使用率78.0%；在孵企业327家，上半年毕业29家。
## （五）知识产权量质齐升
上半年全区专利授权1286件，同比增长12.8%，其中发明专利342件、实用新型专利781件、外观设计专利163件，发明专利占授权总量的26.6%。开展知识产权培训7场，参训550余人次。
## （六）科技经费执行总体平稳
年初区本级科技预算安排3600万元，截至6月底支出2124万元，支出进度59.0%，结余1576万元。兑现技术转移补助480万元，惠及企业63家；发放科技创新券215万元，支持企业88家。
# 二、存在的主要问题
一是研发活动覆盖面不广。全区规模以上工业企业286家，有研发活动的163家，占57.0%。二是企业规模偏小。全区412家高新技术企业中，年营业收入亿元以上的仅52家。三是成果就地转化率不高，上半年签约的26项成果中，在本区落地的11项。
# 三、下半年工作打算
一是抓企业培育，力争全年有效期内高新技术企业达到430家，国家科技型中小企业入库600家。二是抓成果转化，力争全年技术合同成交额突破18亿元，组织对接活动20场以上。三是抓经费执行，确保全年支出进度达到95%以上。四是抓平台建设，力争新增市级以上创新平台12个。
"""
TABLE = [
    ("镇街", "高新技术企业（家）", "其中：本年新增（家）", "研发投入（万元）"),
    ("城东街道", "118", "9", "45260"),
    ("城西街道", "96", "7", "38140"),
    ("江口镇", "84", "6", "29730"),
    ("石塘镇", "67", "5", "18650"),
    ("云岭镇", "47", "4", "12420"),
    ("合计", "412", "31", "142400"),
]
COLUMNS = (2200, 2200, 2200, 2244)

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"


def _fonts(font: str, size: int) -> str:
    return (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _style(name: str, words: str, paragraph: str, font: str, size: int, based: bool = True) -> str:
    on = '<w:basedOn w:val="a"/>' if based else ""
    default = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{words}"/>{on}'
        f"<w:pPr>{paragraph}</w:pPr>{_fonts(font, size)}</w:style>"
    )


STYLES = (
    f"{HEAD}<w:styles {SPACE}>"
    + _style(
        "a", "Normal", '<w:spacing w:line="560" w:lineRule="exact"/><w:jc w:val="both"/>', FANG, 32, False
    )
    + _style(
        "t",
        "Title",
        '<w:spacing w:line="600" w:lineRule="exact" w:after="560"/><w:jc w:val="center"/>',
        SONG,
        44,
    )
    + _style(
        "1",
        "heading 1",
        '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/>',
        HEI,
        32,
    )
    + _style(
        "2",
        "heading 2",
        '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="1"/>',
        KAI,
        32,
    )
    + _style("b", "Body Text", '<w:ind w:firstLineChars="200" w:firstLine="640"/>', FANG, 32)
    + _style("c", "caption", '<w:jc w:val="center"/>', HEI, 28)
    + _style(
        "d", "Table Text", '<w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="center"/>', FANG, 24
    )
    + "</w:styles>"
)


def _paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'


def _table() -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in COLUMNS)
    rows = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{_paragraph("d", words)}</w:tc>'
            for words, width in zip(row, COLUMNS, strict=True)
        )
        + "</w:tr>"
        for row in TABLE
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(COLUMNS)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _body() -> str:
    out = [_paragraph("t", TITLE)]
    for line in BODY.splitlines():
        mark, _, words = line.partition(" ")
        if line == "|":
            out.append(_table())
        elif mark in ("#", "##"):
            out.append(_paragraph(str(len(mark)), words))
        else:
            out.append(_paragraph("c" if line.startswith("表1") else "b", line))
    out.append(
        '<w:p><w:pPr><w:pStyle w:val="a"/><w:jc w:val="right"/></w:pPr><w:r><w:t>澜江区科学技术局</w:t></w:r></w:p>'
    )
    out.append(
        '<w:p><w:pPr><w:pStyle w:val="a"/><w:jc w:val="right"/></w:pPr><w:r><w:t>2026年7月6日</w:t></w:r></w:p>'
    )
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
        ' w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    return f"{HEAD}<w:document {SPACE}><w:body>{''.join(out)}{page}</w:body></w:document>"


def _relations(*targets: tuple[str, str]) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}{name}" Target="{target}"/>'
        for n, (name, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def _types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/></Types>'
    )


def report() -> bytes:
    """The .docx."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (
            ("[Content_Types].xml", _types()),
            ("_rels/.rels", _relations(("officeDocument", "word/document.xml"))),
            ("word/document.xml", _body()),
            ("word/_rels/document.xml.rels", _relations(("styles", "styles.xml"))),
            ("word/styles.xml", STYLES),
        ):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


if __name__ == "__main__":
    (HERE / NAME).write_bytes(report())
