"""How figures of a report are worked out and told 报告里的数字: the field's worked examples, by the rules that `core` already keeps."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from taizhang.core.figures.formula import worked
from taizhang.core.figures.phrases import broken_line, day_words, holds, phrase
from taizhang.core.figures.rounding import decimal_of, rounded
from taizhang.policies.engine.exact import plus_months
from taizhang.policies.engine.pack import Pack

pack = Pack(
    "报告数字的算法和写法",
    issuer="统计和公文写作惯例",
    documents=(
        "GB/T 15835-2011《出版物上数字用法》",
        "GB/T 9704-2012《党政机关公文格式》",
        "指标口径见指标说明",
    ),
    brings="指标和报告里的数字",
    status="V",
)
CUSTOM = "统计惯例"
PHRASES = "报告写作惯例；GB/T 15835-2011"
NO_RATE = "没有增长率"


def formula(text: str, **values: Fraction) -> Decimal | None:
    """A formula of core over plain values; a name that ends in _before is last year's."""
    named = {
        f"before({name.removesuffix('_before')})" if name.endswith("_before") else name: decimal_of(value)
        for name, value in values.items()
    }
    return worked(text, named)


def percent(value: Decimal | None, decimals: int) -> Fraction | str:
    """A percentage rounded half up, as a fraction; in words where there is none."""
    return Fraction(rounded(value, decimals)) / 100 if value is not None else NO_RATE


@pack.calculation("占比", article=CUSTOM)
def share_from_2012(p: Any, part: Fraction, whole: Fraction) -> Fraction | str:
    """Intensity: two decimals of a percent (R&D over GDP)."""
    return percent(formula("share(a, b)", a=part, b=whole), 2)


@pack.calculation("两个百分比相差几个百分点", article=CUSTOM)
def points_from_2012(p: Any, now: Fraction, before: Fraction) -> str:
    """Percentages as numbers: the difference exact first, then rounded."""
    difference = formula("points(a, b)", a=now, b=before)
    return phrase("points", difference, 2).text


@pack.calculation("R&D 人员折合全时当量", article="科技统计口径")
def full_time_equivalent_from_2012(p: Any, shares: list[Fraction]) -> Fraction:
    """Person-years: nine tenths of the working time and more count one, the rest their real share."""
    return sum((Fraction(1) if s >= p.full_time else s for s in shares), Fraction(0))


@pack.calculation("有效期内企业数的净增和增长", article=CUSTOM)
def stock_from_2012(p: Any, now: Fraction, last_year_end: Fraction) -> dict[str, Any]:
    """Stocks at two ends of years."""
    return {
        "净增": formula("a - b", a=now, b=last_year_end),
        "增长": percent(formula("growth(a)", a=now, a_before=last_year_end), 1),
    }


@pack.calculation("某天计不计为有效", article=CUSTOM)
def counted_on_from_2012(p: Any, issued: date, day: date) -> bool:
    """From the day of issue to the day before the same day three years later, both included."""
    return issued <= day < plus_months(issued, 12 * int(p.certificate_years))


@pack.calculation("一组单位合起来的占比", article="统计惯例：分子之和比分母之和，不是比例的平均")
def ratio_of_group_from_2012(p: Any, units: list[list[Fraction]]) -> Fraction | str:
    """Each unit as [part, whole]; one decimal of a percent."""
    parts, wholes = (sum((u[i] for u in units), Fraction(0)) for i in (0, 1))
    return percent(formula("share(a, b)", a=parts, b=wholes), 1)


@pack.calculation("完成率和时间进度", article=CUSTOM)
def progress_from_2012(p: Any, now: Fraction, target: Fraction, months: Fraction) -> dict[str, Any]:
    """A flow within the year: behind where less of the target is reached than of the year is over."""
    done = formula("share(a, b)", a=now, b=target)
    due = formula("share(a, b)", a=months, b=Fraction(12))
    behind = done is not None and due is not None and done < due
    return {"完成率": percent(done, 1), "时间进度": percent(due, 1), "落后": behind}


@pack.calculation("增速目标差几个百分点", article="统计惯例：增速目标不比时间进度")
def growth_gap_from_2012(p: Any, target: Fraction, now: Fraction) -> Fraction:
    """Percentages; above zero: behind."""
    return max(target - now, Fraction(0))


@pack.calculation("科技进步贡献率", article="增长核算（索洛余值法）")
def progress_contribution_from_2012(
    p: Any, output: Fraction, capital: Fraction, labour: Fraction, of_capital: Fraction, of_labour: Fraction
) -> Fraction | str:
    """Growth rates in, one decimal of a percent out: what capital and labour do not explain."""
    explained = of_capital * capital + of_labour * labour
    return percent(formula("(1 - a / b) * 100", a=explained, b=output), 1)


@pack.calculation("考核得分（越低越好的指标）", article=CUSTOM)
def score_of_lower_from_2012(p: Any, target: Fraction, now: Fraction, weight: Fraction) -> Fraction:
    """weight x min(target / now, cap); nothing bad at all gets the cap."""
    return Fraction(weight * (min(target / now, p.score_cap) if now else p.score_cap))


@pack.calculation("增长率", article="统计惯例：上年为零或为负时不算")
def growth_from_2012(p: Any, now: Fraction, before: Fraction) -> Fraction | str:
    return percent(formula("growth(a)", a=now, a_before=before), 1)


@pack.calculation("每万人多少", article=CUSTOM)
def per_ten_thousand_from_2012(p: Any, count: Fraction, people: Fraction) -> Fraction | str:
    """Two decimals."""
    made = formula("per(a, b, 10000)", a=count, b=people)
    return Fraction(rounded(made, 2)) if made is not None else "没有数"


@pack.calculation("功效系数", article=CUSTOM)
def efficacy_from_2012(p: Any, value: Fraction, lowest: Fraction, highest: Fraction) -> Fraction:
    """60 + 40 x where the value lies between the lowest and the highest of all units; all equal: full marks."""
    if highest == lowest:
        return Fraction(p.efficacy_base + p.efficacy_span)
    return Fraction(p.efficacy_base + p.efficacy_span * (value - lowest) / (highest - lowest))


@pack.calculation("增长怎样写", article=PHRASES)
def growth_said_from_2012(p: Any, now: Fraction, before: Fraction) -> str:
    """同比增长20.0%; 增长2倍; no rate where last year was zero (新增8) or below (由-5增至10)."""
    rate = formula("growth(a)", a=now, a_before=before)
    if rate is not None:
        return f"同比{phrase('growth', rate, 1).text}"
    told = phrase("plain", decimal_of(now), 2).text
    return f"新增{told}" if before == 0 else f"由{phrase('plain', decimal_of(before), 2).text}增至{told}"


@pack.calculation("是上年的几倍", article=PHRASES)
def multiple_from_2012(p: Any, now: Fraction, before: Fraction) -> str:
    return f"是上年的{phrase('plain', decimal_of(now / before), 2).text}倍" if before > 0 else NO_RATE


@pack.calculation("完成目标怎样写", article=PHRASES)
def completion_said_from_2012(p: Any, now: Fraction, target: Fraction) -> str:
    return phrase("completion", formula("share(a, b)", a=now, b=target), 1).text


@pack.calculation("存量、净增和新增怎样写", article=PHRASES)
def stock_said_from_2012(p: Any, valid: Fraction, last_year: Fraction, issued: Fraction) -> str:
    """A stock, its difference, and a flow: three figures that may not stand for each other."""
    net = phrase("net", formula("a - b", a=valid, b=last_year), 0, "家").text
    return f"有效期内{valid}家，{net}，新增认定{issued}家"


@pack.calculation("约数能不能这样写", article=PHRASES)
def rough_from_2012(p: Any, word: str, said: Fraction, value: Fraction) -> bool:
    """Whether 余, 多, 近 or 超 may stand with a round number for a true value."""
    return holds(word, decimal_of(said), decimal_of(value))


@pack.calculation("四舍五入", article="GB/T 15835-2011；从精确值一次舍入")
def rounded_from_2012(p: Any, value: Fraction, decimals: Fraction) -> Fraction:
    return Fraction(rounded(decimal_of(value), int(decimals)))


@pack.calculation("日期怎样写", article="GB/T 9704-2012 成文日期")
def day_said_from_2012_07(p: Any, day: date) -> str:
    return day_words(day)


@pack.calculation("页码怎样写", article="GB/T 9704-2012 页码")
def page_number_from_2012_07(p: Any, page: Fraction) -> str:
    """Odd pages stand on the right, even ones on the left, with a dash on each side."""
    return f"{'右' if page % 2 else '左'}侧 — {page} —"


@pack.calculation("能不能写首次突破", article=PHRASES)
def first_over_from_2012(p: Any, value: Fraction, earlier: list[Fraction]) -> str:
    """A round line that no earlier value reached; else nothing is first."""
    line = broken_line(decimal_of(value), [decimal_of(v) for v in earlier])
    return f"首次突破{line:f}" if line is not None else "不能写首次突破"
