"""What is counted by a figure."""

import pytest

from taizhang.core.reading.figures.tests.plain_reports import counted, figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全市地区生产总值为903.5亿元。", ["地区生产总值"]),
        ("截至目前，全区共有国家高新技术企业120余家。", ["国家高新技术企业"]),
        ("方案包括8个科研开发项目，组织40家企业参加培训。", ["科研开发项目", "企业"]),
        ("印发3份促进成果转化的政策文件。", ["政策文件"]),
        ("4家企业被认定为省级企业技术中心。", ["省级企业技术中心"]),
        ("申报市级项目30项，其中工业类18项、农业类12项。", ["市级项目", "工业类", "农业类"]),
        ("全年发放科普资料1万余份，接受咨询600多人次。", ["科普资料", "咨询"]),
        ("由企业承担的80项，高校承担的有15项。", ["企业承担", "高校承担"]),
        ("资金到位率为87.4%。", ["资金到位率"]),
        ("人均产值18万元，每万人发明专利拥有量12.5件。", ["人均产值", "每万人发明专利拥有量"]),
        ("863计划项目12项。", ["863计划项目"]),
        ("“揭榜挂帅”项目5项。", ["“揭榜挂帅”项目"]),
        ("全社会研究与试验发展（R&D）经费9.4亿元。", ["全社会研究与试验发展（R&D）经费"]),
    ],
)
def test_the_noun_before_or_behind(sentence: str, expected: list[str]) -> None:
    assert counted(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("专利申请量55件，比上年增加9件，增19.57%。", "专利申请量"),
        ("技术合同成交额6.3亿元，同比增长42.5%（上年为4.2亿元）。", "技术合同成交额"),
        ("高技术领域1931.3亿元，占比90.9%，占全部收入的61.2%。", "高技术领域"),
        ("工业增加值增长9%，居全市第二位，高于全省1.5个百分点。", "工业增加值"),
        ("研发投入持续加大，达到9.4亿元，占GDP的2.1%。", "研发投入"),
    ],
)
def test_a_change_a_share_a_rank_carry_the_noun_on(sentence: str, noun: str) -> None:
    assert set(counted(sentence)) == {noun}


def test_a_bracket_does_not_take_the_subject_away() -> None:
    text = "授权专利204件（其中发明24件、外观180件），同比增长54.5%。"
    assert counted(text) == ["授权专利", "发明", "外观", "授权专利"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("甲区、乙区、丙区分别为8亿元、3亿元和1亿元。", ["甲区", "乙区", "丙区"]),
        ("甲区8亿元、乙区3亿元，增幅依次为10.8%、14.2%。", ["甲区", "乙区", "甲区", "乙区"]),
        ("工业类55项，农业类48项，分别占总数的53.4%和46.6%。", ["工业类", "农业类", "工业类", "农业类"]),
        ("较大的领域是电子信息、生物医药，依次为9亿元、6亿元。", ["电子信息", "生物医药"]),
        ("孵化器、众创空间达12家、30家。", ["孵化器", "众创空间"]),
        (
            "项目30项，资金900万元（其中省级500万元、市级400万元），分别增长5%、8%。",
            ["项目", "资金", "省级", "市级", "项目", "资金"],
        ),
    ],
)
def test_a_list_is_given_out_name_by_name(sentence: str, expected: list[str]) -> None:
    assert counted(sentence) == expected


def test_without_words_of_its_own_a_figure_is_of_the_heading() -> None:
    assert counted("一、一般公共预算收入\n1—9月完成18.6亿元。") == ["一般公共预算收入"]


def test_the_words_stand_where_they_are_said_to_stand() -> None:
    text = "全区共有孵化器12家，比上年增加2家；在孵企业300家（其中科技型180家），入驻率八成多。"
    for figure in figures(text):
        assert figure.of == text[figure.of_start : figure.of_start + len(figure.of)]
        assert figure.of


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("三大产业中，电子62亿元，装备38亿元，合计100亿元。", ["电子", "装备", "三大产业"]),
        (
            "甲区、乙区和丙区分别登记30份、20份、10份，合计60份。",
            ["甲区", "乙区", "丙区", "甲区、乙区和丙区"],
        ),
        ("甲、乙、丙三区各有30项、20项、10项。", ["甲", "乙", "丙"]),
        ("省级项目12项，其余8项。", ["省级项目", "其余"]),
        ("进出口13亿元，占全年任务40亿元的32.5%。", ["进出口", "全年任务", "全年任务"]),
        ("技术交易额在合同成交额中的比重为67.5%。", ["技术交易额"]),
        ("审查时限由15个工作日压缩到9个工作日。", ["审查时限", "审查时限"]),
        ("分季度看，一季度9.7亿元，二季度10.3亿元。", ["一季度", "二季度"]),
        ("建成区面积12平方公里。", ["建成区面积"]),
        ("完成率165%，超全市均值23个百分点。", ["完成率", "完成率"]),
        ("成交额在全省的位次由第8位前移到第6位。", ["成交额", "成交额"]),
        ("产值要突破40亿元，增加值可达9亿元。", ["产值", "增加值"]),
        ("合同目标10亿元，实际12亿元。", ["合同目标", "合同目标"]),
    ],
)
def test_lists_totals_and_tasks(sentence: str, expected: list[str]) -> None:
    assert counted(sentence) == expected
