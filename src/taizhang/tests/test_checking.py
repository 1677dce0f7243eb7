"""`taizhang check`: exit codes, what goes to which stream, several files, the annotated copy."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from taizhang import cli
from taizhang.checking import check
from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.documents.tests.builders import docx, paragraph

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "samples" / "reports" / "澜江区科技局上半年工作总结.docx"
RIGHT = "上半年申请专利331件，其中发明65件、实用新型156件、外观设计110件。"
WRONG = "上半年申请专利341件，其中发明65件、实用新型156件、外观设计110件。"
NO_FILE = "没有这个文件，请检查文件名和文件夹。"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Four documents in the folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    Path("right.txt").write_text(RIGHT, encoding="utf-8")
    Path("wrong.txt").write_text(WRONG, encoding="gb18030")
    Path("wrong.docx").write_bytes(docx(paragraph("工作总结"), paragraph(WRONG)))
    Path("broken.docx").write_bytes(docx(paragraph(WRONG))[:300])
    return tmp_path


def test_exit_codes(files, capsys):
    assert check(["right.txt"]) == 0
    assert check(["wrong.txt"]) == 1
    assert check(["broken.docx"]) == 2
    assert check(["missing.docx"]) == 2


def test_what_cannot_be_read_is_said_and_the_others_are_checked(files, capsys):
    assert check(["missing.docx", "wrong.txt", "broken.docx", "right.txt", "--quiet"]) == 2
    out, err = capsys.readouterr()
    assert out == (
        "wrong.txt  ✓ 相符 0  ✕ 不符 1  ? 存疑 0  · 无从核对 0 个数字\n"
        "right.txt  ✓ 相符 1  ✕ 不符 0  ? 存疑 0  · 无从核对 0 个数字\n"
        "\n4 个文件：没有不符 1，有不符 1，没读成或没批注成 2\n"
    )
    assert err.startswith(f"missing.docx：{NO_FILE}\nbroken.docx：")
    assert "Traceback" not in err


def test_the_report_names_the_calculation(files, capsys):
    check(["wrong.txt"])
    assert "65 + 156 + 110 = 331 件，文中写 341 件，相差 10 件" in capsys.readouterr().out


def test_json_of_one_file_is_one_object_and_nothing_else(files, capsys):
    assert check(["wrong.txt", "--json"]) == 1
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert err == ""
    assert answer["file"] == "wrong.txt"
    assert [WRONG[f["start"] : f["end"]] for f in answer["figures"]] == ["341件", "65件", "156件", "110件"]
    (relation,) = answer["relations"]
    assert (relation["type"], relation["whole"], relation["parts"]) == ("sum", "f1", ["f2", "f3", "f4"])
    assert (relation["holds"], relation["expected"], relation["stated"]) == (False, 331, 341)
    assert relation["note"]


def test_json_of_several_files_is_an_array_in_their_order(files, capsys):
    assert check(["missing.txt", "right.txt", "--json"]) == 2
    missing, right = json.loads(capsys.readouterr().out)
    assert missing == {"file": "missing.txt", "error": NO_FILE}
    assert right["file"] == "right.txt" and right["relations"][0]["holds"] is True


def test_style_is_checked_where_it_is_asked_for(files, capsys):
    Path("style.txt").write_text("培训1~2月举办，共30人，占百分之3。", encoding="utf-8")
    check(["style.txt", "--json"])
    assert "style" not in json.loads(capsys.readouterr().out)
    check(["style.txt", "--json", "--style"])
    found = json.loads(capsys.readouterr().out)["style"]
    assert found and all(each["rule"] and each["message"] and each["source"] for each in found)
    code = check(["style.txt", "--style"])
    out = capsys.readouterr().out
    assert f"文面 {len(found)} 条" in out and found[0]["message"] in out
    assert code == (1 if any(each["weight"] == "建议" for each in found) else 0)


def test_a_folder_is_all_documents_in_it(files, capsys):
    Path("~$wrong.docx").write_bytes(b"lock")
    Path("notes.md").write_text("12")
    check([".", "--json"])
    assert [each["file"] for each in json.loads(capsys.readouterr().out)] == [
        "broken.docx", "right.txt", "wrong.docx", "wrong.txt",
    ]  # fmt: skip


def test_a_folder_without_documents(tmp_path, capsys):
    assert check([str(tmp_path)]) == 2
    assert "没有能核查的稿件" in capsys.readouterr().err


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert check(["-", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["file"] == "标准输入"


def test_an_annotated_copy(files, capsys):
    assert check(["wrong.docx", "--annotate", "marked.docx"]) == 1
    assert capsys.readouterr().err == "批注稿：marked.docx\n"
    data = Path("marked.docx").read_bytes()
    assert open_document(data, "x.docx").text == f"工作总结\n{WRONG}"
    assert Path("wrong.docx").read_bytes() != data


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["wrong.txt", "--annotate", "marked.docx"], "批注只能写进 docx，这份是 txt。"),
        (["wrong.docx", "--annotate", "wrong.docx"], "批注稿不能盖掉原稿"),
        (["wrong.docx", "right.txt", "--annotate", "marked.docx"], "要写一个已有的文件夹"),
        (
            ["wrong.docx", "--annotate", "nowhere/marked.docx"],
            "批注稿没有写成（nowhere/marked.docx）：没有 nowhere 这个文件夹。",
        ),
        (["wrong.docx", "--annotate", "marked"], "文件名要以 .docx 结尾"),
    ],
)
def test_what_cannot_be_annotated_is_said_and_nothing_is_written(files, capsys, arguments, sentence):
    before = Path("wrong.docx").read_bytes()
    assert check(arguments) == 2
    out, err = capsys.readouterr()
    assert sentence in err
    assert "✕" in out  # checked all the same
    assert Path("wrong.docx").read_bytes() == before and not Path("marked.docx").exists()


def test_several_files_are_annotated_into_a_folder(files, capsys):
    Path("out").mkdir()
    Path("right.docx").write_bytes(docx(paragraph(RIGHT)))
    assert check(["wrong.docx", "right.docx", "--annotate", "out"]) == 1
    assert sorted(p.name for p in Path("out").iterdir()) == ["right-批注.docx", "wrong-批注.docx"]


def test_documents_of_one_name_are_annotated_side_by_side(files, capsys):
    for folder in ("east", "west", "out"):
        Path(folder).mkdir()
    Path("east/report.docx").write_bytes(docx(paragraph(WRONG)))
    Path("west/report.docx").write_bytes(docx(paragraph(f"西区：{WRONG}")))
    assert check(["east", "west", "--annotate", "out"]) == 1
    first, second = sorted(Path("out").iterdir())
    assert (first.name, second.name) == ("report-批注.docx", "report-批注2.docx")
    assert open_document(second.read_bytes(), "x.docx").text == f"西区：{WRONG}"


def test_a_copy_that_cannot_be_written_leaves_the_earlier_one(files, capsys, monkeypatch):
    Path("marked.docx").write_bytes(b"earlier")

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert check(["wrong.docx", "--annotate", "marked.docx"]) == 2
    assert "磁盘满了，请腾出空间后再试。" in capsys.readouterr().err
    assert Path("marked.docx").read_bytes() == b"earlier"
    assert not list(files.glob(".taizhang*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
@pytest.mark.parametrize("more", [[], ["--json"], ["--quiet"]])
def test_a_report_that_finds_no_room_is_said_in_a_sentence(files, more):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "taizhang", "check", "wrong.txt", *more],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert (ran.returncode, ran.stderr.decode()) == (2, "报告没有写完：磁盘满了，请腾出空间后再试。\n")


def test_a_file_name_does_not_steer_the_terminal(files, capsys):
    assert check(["no\x1b[31msuch.txt"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_an_empty_name_for_the_copy_is_no_name(files, capsys):
    with pytest.raises(SystemExit):
        check(["wrong.docx", "--annotate", ""])
    assert "--annotate 后面要写一个文件名" in capsys.readouterr().err


def test_an_unknown_option_is_said_in_chinese(capsys):
    with pytest.raises(SystemExit) as ended:
        check(["--colour", "a.txt"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("没有这个选项：--colour\n用法：taizhang check")


def test_help_is_chinese_and_shown_by_the_command_line_too(capsys, monkeypatch):
    for arguments in (["check", "--help"], ["help", "check"]):
        monkeypatch.setattr(sys, "argv", ["taizhang", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert ended.value.code == 0
        assert "退出码：0 没有不符；1 有不符（" in capsys.readouterr().out


def test_other_commands_go_to_django(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["taizhang", "--help"])
    cli.main()
    out = capsys.readouterr().out
    assert out.startswith("check  核查稿件里的数字") and "verify" in out


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "taizhang", *arguments]
    place = os.environ | {"PYTHONPATH": "src"} | environment
    return subprocess.run(command, capture_output=True, cwd=ROOT, env=place, timeout=60, check=False)


def test_django_is_not_loaded(files):
    script = (
        "import sys; from taizhang.checking import check; check(sys.argv[1:]);"
        " print([m for m in sys.modules if m.startswith('django')])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, "wrong.docx", "--quiet"],
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, timeout=60, check=True,
    )  # fmt: skip
    assert ended.stdout.splitlines()[-1] == "[]"


def test_output_is_utf8_whatever_the_terminal_says_and_without_colours(files):
    ended = run("check", str(files / "wrong.docx"), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert ended.returncode == 1
    assert "✕ 加总不符" in ended.stdout.decode() and b"\x1b" not in ended.stdout


def test_a_reader_that_goes_away_is_no_error(files):
    command = f"{sys.executable} -m taizhang check {files / 'wrong.docx'} --all | head -c 1"
    place = os.environ | {"PYTHONPATH": "src"}
    ended = subprocess.run(
        ["bash", "-c", command], capture_output=True, cwd=ROOT, env=place, timeout=60, check=False
    )
    assert b"Traceback" not in ended.stderr and b"BrokenPipe" not in ended.stderr


def test_the_sample_report_has_its_four_planted_errors(capsys):
    assert check([str(SAMPLE), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    figures = {figure["id"]: figure for figure in answer["figures"]}
    stated = [
        figures[r["parts"][-1] if r["type"] in ("growth", "rate", "share") else r["whole"]]["text"]
        for r in answer["relations"]
        if r["holds"] is False
    ]
    assert sorted(stated) == ["11.5%", "142400", "1576万元", "57项"]
    assert [r for r in answer["asides"] if r["holds"] is False] == []


def test_the_sample_report_is_what_its_script_makes():
    import runpy

    assert runpy.run_path(str(SAMPLE.parent / "make.py"))["report"]() == SAMPLE.read_bytes()
