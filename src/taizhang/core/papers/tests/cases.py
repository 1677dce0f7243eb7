"""A paper as a bureau writes it, strategies for others, and edits as a person makes them."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from hypothesis import strategies as st

from taizhang.core.papers.paper import Block, Figure, Heading, Paper, Paragraph, Picture, Run, Table
from taizhang.core.papers.runs import merged

DOCUMENT = "word/document.xml"


def png(width: int = 4, height: int = 3, shade: int = 200) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def figure(id: str, text: str, title: str = "") -> Figure:
    return Figure(id, text, f"http://ledger.local/reports/7/?f={id}", title)


HIGH_TECH = figure("k12", "152", "有效期内高新技术企业数")
NEW = figure("k13", "15", "净增高新技术企业数")
MONEY = figure("m1", "1,260.00", "研发奖补资金")
RANK = figure("r1", "二", "增速位次")
PAPER = Paper(
    "关于2022年上半年工作总结\n和下半年工作计划的报告",
    (
        Paragraph(("截至6月底，全市高新技术企业", HIGH_TECH, "家，较年初净增", NEW, "家。"), "p1"),
        Heading(1, ("一、上半年工作",), "h1"),
        Heading(2, ("（一）主体培育",), "h2"),
        Paragraph(("兑付奖补资金", MONEY, "万元，位居全区第", RANK, "。"), "p2"),
        Heading(3, ("1.梯度培育",), "h3"),
        Heading(4, ("（1）专题培训",), "h4"),
        Paragraph(("“小升高”培训\t9场。",), "p3"),
        Table(("类别", "数量"), (("国家级", HIGH_TECH), ("省级", ("共", NEW, "家"))), "表1　平台"),
        Picture(png(), 120.0, "图1　走势", "柱状图"),
    ),
    "市人民政府：", "市科学技术局", "2022年7月15日", "校验码 3f9a",
)  # fmt: skip


def edited(data: bytes, *changes: tuple[str, str] | Callable[[str], str], part: str = DOCUMENT) -> bytes:
    """The docx with its body changed; every (old, new) must be there once."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                text = content.decode()
                for change in changes:
                    if isinstance(change, tuple):
                        assert text.count(change[0]) == 1, change
                        text = text.replace(*change)
                    else:
                        text = change(text)
                content = text.encode()
            after.writestr(name, content)
    return out.getvalue()


def control(xml: str, tag: str) -> str:
    """The w:sdt with this tag, as it stands."""
    return next(found for found in re.findall("<w:sdt>.*?</w:sdt>", xml) if f'"tz:f:{tag}"' in found)


def content(control: str) -> str:
    """The inside of a w:sdt."""
    return control.partition("<w:sdtContent>")[2].removesuffix("</w:sdtContent></w:sdt>")


def paragraph(xml: str, words: str) -> str:
    """The w:p that shows these words."""
    return next(found for found in re.findall("<w:p>.*?</w:p>", xml) if words in found)


_letters = st.characters(
    exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn"], exclude_characters="\ufffe\uffff"
)
# Beginning with a letter that begins no number: without an id, 一、 would make the paragraph a heading.
_words = st.builds(
    lambda begin, middle, end: begin + middle + end,
    st.sampled_from('甲乙今<&"“'),
    st.text(st.one_of(_letters, st.sampled_from(" \t\n　，。12345十")), max_size=12),
    st.sampled_from("丙。家'>”"),
)
_id = st.from_regex(r"[a-zA-Z0-9-]{1,8}", fullmatch=True)
_numbers = st.one_of(
    st.integers(0, 10**6).map(lambda number: f"{number:,}"),
    st.decimals(-1000, 1000, places=1).map(str),
    st.sampled_from(["二", "十二", "—", "××", "3.5%", "-0.4", "2022年6月30日", "3～5", "持平"]),
)
_links = st.sampled_from(["", "http://ledger.local/r/7/?f=1&p=2", "https://l/r#x"])
_figures = st.builds(
    lambda id, text, link: Figure(id, text, link, f'指标<{id}&"' * (len(id) % 2)), _id, _numbers, _links
)
_runs = st.lists(st.one_of(_words, _figures), min_size=1, max_size=4).map(lambda runs: tuple(merged(runs)))
_cells: st.SearchStrategy[Run | tuple[Run, ...]] = st.one_of(
    st.just(""), _words, _figures, st.tuples(_words, _figures)
)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.tuples(*[_cells] * width)
    head = draw(st.one_of(st.just(()), st.tuples(*[_words] * width)))
    rows = tuple(draw(st.lists(row, min_size=0 if head else 1, max_size=3)))
    return Table(head, rows, draw(st.one_of(st.just(""), _words)))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """Any paper: every kind of block, ids with odd signs, the same figure in several places."""
    ids = iter(draw(st.lists(_id, min_size=8, max_size=8, unique=True)))
    named = st.booleans().map(lambda wanted: next(ids, "") if wanted else "")
    blocks: list[Block] = draw(
        st.lists(
            st.one_of(
                st.builds(Paragraph, _runs, named),
                st.builds(Heading, st.integers(1, 4), _runs, named),
                st.builds(
                    Picture,
                    st.just(png()),
                    st.integers(10, 156).map(float),
                    _words,
                    st.sampled_from(["", "柱状图"]),
                ),
                _tables(),
            ),
            max_size=8,
        )
    )
    matter = st.one_of(st.just(""), _words)
    return Paper(draw(_words), tuple(blocks), *(draw(matter) for _ in range(4)))
