"""The report for the terminal, whole."""

from taizhang.core.reading.annotate.tests.readings import reading
from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.reading import Reading
from taizhang.core.reading.relations.relation import Type
from taizhang.core.reading.terminal import report

TEXT = "一、项目\n申报34项，其中工业24项、农业2项、其他7项。\n二、专利\n授权6件，其中发明4件、外观2件；培训30人。\n"
WORDS = ("34项", "24项", "2项", "7项", "6件", "4件", "2件", "30人")


def sample():
    return reading(open_text(TEXT, "总结.txt"), WORDS, (Type.SUM, 0, (1, 2, 3)), (Type.SUM, 4, (5, 6)))


def test_the_whole_report():
    assert (
        report(sample(), width=80)
        == """\
总结.txt  txt · 55 字 · 8 个数字
✓ 相符 1  ✕ 不符 1  ? 存疑 0  · 无从核对 1 个数字

✕ 加总不符：项目1                                               第一节 · 第 1 段
    申报【34项】，其中工业24项、农业2项、其他7项。
  24 + 2 + 7 = 33 项，文中写 34 项，相差 1 项
  可能漏写一个分项（1 项），也可能总数误写

✓ 相符 1
  ✓ 项目5  4 + 2 = 6 件  加总 · 第二节 · 第 1 段

· 无从核对 1 个数字
  只核文内关系；没有核对的数字不等于对，要与台账或原始资料比。
  第二节  项目8 30人"""
    )


def test_what_is_not_checked_is_headed_by_one_line_where_it_fits():
    assert "\n· 无从核对 1 个数字  只核文内关系；没有核对的数字不等于对，要与台账或原始资料比。\n" in report(
        sample(), width=100
    )


def test_every_figure_not_checked_with_its_reason():
    last = report(sample(), width=80, detail="all").splitlines()[-1]
    assert last == "  项目8 30人  文中没有它的分项、总数或另一处  第二节 · 第 1 段"


def test_one_line():
    assert report(sample(), detail="short") == "总结.txt  ✓ 相符 1  ✕ 不符 1  ? 存疑 0  · 无从核对 1 个数字"


def test_an_unsure_one_is_not_among_the_wrong():
    unsure = sample()
    unsure.relations[0].holds = None
    said = report(unsure, width=80)
    assert "? 加总存疑：项目1" in said and "  存疑：列出的可能不是全部，也可能有交叉" in said
    assert "✕ 不符 0" in said and "没有发现对不上的" in said


def test_a_text_without_claims_is_not_called_right():
    assert "文中没有能互相核对的数字。" in report(reading(open_text("培训30人。\n"), ("30人",)))


def test_what_is_told_twice_names_the_other_place():
    document = open_text("一、项目\n共有34项。\n二、专利\n前述35项均已办结。\n")
    said = report(reading(document, ("34项", "35项"), (Type.SUM, 1, (0,))), width=80)
    assert "✕ 前后不一致：项目2" in said
    assert "  前文 34项，后文 35项，相差 1 项\n  另一处：第一节 · 第 1 段\n" in said


def test_a_long_list_of_what_is_right_is_cut_unless_all_is_asked_for():
    many = sample()
    many = Reading(many.document, many.figures, many.relations[1:] * 70)
    assert "… 另有 10 条相符，加 --all 全部列出" in report(many)
    assert report(many, detail="all").count("4 + 2 = 6 件") == 70


def test_a_name_cannot_steer_the_terminal():
    document = open_text(TEXT, "\x1b[2J.txt")
    assert "\x1b" not in report(reading(document, WORDS))
