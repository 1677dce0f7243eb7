"""Definitions and formulas in words."""

from taizhang.core.figures import formula
from taizhang.core.figures.definition import Definition
from taizhang.indicators import describing
from taizhang.indicators.catalogue import built_in


def test_a_definition_in_one_sentence():
    stock = Definition(
        "recognitions", "distinct:organization", (("kind", "high_tech_enterprise"), ("result", "recognised|-")), "recognised_on",
        "expires_on", "stock",
    )  # fmt: skip
    assert describing.sentence(stock) == (
        "“资质认定”台账里资质类型：高新技术企业，结果：认定或未填，期末有效（“认定日期”不晚于期末，“有效期至”未到或未填）的记录，按“企业名称”去重计数。"
    )
    assert "（台账里已没有这个字段）" in describing.sentence(Definition("projects", where=(("gone", "1"),)))
    assert "已经没有这个台账" in describing.lines(Definition("gone"))[0].text


def words(text: str) -> str:
    return describing.formula_words(formula.parse(text), {})


def test_formulas_written_out():
    assert words("growth(a)") == "a ÷ a（上年同期） − 1"
    assert words("share(a, b)") == "a ÷ b"
    assert words("per(a, b, 10000)") == "a ÷ b × 10000"
    assert words("net(a)") == "a − a（上年末）"
    assert words("(a + b) / (c - d) * 100") == "( a + b ) ÷ ( c − d ) × 100"
    assert words("a - (b - c)") == "a − ( b − c )"
    assert words("a / (b * c)") == "a ÷ ( b × c )"
    assert words("share(a + b, c)") == "( a + b ) ÷ c"


def test_what_others_told_is_called_by_their_name_for_it():
    known = built_in()
    told = describing.formula_words(
        formula.parse("stat_value[indicator==外贸进出口额] - before(stat_growth[indicator==产值])"), known
    )
    assert told == "外贸进出口额 − 产值增速（上年同期）"
    narrowed = formula.parse("stat_value[indicator==产值;scope=national] - projects_applied[level=city]")
    assert describing.formula_words(narrowed, known).endswith("− 申报科技项目数［级别：市级］")


def test_every_formula_of_the_catalogue_has_words():
    known = built_in()
    for indicator in known.values():
        if indicator.node is not None:
            told = describing.formula_words(indicator.node, known)
            assert told and not any(f" {code} " in f" {told} " for code in known)
