"""The annotated copy: the same text and formatting, every other part the same to the byte, and what the comments say."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.annotate.docx import annotate_docx
from taizhang.core.reading.annotate.tests.readings import read_docx
from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.documents.tests.builders import docx, paragraph, run, table, text_box
from taizhang.core.reading.relations.relation import Type

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGED = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml"}
WHEN = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
WRONG = (Type.SUM, 0, (1, 2))
THREE = ("89项", "24项", "2项")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def body(data: bytes) -> str:
    return parts(data)["word/document.xml"].decode()


def comments(data: bytes) -> list[str]:
    """What each comment says, its lines joined."""
    root = ElementTree.fromstring(parts(data)["word/comments.xml"])
    return ["\n".join("".join(p.itertext()) for p in each.iter(W + "p")) for each in root.iter(W + "comment")]


def marked(data: bytes, number: int) -> str:
    """The words between the beginning and the end of a comment's range."""
    xml = body(data)
    inside = xml.split(f'<w:commentRangeStart w:id="{number}"/>')[1].split(
        f'<w:commentRangeEnd w:id="{number}"/>'
    )[0]
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", inside + "</w:t>" * inside.count("<w:t")))


def without_marks(xml: str) -> str:
    xml = re.sub(r'<w:r><w:commentReference w:id="\d+"/></w:r>', "", xml)
    return re.sub(r'<w:commentRange(?:Start|End) w:id="\d+"/>', "", xml)


def runs(xml: str) -> list[tuple[str, str]]:
    """Every character of the body with the properties of its run."""
    root = ElementTree.fromstring(xml)
    found = []
    for each in root.iter(W + "r"):
        properties = each.find(W + "rPr")
        dress = "" if properties is None else ElementTree.tostring(properties).decode()
        for child in each:
            if child.tag == W + "t":
                found += [(char, dress) for char in child.text or ""]
            elif child.tag != W + "rPr":
                found.append((child.tag, dress))
    return found


def annotated(data: bytes, words=THREE, *claims) -> bytes:
    return annotate_docx(data, read_docx(data, words, *(claims or (WRONG,))), WHEN)


SIMPLE = docx(paragraph("申报89项，其中工业24项、农业2项。"))


def test_the_comment_says_what_is_wrong_and_who_says_it():
    out = annotated(SIMPLE)
    assert comments(out)[1] == (
        "✕ 加总不符：项目1\n24 + 2 = 26 项，文中写 89 项，相差 63 项\n可能漏写一个分项（63 项），也可能总数误写"
    )
    xml = parts(out)["word/comments.xml"].decode()
    assert 'w:author="数据核查" w:date="2026-07-06T09:30:00Z" w:initials="核"' in xml
    assert marked(out, 1) == "89项"


def test_the_summary_stands_at_the_first_words_and_says_what_was_not_checked():
    data = docx(paragraph("工作总结"), paragraph("申报89项，其中工业24项、农业2项；验收7项。"))
    out = annotated(data, (*THREE, "7项"))
    assert marked(out, 0) == "工作总结"
    assert comments(out)[0] == (
        "全文 4 个数字。重算：相符 0，不符 1，存疑 0。无从核对的数字 1 个。\n"
        "只核文内关系；没有核对的数字不等于对，要与台账或原始资料比。\n无从核对：项目4 7项"
    )


def test_without_a_date_the_comments_bear_none():
    out = annotate_docx(SIMPLE, read_docx(SIMPLE, THREE, WRONG))
    assert b"w:date" not in parts(out)["word/comments.xml"]


def test_every_other_part_keeps_its_bytes_its_order_and_its_date():
    out = annotated(SIMPLE)
    before, after = (zipfile.ZipFile(io.BytesIO(each)).infolist() for each in (SIMPLE, out))
    assert [entry.filename for entry in after] == [*(entry.filename for entry in before), "word/comments.xml"]
    for old, new in zip(before, after, strict=False):
        assert (old.date_time, old.external_attr) == (new.date_time, new.external_attr)
        if old.filename not in CHANGED:
            assert parts(SIMPLE)[old.filename] == parts(out)[old.filename]
            assert (old.compress_type, old.compress_size) == (new.compress_type, new.compress_size)


def test_a_run_is_split_only_where_needed_and_keeps_its_properties():
    dressed = run("申报89项，其中", "<w:b/>") + run("工业24项") + run("、农业2项。", "<w:i/>")
    out = annotated(docx(paragraph(dressed)))
    xml = without_marks(body(out))
    first = run("申报", "<w:b/>") + run("89项", "<w:b/>") + run("，其中", "<w:b/>")
    assert first + run("工业24项") + run("、农业2项。", "<w:i/>") in xml


def test_a_figure_that_fills_its_run_splits_nothing():
    data = docx(paragraph(run("申报"), run("89项"), run("，其中工业24项、农业2项。")))
    assert without_marks(body(annotated(data))) == body(data)


def test_a_figure_over_several_runs_is_marked_whole():
    data = docx(paragraph(run("申报8"), run("9", "<w:b/>"), run("项，其中工业24项、农业2项。")))
    assert marked(annotated(data), 1) == "89项"


def test_a_blank_before_a_figure_is_not_lost():
    data = docx("<w:p><w:r><w:t>申报 89项，其中工业24项、农业2项 。</w:t></w:r></w:p>")
    out = annotated(data)
    assert open_document(out, "x.docx").text == open_document(data, "x.docx").text
    pieces = re.findall(r"<w:t([^>]*)>([^<]*)</w:t>", body(out))
    for attributes, words in pieces:
        assert words == words.strip() or "preserve" in attributes


def test_entities_count_as_one_character():
    data = docx(paragraph("R&D项目89项，其中A&lt;B类24项、农业2项。"))
    assert marked(annotated(data), 1) == "89项"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hyperlink", '<w:hyperlink r:id="r9">{}</w:hyperlink>'),
        ("insertion", '<w:ins w:id="7" w:author="张" w:date="2026-01-01T00:00:00Z">{}</w:ins>'),
        ("control", "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"),
        ("field", '<w:fldSimple w:instr="DOCPROPERTY n">{}</w:fldSimple>'),
    ],
)
def test_marks_stand_where_they_are_allowed(name, content):
    data = docx(paragraph(run("申报"), content.format(run("共89项整")), run("，其中工业24项、农业2项。")))
    out = annotated(data)
    assert marked(out, 1) == "89项"
    assert open_document(out, "x.docx").text == open_document(data, "x.docx").text


def test_deleted_words_do_not_shift_the_mark():
    deleted = '<w:del w:id="3" w:author="张"><w:r><w:delText>88项</w:delText></w:r></w:del>'
    data = docx(paragraph(run("申报"), deleted, run("89项，其中工业24项、农业2项。")))
    assert marked(annotated(data), 1) == "89项"


def test_a_figure_in_a_table():
    data = docx(paragraph("汇总表"), table(["合计", "工业", "农业"], ["89项", "24项", "2项"]))
    out = annotated(data)
    assert marked(out, 1) == "89项"
    assert re.search(r'<w:tc>(?:(?!</w:tc>).)*<w:commentRangeStart w:id="1"/>', body(out))


def test_a_figure_in_a_text_box_marks_the_box():
    data = docx(
        paragraph("工作总结"), paragraph("正文", text_box(paragraph("申报89项，其中工业24项、农业2项。")))
    )
    out = annotated(data)
    xml = body(out)
    assert without_marks(xml) == body(data)
    box = xml.index('<w:commentRangeStart w:id="1"/><w:r><mc:AlternateContent>')
    assert xml.index('<w:commentRangeEnd w:id="1"/>') > xml.index("</mc:AlternateContent></w:r>") > box


def test_a_figure_in_a_footnote_marks_its_reference():
    note = f'<w:footnote w:id="2">{paragraph("申报89项，其中工业24项、农业2项。")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = docx(paragraph("申报情况见注", reference), footnotes=note)
    out = annotated(data)
    assert f'<w:commentRangeStart w:id="1"/>{reference}<w:commentRangeEnd w:id="1"/>' in body(out)
    assert parts(out)["word/footnotes.xml"] == parts(data)["word/footnotes.xml"]


def test_a_note_that_nothing_refers_to_is_told_in_the_summary():
    note = f'<w:footnote w:id="2">{paragraph("申报89项，其中工业24项、农业2项。")}</w:footnote>'
    out = annotated(docx(paragraph("正文"), footnotes=note))
    assert "✕ 加总不符：项目1" in comments(out)[0]
    assert len(comments(out)) == 1


def test_two_findings_at_one_figure_are_two_comments_there():
    data = docx(paragraph("申报89项，其中工业24项、农业2项。"))
    out = annotated(data, THREE, WRONG, (Type.SUM, 0, (1,)))
    assert [marked(out, number) for number in (1, 2)] == ["89项", "89项"]
    assert len(comments(out)) == 3


def test_neighbouring_figures_are_marked_apart():
    data = docx(paragraph("申报89项24项2项。"))
    out = annotated(data, THREE, WRONG, (Type.SUM, 1, (2,)))
    assert [marked(out, number) for number in (1, 2)] == ["89项", "24项"]
    assert runs(body(data)) == [each for each in runs(body(out)) if each[0] != W + "commentReference"]


def test_comments_that_are_there_stay_and_keep_their_numbers():
    once = annotated(SIMPLE)
    twice = annotate_docx(once, read_docx(once, THREE, WRONG), WHEN)
    assert len(comments(twice)) == 4
    assert comments(twice)[:2] == comments(once)
    assert parts(twice)["[Content_Types].xml"] == parts(once)["[Content_Types].xml"]
    assert sorted(re.findall(r'commentRangeStart w:id="(\d+)"', body(twice))) == ["0", "1", "2", "3"]
    assert (
        parts(once)["word/comments.xml"][: -len("</w:comments>")]
        == parts(twice)["word/comments.xml"][: len(parts(once)["word/comments.xml"]) - len("</w:comments>")]
    )


def test_a_document_whose_body_is_named_otherwise():
    data = docx(paragraph("申报89项，其中工业24项、农业2项。"), main="word/document2.xml")
    out = annotated(data)
    assert "word/_rels/document2.xml.rels" in parts(out)
    assert open_document(out, "x.docx").text == open_document(data, "x.docx").text


def test_a_stretch_before_the_archive_and_data_descriptors_come_along():
    buffer = io.BytesIO()

    class Unseekable(io.RawIOBase):
        def writable(self):
            return True

        def write(self, data):
            return buffer.write(bytes(data))

    with zipfile.ZipFile(Unseekable(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(SIMPLE).items():
            archive.writestr(name, content)
    out = annotated(buffer.getvalue())
    assert parts(out)["word/document.xml"] == parts(annotated(SIMPLE))["word/document.xml"]


WORDS = st.text("科技 项目&<>　ａb9，。\t", max_size=6)


@given(
    st.lists(st.tuples(WORDS, st.sampled_from(["", "<w:b/>", "<w:i/>"])), min_size=1, max_size=8), st.data()
)
def test_the_text_and_the_dress_of_every_character_stay(pieces, data):
    at = data.draw(st.integers(0, len(pieces)))
    cut = data.draw(st.integers(0, 3))
    figure = [("89项"[:cut], "<w:b/>"), ("89项"[cut:], "")]
    words = [*pieces[:at], *figure, *pieces[at:], ("共24项和2项", "")]
    original = docx(paragraph("总结"), paragraph(*(run(*each) for each in words)))
    out = annotate_docx(original, read_docx(original, THREE, WRONG), WHEN)
    assert open_document(out, "x.docx").text == open_document(original, "x.docx").text
    assert runs(body(original)) == [each for each in runs(body(out)) if each[0] != W + "commentReference"]
    assert "89项" in marked(out, 1)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_finds_the_comments(tmp_path):
    (tmp_path / "in.docx").write_bytes(annotated(SIMPLE))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "in.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with zipfile.ZipFile(tmp_path / "in.odt") as archive:
        content = archive.read("content.xml").decode()
    assert content.count("<office:annotation ") == 2
    assert "加总不符" in content and "数据核查" in content
