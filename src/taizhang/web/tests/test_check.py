"""稿件数字核查: what a stranger hands in is read, shown, given back marked, and not kept."""

import base64
import html
import io
import json
import logging
import os
import re
import sys
import tempfile
import zipfile
from html.parser import HTMLParser

import openpyxl
import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD

from taizhang.core.reading.documents.opening import open_document, open_text
from taizhang.core.reading.documents.tests.builders import cell, docx, paragraph, table
from taizhang.core.reading.documents.tests.pdf_builder import PICTURE, column, pdf
from taizhang.core.reading.reading import read
from taizhang.office import office
from taizhang.web.public import check_work
from taizhang.web.public.check_form import LIMIT_MB, MB
from taizhang.web.public.check_page import page_of
from taizhang.web.public.check_rules import RULES

CHECK, TAKE = "/check/", "/check/take/"
RIGHT = "登记技术合同336项，其中开发182项、服务121项、转让21项、咨询12项。"
WRONG = "登记技术合同336项，其中开发182项、服务121项、转让21项、咨询22项。"
LONE = "组织培训7场。"
TERMS = re.compile(r'class="st st-[a-z]+[^"]*"[^>]*>([^<]+)</a></span>')
EMPTY = 'class="find"'


def report(*lines: str) -> bytes:
    return docx(*(paragraph(line) for line in lines))


def upload(client, data: bytes, name: str = "总结.docx", **more):
    return client.post(CHECK, {"file": SimpleUploadedFile(name, data), **more})


def paste(client, text: str):
    return client.post(CHECK, {"text": text})


def equation(answer) -> tuple[int, list[str]]:
    """The total of the head, and its terms."""
    page = answer.content.decode()
    total = re.search(r'<b class="strong">([\d,]+)</b> 个数字', page)
    assert total, page
    return int(total[1].replace(",", "")), TERMS.findall(page)


def error(answer) -> str:
    return re.search(r"data-error[^>]*><p>(.*?)</p>", answer.content.decode())[1]


class Outside(HTMLParser):
    """Whether the page is whole, and what its links and ids are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts = 0
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.scripts += tag == "script"
        if "id" in found:
            self.ids.append(found["id"])
        if (found.get("href") or "").startswith("#"):
            self.links.append(found["href"][1:])


# ---------------------------------------------------------------- what is found


def test_a_pasted_text_is_marked_and_its_sum_recomputed(client, db):
    answer = paste(client, f"{WRONG}{LONE}")
    page = answer.content.decode()
    assert equation(answer) == (6, ["相符 0", "不符 5（1 处）", "无从核对 1"])
    assert "加总不符" in page and "182 + 121 + 21 + 22 = 346" in page
    assert page.count("mk-bad") == 1 and page.count('class="mk mk-part"') == 4
    assert "下载 JSON" in page and "下载带批注的 Word" not in page


def test_the_terms_of_the_equation_add_up(client, db):
    text = f"一、合同\n{WRONG}{LONE}\n二、企业\n全区高新技术企业412家，其中电子信息类103家，占25.0%。专利授权1286件，同比增长12.8%。"
    total, terms = equation(paste(client, text))
    assert total == sum(int(re.search(r"\d+", term)[0]) for term in terms) > 9


def test_a_clean_text_says_so_and_that_unchecked_is_not_right(client, db):
    page = paste(client, RIGHT).content.decode()
    assert "没有发现对不上的" in page and "不等于对" in page and "mk-bad" not in page


def test_where_nothing_could_be_compared_nothing_is_called_right(client, db):
    page = paste(client, LONE).content.decode()
    assert "文中没有能互相核对的数字" in page and "没有发现对不上的" not in page


def test_the_example_beside_the_way_in_is_what_the_reader_says(client, db):
    page = client.get(CHECK).content.decode()
    shown = re.search(r'<p class="example-text">(.*?)</p>', page)
    assert shown
    reading = read(open_text(re.sub("<[^>]+>", "", shown[1]), "例"))
    (wrong,) = reading.wrong
    assert wrong.stated_figure.text == re.search(r'mk-bad">([^<]+)', shown[1])[1]
    assert [part.text for part in wrong.parts] == re.findall(r'mk-part">([^<]+)', shown[1])
    assert [figure.text for figure in reading.unchecked] == re.findall(r'mk-ask">([^<]+)', shown[1])


def test_the_address_of_a_download_leads_back_to_the_form(client, db):
    answer = client.get(TAKE)
    assert (answer.status_code, answer["Location"]) == (302, CHECK)


def test_a_text_without_figures_says_so(client, db):
    page = paste(client, "各项工作有序推进，取得了良好成效。").content.decode()
    assert "没有找到数字" in page and "个数字 =" not in page


def test_every_link_inside_the_page_has_its_target_and_no_id_stands_twice(client, db):
    page = Outside(
        paste(client, f"一、合同\n{WRONG}{LONE}\n{RIGHT}专利授权1286件，同比增长12.8%。").content.decode()
    )
    assert set(page.links) - {"finds", "main"} and set(page.links) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_what_was_handed_in_is_shown_as_text_never_as_markup(client, db):
    evil = "<script>alert(1)</script>项目12项<img src=x onerror=alert(2)>，“&lt;b&gt;”。"
    page = paste(client, evil).content.decode()
    assert "&lt;script&gt;alert(1)" in page and "onerror=alert(2)&gt;" in page
    assert Outside(page).scripts == 1 and "<img" not in page


def test_a_table_is_drawn_as_a_table_with_its_merged_cells(client, db):
    rows = [["镇街", "企业（家）"], ["城东", "118"], ["城西", "96"], ["合计", "215"]]
    page = upload(client, docx(table(*[["".join(cell) for cell in row] for row in rows]))).content.decode()
    assert page.count("<tr>") == 4 and page.count("<td") == 8
    assert "118 + 96 = 214" in page


def test_headings_title_and_notes_keep_their_look(client, db):
    page = paste(client, f"清源区上半年科技工作总结\n一、合同登记\n{RIGHT}").content.decode()
    assert '<h1 class="doc">清源区上半年科技工作总结</h1>' in page
    assert "<h2>一、合同登记</h2>" in page


def test_style_stands_apart_from_the_figures(client, db):
    answer = paste(client, RIGHT.replace("336", "３３６"))
    page = answer.content.decode()
    assert 'data-group="style" data-apart' in page and "全角数字" in page
    assert equation(answer) == (5, ["相符 5", "不符 0", "无从核对 0"])


# ---------------------------------------------------------------- every format


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (["镇街", "企业（家）"], ["城东", 118], ["城西", 96], ["合计", 215]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


PAGE = f"<html><head><title>x</title></head><body><h1>总结</h1><p>{WRONG}</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("总结.docx", report(WRONG)),
        (
            "总结.pdf",
            pdf([column(["登记技术合同336项，其中开发182项、服务121项、", "转让21项、咨询22项。"])]),
        ),
        ("总结.html", PAGE.encode()),
        ("总结.txt", WRONG.encode()),
        ("总结.txt", WRONG.encode("gbk")),
        ("总结.txt", WRONG.encode("utf-16")),
        ("表.xlsx", workbook()),
    ],
    ids=["docx", "pdf", "html", "utf-8", "gbk", "utf-16", "xlsx"],
)
def test_every_format_is_read_and_its_error_found(client, db, name, data):
    answer = upload(client, data, name)
    page = answer.content.decode()
    assert page.count("mk-bad") == 1, page
    assert name in page
    assert ("下载带批注的 Word" in page) is name.endswith(".docx")


def test_an_old_doc_is_read_where_libreoffice_is(client, db):
    if office() is None:
        pytest.skip("no LibreOffice here")
    rtf = "{\\rtf1\\ansi " + "".join(f"\\u{ord(c)}?" for c in WRONG) + "}"
    assert "mk-bad" in upload(client, rtf.encode(), "总结.doc").content.decode()


def test_pages_and_what_could_not_be_read_are_told(client, db):
    scanned = pdf([column([WRONG]), PICTURE])
    told = open_document(scanned, "总结.pdf").remarks
    assert told and told[0] in upload(client, scanned, "总结.pdf").content.decode()


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("总结.docx", b"", "空的"),
        ("总结.docx", b"PK\x03\x04" + b"\0" * 200, "损坏"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(300), "图片"),
        ("扫描.pdf", pdf([PICTURE]), "请"),
        ("总结.txt", bytes(range(256)) * 20, "请"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_the_pasted_text_stays(client, db, name, data, words):
    answer = upload(client, data, name, text="粘贴过的<文字>")
    assert answer.status_code == 200
    assert words in error(answer) and error(answer).endswith("。")
    assert "粘贴过的&lt;文字&gt;</textarea>" in answer.content.decode()


def test_an_encrypted_file_is_told_apart(client, db):
    from msoffcrypto.format.ooxml import OOXMLFile

    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(report(WRONG))).encrypt("secret", buffer)
    assert "密码" in error(upload(client, buffer.getvalue()))


@pytest.mark.parametrize("text", ["", "  \n\t　"])
def test_nothing_handed_in_is_asked_for(client, db, text):
    assert error(paste(client, text)) == "请先选一个文件，或把正文粘贴到框里。"


@pytest.mark.parametrize("size", [LIMIT_MB * MB + 1, LIMIT_MB * MB + 2 * MB])
def test_too_large_a_file_is_refused_with_the_limit_before_it_is_read(client, db, size):
    answer = upload(client, b"0" * size)
    assert f"超过了 {LIMIT_MB} MB 的上限" in error(answer)


def test_a_file_within_the_limit_is_read_even_with_pictures(client, db):
    data = with_picture(report(WRONG), LIMIT_MB * MB - 64 * 1024)
    assert "mk-bad" in upload(client, data).content.decode()


def with_picture(document: bytes, size: int) -> bytes:
    buffer = io.BytesIO(document)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/image1.bin", os.urandom(size - len(document) - 512))
    return buffer.getvalue()


def test_too_long_a_text_is_refused_with_the_limit(client, db):
    assert "50 万字" in error(paste(client, "各项工作有序推进。" * 60_000))


def test_when_too_many_are_being_read_one_sentence_says_so(client, db, monkeypatch):
    monkeypatch.setattr(check_work, "PATIENCE", 0)
    taken = [check_work._turns.acquire(blocking=False) for _ in range(check_work.AT_ONCE)]
    try:
        answer = paste(client, WRONG)
    finally:
        for _ in filter(None, taken):
            check_work._turns.release()
    assert all(taken) and answer.status_code == 503 and answer["Retry-After"]
    assert error(answer) == check_work.BUSY and WRONG in answer.content.decode()


def test_a_reader_that_does_not_end_is_ended(client, db, monkeypatch):
    monkeypatch.setattr(check_work, "COMMAND", [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(check_work, "SECONDS", 0.3)
    assert error(paste(client, WRONG)) == check_work.SLOW


@pytest.mark.parametrize("last", ["raise SystemExit(3)", "print('no json')"])
def test_a_reader_that_breaks_is_told_without_a_word_of_the_text(client, db, monkeypatch, caplog, last):
    monkeypatch.setattr(
        check_work, "COMMAND", [sys.executable, "-c", f"import sys; sys.stdin.read(); {last}"]
    )
    answer = paste(client, f"保密单位名称{WRONG}")
    assert error(answer) == check_work.FAILED
    assert caplog.records and "保密单位名称" not in caplog.text


# ---------------------------------------------------------------- downloads


def fields(answer) -> dict[str, str]:
    """What the form of the result page hands back."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.content.decode())
    return dict(hidden)


def test_the_annotated_word_has_the_comment_and_leaves_the_rest_alone(client, db):
    original = with_picture(report(WRONG, LONE), 3 * MB)
    handed = fields(upload(client, original, "上半年“总结”.docx"))
    answer = client.post(TAKE, {**handed, "give": "docx"})
    assert "attachment" in answer["Content-Disposition"] and "docx" in answer["Content-Disposition"]
    with (
        zipfile.ZipFile(io.BytesIO(answer.content)) as marked,
        zipfile.ZipFile(io.BytesIO(original)) as before,
    ):
        assert "346" in marked.read("word/comments.xml").decode()
        assert marked.read("word/media/image1.bin") == before.read("word/media/image1.bin")


def test_the_json_has_the_form_of_the_labels(client, db):
    answer = client.post(TAKE, {**fields(paste(client, f"{WRONG}\r\n{LONE}")), "give": "json"})
    told = json.loads(answer.content)
    assert [r["holds"] for r in told["relations"]] == [False]
    assert [f["text"] for f in told["figures"]][-1] == "7场"
    text = f"{WRONG}\n{LONE}"
    assert all(text[f["start"] : f["end"]] == f["text"] for f in told["figures"])


def test_only_a_docx_can_bear_comments(client, db):
    answer = client.post(TAKE, {**fields(upload(client, WRONG.encode(), "总结.txt")), "give": "docx"})
    assert "docx" in error(answer)


@pytest.mark.parametrize("kept", ["", "不是编码", base64.b64encode(b"\0\1\2").decode()])
def test_what_is_handed_back_broken_is_refused_in_words(client, db, kept):
    answer = client.post(TAKE, {"name": "总结.docx", "kept": kept, "give": "docx"})
    assert answer.status_code == 200 and error(answer).endswith("。")


# ---------------------------------------------------------------- nothing is kept


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def files(folder) -> list[str]:
    """Everything in a folder but the counts of the rate limits: how often an address asked, and nothing else."""
    return sorted(str(path) for path in folder.rglob("*") if not path.name.startswith("counts.sqlite3"))


def test_nothing_is_kept_of_what_is_handed_in(cast, client, tmp_path, settings, monkeypatch, caplog):
    """No row, no file, no session, no line of a log. There is no folder for temporary files at all."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is no such folder"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "there is no such folder"))
    settings.MEDIA_ROOT = tmp_path / "media"
    caplog.set_level(logging.DEBUG)
    before, there = rows(), files(tmp_path)
    secret = "澜江区绝密单位"
    document = with_picture(report(f"{secret}{WRONG}"), 4 * MB)
    answers = [
        client.get(CHECK),
        upload(client, document),
        upload(client, f"{secret}{WRONG}".encode(), "总结.txt"),
        paste(client, f"{secret}{WRONG}"),
        upload(client, secret.encode() + b"\0\xff" * 300, "坏.docx"),
    ]
    handed = fields(answers[1])
    answers += [client.post(TAKE, {**handed, "give": give}) for give in ("docx", "json")]
    assert [secret in answers[i].content.decode() for i in (1, 2, 3)] == [True] * 3
    assert answers[5]["Content-Type"].endswith("wordprocessingml.document")
    assert rows() == before
    assert files(tmp_path) == there
    assert secret not in caplog.text and "绝密" not in caplog.text
    assert list(client.cookies) == ["csrftoken"]
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_the_reader_cannot_write_a_file(tmp_path):
    """The system itself refuses it: what is read cannot reach the disk, whatever a library thinks of it."""
    import subprocess

    target = tmp_path / "kept"
    told = subprocess.run(
        [sys.executable, "-c", "from taizhang.web.public.check_child import _limit; _limit();"
         f"open({str(target)!r}, 'wb', buffering=0).write(b'x')"], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "File too large" in told.stderr and target.read_text() == ""


# ---------------------------------------------------------------- who may, and the way there


def test_a_stranger_without_cookies_from_before_can_hand_in_with_the_token_of_the_page(db):
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(CHECK, {"text": WRONG}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', stranger.get(CHECK).content.decode())[1]
    answer = stranger.post(CHECK, {"text": WRONG, "csrfmiddlewaretoken": token})
    assert "mk-bad" in answer.content.decode()
    assert stranger.post(TAKE, {**fields(answer), "give": "json"}).status_code == 200
    assert stranger.post(TAKE, {"kept": "", "give": "json"}).status_code == 403
    assert SESSION_KEY not in stranger.session


def test_signed_in_people_may_too_and_find_the_way_in_their_menu(cast, client):
    assert CHECK in client.get(reverse("sign_in")).content.decode()
    client.post(reverse("sign_in"), {"username": "staff", "password": PASSWORD})
    assert CHECK in client.get("/").content.decode()
    assert "回台账" in client.get(CHECK).content.decode()
    assert "mk-bad" in paste(client, WRONG).content.decode()


def test_samples_are_listed_checked_and_given_as_they_are(client, db):
    page = client.get("/check/samples/").content.decode()
    names = re.findall(r'href="(/check/samples/[^"?]+/)"', page)
    assert names
    for name in names:
        assert "mk-bad" in client.get(name).content.decode()
        given = client.get(f"{name}?file").content
        assert open_document(given, "样稿.docx").text
    assert client.get("/check/samples/..%2F..%2Fmake/").status_code == 404


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
def test_the_rules_page_promises_what_the_reader_does(rule):
    right, wrong = read(open_text(rule.right)), read(open_text(rule.wrong))
    assert right.right and not right.wrong and not right.unsure
    assert len(wrong.wrong) == 1


def test_the_rules_page_tells_every_rule_and_the_limit(client, db):
    page = client.get("/check/rules/").content.decode()
    assert all(rule.title in page and rule.wrong in page for rule in RULES)
    assert f"{LIMIT_MB} MB" in page and "哪些不核" in page and "文面" in page


def test_a_long_report_of_many_figures_is_shown_whole(client, db):
    lines = [f"第{n}类项目{n + 2}项，其中省级{n}项、市级2项。" for n in range(1, 341)]
    answer = upload(client, report(*lines))
    assert equation(answer)[0] == 1020
    assert answer.content.decode().count('class="mk ') == 1020


def test_the_pages_bring_no_inline_script_or_style(client, db):
    for answer in (
        client.get(CHECK),
        client.get("/check/rules/"),
        client.get("/check/samples/"),
        paste(client, WRONG),
    ):
        page = answer.content.decode()
        assert (
            " style=" not in page
            and "<style" not in page
            and "<script>" not in page
            and " onclick=" not in page
        )
        assert "default-src 'self'" in answer["Content-Security-Policy"]


def shown(data: bytes, name: str) -> tuple[str, str]:
    """The text as read and as it stands on the page, without spaces."""
    document = open_document(data, name)
    paper = page_of(read(document), data)["paper"]
    plain = html.unescape(re.sub(r"<[^>]+>", "", paper))
    return re.sub(r"\s", "", document.text), re.sub(r"\s", "", plain)


def test_every_word_stands_on_the_page_once_and_in_order():
    several = (
        "<w:tbl><w:tr>"
        + cell(paragraph("企业12家") + paragraph("平台13个"))
        + cell(paragraph())
        + "</w:tr></w:tbl>"
    )
    data = docx(paragraph("申报项目12项。<&>"), several, paragraph("末尾9项。"))
    before, after = shown(data, "总结.docx")
    assert before == after


def test_a_table_inside_a_table_is_drawn_once():
    outer = (
        "<w:tbl><w:tr>"
        + cell(paragraph("外12家") + table(["区", "数"], ["甲", "3"]) + paragraph("后13家"))
        + "</w:tr></w:tbl>"
    )
    before, after = shown(docx(outer), "总结.docx")
    assert sorted(before) == sorted(after)
