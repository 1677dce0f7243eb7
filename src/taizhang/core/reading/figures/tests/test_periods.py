"""The period that holds at a figure."""

import pytest

from taizhang.core.reading.figures.tests.plain_reports import periods

YEAR = "某区科技局2023年工作总结\n一、工作情况\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("培育企业20家。", ["2023"]),
        ("上半年，培育企业20家。", ["2023-H1"]),
        ("1至8月，登记合同20项。", ["2023-01..2023-08"]),
        ("1-6月，登记合同20项。", ["2023-H1"]),
        ("前三季度登记合同20项。", ["2023-01..2023-09"]),
        ("截至11月底，有效专利20件。", ["2023-11"]),
        ("年末有效专利20件。", ["2023"]),
        ("2022年研发投入9亿元，占GDP的2%。", ["2022", "2022"]),
        ("研发投入9亿元（2022年数），占GDP的2%。", ["2022", "2022"]),
        ("企业由上年的61家增加到76家。", ["2022", "2023"]),
        ("专利76件，去年是61件，增长24.6%。", ["2023", "2022", "2023"]),
        ("专利76件，比上年增加15件。", ["2023", "2023"]),
        ("成交额6亿元，同比增长50%（上年同期为4亿元）。", ["2023", "2023", "2022"]),
        ("“十四五”期间，累计投入20亿元。", ["2021..2025"]),
        ("明年新建平台5个。", ["2024"]),
        ("二〇二二年登记合同20项。", ["2022"]),
        ("该公司成立于2015年，拥有专利35件。", ["2023"]),
        ("为年度任务40家的80%。", ["2023", "2023"]),
    ],
)
def test_the_sentence_tells(sentence: str, expected: list[str | None]) -> None:
    assert periods(YEAR + sentence) == expected


def test_the_next_sentence_follows_and_the_one_after_returns() -> None:
    text = YEAR + "2021年投入9亿元。其中企业投入7亿元。全区有企业20家。"
    assert periods(text) == ["2021", "2021", "2023"]


def test_a_span_at_the_head_of_a_section_holds_in_its_paragraphs() -> None:
    text = YEAR + "（一）总量。前三季度，总产值33亿元。\n（二）种植。蔬菜11万吨。\n二、项目\n立项20项。"
    assert periods(text) == ["2023-01..2023-09", "2023-01..2023-09", "2023"]


def test_plans_are_of_the_year_they_name_or_of_the_next() -> None:
    assert periods(YEAR + "培育20家。\n二、下一步打算\n培育30家。") == ["2023", "2024"]
    assert periods("某区2023年总结和2024年计划\n一、总结\n有20家。\n二、2024年计划\n达30家。") == [
        "2023",
        "2024",
    ]
    assert periods("某区2022年上半年工作总结\n有20家。\n二、下半年计划\n达30家。") == ["2022-H1", "2022-H2"]


def test_last_year_of_a_half_year_is_its_half() -> None:
    assert periods("某区2022年上半年小结\n授权1024件，上年同期1100件。") == ["2022-H1", "2021-H1"]


def test_the_first_sentence_tells_where_the_title_does_not() -> None:
    assert periods("工作情况\n2022年，我局登记合同20项。\n获奖3项。") == ["2022", "2022"]


def test_without_any_year_nothing_is_said() -> None:
    assert periods("工作情况\n登记合同20项。\n上半年，获奖3项。") == [None, "XXXX-H1"]


def test_a_sample_with_hidden_names_carries_no_year() -> None:
    text = "xx市科技局2023年工作总结\nXX市培育企业xx家，xx区培育企业20家，XX县9家。\nXX年，xx市授权专利55件。\n获奖3项。"
    found = periods(text)
    assert found[-2:] == ["XXXX", "XXXX"] or found[-2:] == ["XXXX", None]
    assert set(found[:-2]) == {None}
