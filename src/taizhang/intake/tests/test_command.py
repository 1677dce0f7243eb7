"""`taizhang import`: what it prints, what it writes, how it ends."""

import io
import json

import pytest
from django.core.management import call_command

from taizhang.intake.tests.books import book, firm, firms
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db

NEW = "江山市新谷机械有限公司"


def run(*args):
    """(exit code, what was printed, what was complained)."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import", *args, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(cast, tmp_path):
    """A folder where the file that names a firm comes before the file that lists it."""
    folder = tmp_path / "来表"
    folder.mkdir()
    need = ["轴承寿命提升", NEW, "", "", "2026-03-01"]
    content = book(
        {
            "需求": [
                ["企业技术需求征集表"],
                ["需求名称", "企业名称", "统一社会信用代码", "技术领域", "发布日期"],
                need,
            ]
        }
    )
    (folder / "1需求.xlsx").write_bytes(content)
    (folder / "2企业.xlsx").write_bytes(
        firms(firm(11, NEW), firm(12, "江山市老谷机械有限公司", capital="三万左右"))
    )
    (folder / "~$2企业.xlsx").write_bytes(b"x")
    return folder


def test_a_folder_goes_in_with_organizations_first_and_the_refused_row_is_named(folder):
    code, out, _ = run(str(folder), "--bureau", "jia", "--accept", "--json")
    reports = json.loads(out)
    assert code == 1
    assert [r["file"] for r in reports] == ["2企业.xlsx", "1需求.xlsx"]
    (sheet,) = reports[0]["sheets"]
    assert (sheet["register"], sheet["read"], sheet["new"], sheet["refused"]) == ("organizations", 2, 1, 1)
    (row,) = sheet["refused_rows"]
    assert (row["sheet"], row["row"], row["problems"][0]["cell"]) == ("企业名录", 4, "D4")
    assert reports[1]["outcome"]["stubs"] == 0
    assert Organization.objects.filter(name=NEW).count() == 1


def test_without_accept_nothing_is_written(folder):
    before = Organization.objects.count()
    code, out, _ = run(str(folder), "--bureau", "甲区科学技术局")
    assert (code, Organization.objects.count()) == (1, before)
    assert "读入 2 行：新增 1" in out
    assert "不能导入 第 4 行" in out


def test_all_well_ends_with_0_and_the_same_again_says_so(cast, tmp_path):
    path = tmp_path / "企业.xlsx"
    path.write_bytes(firms(firm(11, NEW)))
    assert run(str(path), "--bureau", "jia", "--region", "东城街道", "--accept")[0] == 0
    code, out, _ = run(str(path), "--bureau", "jia", "--accept")
    assert (code, "完全相同" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["没有.xlsx", "--bureau", "jia"], "没有这个文件"),
        (["{file}", "--bureau", "丙"], "没有叫“丙”的科技局"),
        (["{file}", "--bureau", "jia", "--region", "火星"], "没有叫“火星”的区划"),
        (["{file}", "--bureau", "jia"], ""),
    ],
)
def test_what_cannot_be_read_ends_with_2(cast, tmp_path, arguments, says):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04broken")
    code, out, err = run(*(a.format(file=path) for a in arguments))
    assert code == 2
    assert says in err + out
