"""What is planned and what has been, also where no heading on a line of its own tells it."""

import pytest

from taizhang.core.reading.figures.tests.plain_reports import periods, roles

YEAR = "某市2022年科技工作总结\n"


@pytest.mark.parametrize(
    "plan",
    [
        "下一步打算：一是新建中试基地3个；二是登记额达到9亿元，增长12%；三是能耗下降2%。",
        "下步工作中，我们将抓好两件事：一是引育团队3个。二是登记额达到9亿元，增长12%。三是能耗下降2%。",
        "明年，计划新建中试基地3个，登记额达到9亿元，比上年增长12%；能耗下降2%。",
        "今后，全市要新建中试基地3个。登记额突破9亿元，年均增长12%。能耗累计下降2%。",
        "2023年工作思路：新建中试基地3个，登记额9亿元、增长12%，能耗下降2%。",
        "接下来，我局将新建中试基地3个；登记额达到9亿元，增长12%；能耗下降2%。",
    ],
)
def test_a_plan_within_a_paragraph_goes_on_to_its_end(plan: str) -> None:
    assert roles(f"{YEAR}全年登记合同320份。{plan}") == ["level"] + ["target"] * 4


def test_what_is_there_already_is_no_plan() -> None:
    text = f"{YEAR}下一步，我们将扩大规模：新建孵化器2家；目前已建成5家。"
    assert roles(text) == ["target", "level"]
    assert roles(f"{YEAR}力争在现有260家的基础上再增加40家。") == ["level", "target"]
    assert roles(f"{YEAR}力争全年投资5亿元，已完成3.2亿元，入驻企业12家。") == ["target", "level", "level"]


def test_a_whole_report_in_one_line() -> None:
    text = (
        "关于2022年工作情况的汇报 一、主要做法 认定高企86家，同比增长12.5%。四、2023年工作要点1、产值增长15%以上，"
        "占比提高1.2个百分点。2、专利申请900件。3、新增省级中心3家、市级8家。五、存在困难 目前科技人员仅320人。"
    )
    assert roles(text) == ["level", "growth_rate"] + ["target"] * 5 + ["level"]
    assert periods(text)[2] == "2023"


def test_sections_in_one_line_with_gaps() -> None:
    text = f"{YEAR}一、主要工作 （一）主体。有高企32家。 （二）成果。登记460份。 二、2023年工作计划 1.有高企40家。 2.登记500份。"
    assert roles(text) == ["level", "level", "target", "target"]


@pytest.mark.parametrize(
    "sentence",
    [
        "高新区规划面积12.5平方公里，已开发4.8平方公里，入区企业312家。",
        "列入星火计划项目12项，科技计划项目56项，人才培育计划2项。",
        "三年行动计划实施以来，引进项目65个，投资12亿元。",
        "确保了安全生产，检查实验室86间。",
        "围绕规划纲要，落实计划单列市政策8条。",
        "目标考核优秀，走访企业120家。",
        "争取到2022年度省级资金500万元。",
    ],
)
def test_words_of_planning_in_names_plan_nothing(sentence: str) -> None:
    assert set(roles(YEAR + sentence)) <= {"level", "increase"}


def test_another_report_below_the_first_is_not_its_plan() -> None:
    text = (
        "某县2021年科技工作总结\n一、成绩\n投入12.3亿元，增长9.8%。\n二、2022年计划\n投入增长10%。\n"
        "某县2022年科技工作总结\n一、成绩\n2022年，投入13.6亿元，增长10.6%。\n二、2023年计划\n投入15亿元。"
    )
    assert roles(text) == ["level", "growth_rate", "target", "level", "growth_rate", "target"]
    assert periods(text) == ["2021", "2021", "2022", "2022", "2022", "2023"]


def test_a_later_year_that_is_told_of_begins_another_report() -> None:
    text = f"{YEAR}登记320份。\n2023年上半年，全市已登记180份，同比增长8%。"
    assert roles(text) == ["level", "level", "growth_rate"]
    assert roles(f"{YEAR}登记320份。\n2023年，全市计划登记350份，增长9%。") == ["level", "target", "target"]


def test_the_second_half_after_the_first_is_to_come() -> None:
    text = "某区2022年上半年工作小结\n上半年登记320份。下半年登记350份，举办活动6场。"
    assert roles(text) == ["level", "target", "target"]
    assert roles("某区2022年工作小结\n上半年登记320份，下半年登记350份。") == ["level", "level"]


def test_the_amounts_of_a_budget_are_planned() -> None:
    text = (
        "某区科技局2023年部门预算公开\n支出总预算1520万元，其中：基本支出820万元，项目支出700万元。"
        "比上年增加120万元，增长8.6%。编制32人。2022年支出1403万元。"
    )
    assert roles(text) == ["target"] * 3 + ["increase", "growth_rate", "level", "level"]
    assert roles("某区2022年预算执行情况\n支出820万元。") == ["level"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("完成年初确定的13亿元任务的127.4%。", ["target", "completion_rate"]),
        ("实现了8亿元的年度目标的104%。", ["target", "completion_rate"]),
        ("完成投资3.2亿元，占总投资的64%。", ["level", "completion_rate"]),
        ("已拨付820万元，占计划的82%。", ["level", "completion_rate"]),
        ("全年抓了20项任务。", ["level"]),
        ("拨付率年底前达到100%。", ["target"]),
    ],
)
def test_tasks_and_how_far_they_are_done(sentence: str, expected: list[str]) -> None:
    assert roles(YEAR + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年计划招引项目30个，到目前签约22个。", ["target", "level"]),
        ("今年要努力实现以下目标：一是产值要突破40亿元；二是新增中心5家。", ["target", "target"]),
        ("争取年内完成投资2亿元，预计到年底可达3亿元。", ["target", "target"]),
        ("全年任务25件，完成26件。", ["target", "level"]),
        ("2023年度部门预算安排科技支出260万元。", ["target"]),
        ("力争不良率下降2个百分点。", ["target"]),
    ],
)
def test_verbs_of_planning(sentence: str, expected: list[str]) -> None:
    assert roles(YEAR + sentence) == expected
