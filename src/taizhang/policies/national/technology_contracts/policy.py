"""Recognition and registration of technology contracts 技术合同认定登记: amounts, flows, years, tax, how the sums are told.

Contracts registered before the measures of 2026 stay under those of 2000 and 2001: ask with the day of registration.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from taizhang.core.figures.formula import worked
from taizhang.core.figures.phrases import phrase
from taizhang.core.figures.rounding import SCALES, decimal_of, printed, rounded
from taizhang.policies.engine.pack import Pack

pack = Pack(
    "技术合同认定登记",
    issuer="工业和信息化部（2026 年以前为科学技术部）",
    documents=(
        "《技术合同认定登记管理办法》及附件规则（工业和信息化部 2026-01-23 印发，文号和施行日待核对）",
        "《技术合同认定登记管理办法》（国科发政字〔2000〕63号）、《技术合同认定规则》（国科发政字〔2001〕253号），已由 2026 年办法废止",
    ),
    brings="登记证明；据以享受增值税、所得税优惠",
    status="V",
)
RULES = "技术合同认定规则（2001 年）；2026 年办法附件规则"


@pack.calculation("核定技术交易额", article=RULES)
def technical_amount_from_2001(p: Any, total: Fraction, not_technical: Fraction) -> dict[str, Any]:
    """Yuan: the price less what is not technical (equipment, parts, materials). Nothing technical left: not registered."""
    technical = total - not_technical
    if total <= 0 or not 0 <= not_technical <= total:
        return {"技术交易额": None, "结论": "金额不成立"}
    if technical == 0:
        return {"技术交易额": technical, "结论": "没有技术交易额，不予登记或改类"}
    low = technical < p.review_share * total
    return {"技术交易额": technical, "结论": "技术部分偏少，请复核" if low else "可以登记"}


@pack.calculation("输出、吸纳和本地流转", article="统计惯例：按卖方所在地输出，按买方所在地吸纳")
def flows_from_2001(p: Any, here: str, contracts: list[dict[str, Any]]) -> dict[str, Fraction]:
    """Yuan by direction. A contract within the district is output and absorption at once, but once in the union."""

    def total(seller: bool, buyer: bool) -> Fraction:
        found = (c for c in contracts if ((c["seller"] == here), (c["buyer"] == here)) == (seller, buyer))
        return sum((c["total"] for c in found), Fraction(0))

    local, outflow, inflow = total(True, True), total(True, False), total(False, True)
    return {
        "输出": local + outflow, "吸纳": local + inflow,
        "本地流转": local, "流出": outflow, "流入": inflow, "合并": local + outflow + inflow,
    }  # fmt: skip


@pack.calculation("计入哪一年", article="统计惯例：按认定登记日期")
def counted_in_from_2001(p: Any, signed: date, registered: date) -> int:
    """The year of registration, whatever the day of signing."""
    return registered.year


@pack.calculation("技术转让所得的企业所得税", article="企业所得税法实施条例第九十条")
def transfer_tax_from_2008(p: Any, income: Fraction) -> dict[str, Fraction]:
    """Yuan of one tax year: free up to a limit, half the rate above it."""
    above = max(income - p.free_income, Fraction(0))
    return {"免税所得": min(income, p.free_income), "税额": above * p.income_tax * p.half}


@pack.calculation("金额怎样印", article="统计惯例：四舍五入，两位小数")
def told_from_2001(p: Any, amount: Fraction) -> str:
    """In 万元 and in 亿元, each rounded half up from the exact yuan."""
    exact = decimal_of(amount)
    wan, yi = (printed(exact / SCALES[unit], 2, grouped=True) for unit in ("万元", "亿元"))
    return f"记作 {wan} 万元，或 {yi} 亿元"


@pack.calculation("输出成交额占地区生产总值的比重", article="考核惯例")
def of_gdp_from_2001(p: Any, output: Fraction, gdp: Fraction) -> Fraction:
    """A share rounded to two decimals of a percent."""
    share = worked("share(a, b)", {"a": decimal_of(output), "b": decimal_of(gdp)})
    return Fraction(rounded(share, 2)) / 100 if share is not None else Fraction(0)


@pack.calculation("比上年增长", article="统计惯例：上年为零时不算增长率")
def growth_from_2001(p: Any, now: Fraction, before: Fraction) -> str:
    """增长30.0%; where there was nothing last year: 净增15.6亿元."""
    one, other = decimal_of(now), decimal_of(before)
    rate = worked("growth(a)", {"a": one, "before(a)": other})
    if rate is not None:
        return phrase("growth", rate, 1).text
    return phrase("net", (one - other) / SCALES["亿元"], 2, "亿元").text


@pack.calculation("合同种类，以及在较早的序列里归哪一类", article="民法典第三编第二十章；统计惯例")
def kind_from_2001(p: Any, kind: str, series_since: int) -> dict[str, Any]:
    """A series that began when there were four kinds has licences among transfers; of that day, one of p.kinds."""
    known = kind in p.kinds
    early = kind == "技术许可" and series_since < p.licence_since.year
    return {"种类": kind if known else "没有这一类", "序列中": "技术转让" if early else kind}


@pack.calculation("各类合计怎样印", article="统计惯例：合计按精确值四舍五入，不凑平")
def sum_told_from_2001(p: Any, parts: list[Fraction]) -> dict[str, Any]:
    """Yuan, each rounded to 0.01 亿元; the total from the exact parts, so that it may differ from the sum of what is printed."""
    unit = SCALES["亿元"]

    def in_yi(value: Fraction) -> Fraction:
        return Fraction(rounded(decimal_of(value) / unit, 2) * unit)

    told = [in_yi(v) for v in parts]
    return {
        "各类": told, "合计": in_yi(sum(parts, Fraction(0))), "印出数之和": sum(told, Fraction(0)),
    }  # fmt: skip
