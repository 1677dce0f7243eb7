"""Plan projects of a city or district 科技计划项目: scores, publicity, instalments, changes, acceptance, recovery.

There is no national rule: days, shares and lines are parameters, here those of the places named as their source.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from taizhang.policies.engine.exact import plus_months, round_to
from taizhang.policies.engine.pack import Pack

pack = Pack(
    "科技计划项目管理",
    issuer="示例市科学技术局",
    documents=(
        "示例：渝科局发〔2023〕35号、攀科发〔2021〕22号、青岛市科技计划项目规定等的转述；各地以自己的管理办法为准",
    ),
    brings="项目资金和全过程管理的算法",
    example=True,
    status="V",
)
USUAL = "通行做法（各地办法自定）"


@pack.calculation("评审总分", article=USUAL)
def final_score_from_2021(p: Any, scores: list[Fraction]) -> dict[str, Any]:
    """The mean; from so many experts on without one highest and one lowest. Exact, and as printed to two decimals."""
    kept = sorted(scores)[1:-1] if len(scores) >= p.drop_from else scores
    exact = sum(kept, Fraction(0)) / len(kept)
    return {"精确": exact, "印出": round_to(exact, ("half_up", 2))}


@pack.calculation("排名", article=USUAL)
def ranks_from_2021(p: Any, scores: list[Fraction], on_rounded: bool) -> list[int]:
    """1 is best; equal scores share the better rank (1, 2, 2, 4). By the exact value unless the measure ranks what it prints."""
    ranked = [round_to(s, ("half_up", 2)) for s in scores] if on_rounded else scores
    return [1 + sum(other > mine for other in ranked) for mine in ranked]


@pack.calculation("公示截止日", article=USUAL)
def publicity_ends_from_2021(
    p: Any, published: date, days: Fraction, holidays: list[date], working_weekends: list[date]
) -> date:
    """The last of so many whole working days, counted from the day after publishing, by the official calendar of holidays."""
    day, left = published, days
    while left:
        day += timedelta(days=1)
        if day in working_weekends or (day.weekday() < 5 and day not in holidays):
            left -= 1
    return day


@pack.calculation("分期拨付", article=USUAL)
def instalments_from_2021(p: Any, grant: Fraction, shares: list[Fraction]) -> list[Fraction]:
    """Yuan: each but the last rounded half up to the unit of payment, never past the grant; the last is what remains."""
    paid: list[Fraction] = []
    for share in shares[:-1]:
        wanted = round_to(grant * share / p.pay_unit, ("half_up", 0)) * p.pay_unit
        paid.append(min(wanted, grant - sum(paid, Fraction(0))))
    return [*paid, grant - sum(paid, Fraction(0))]


@pack.calculation("能否申请延期", article="渝科局发〔2023〕35号（转述）")
def may_extend_from_2023(
    p: Any, ends: date, asked: date, new_end: date, extended_before: Fraction
) -> dict[str, Any]:
    """Asked long enough before the end, once, and not by more than a year."""
    left = (ends - asked).days
    reasons = []
    if left < p.extension_days:
        reasons.append("离到期不足规定天数")
    if extended_before >= p.extensions:
        reasons.append("已经延期过")
    if new_end > plus_months(ends, int(p.extension_months)):
        reasons.append("延期超过规定时间")
    return {"剩余天数": left, "可以延期": not reasons, "理由": "；".join(reasons) or "可以申请"}


@pack.calculation("验收材料是否按时", article="攀科发〔2021〕22号（转述）")
def papers_in_time_from_2021(p: Any, ends: date, handed_in: date) -> bool:
    """Within so many days of the end of the task book; the last day counts."""
    return bool((handed_in - ends).days <= p.papers_days)


@pack.calculation("是否须附财务验收报告", article="攀科发〔2021〕22号（转述）")
def financial_report_from_2021(p: Any, grant: Fraction) -> bool:
    return bool(grant >= p.financial_report)


@pack.calculation("是否须中期检查", article="青岛市科技计划项目规定（转述）")
def midterm_from_2023(p: Any, grant: Fraction) -> bool:
    return bool(grant >= p.midterm)


@pack.calculation("负责人能否再申报", article=USUAL)
def leader_may_apply_from_2021(
    p: Any, running: Fraction, acceptance_applied: Fraction, measure_exempts: bool
) -> bool:
    """Projects that asked for acceptance still count as running, unless the measure exempts them."""
    counted = running + (0 if measure_exempts else acceptance_applied)
    return bool(counted < p.leader_limit)


@pack.calculation("专家是否须回避（曾在申报单位任职）", article=USUAL)
def must_avoid_from_2021(p: Any, left_unit: date, drawn: date) -> bool:
    """Within so many years of leaving; on the day itself the expert is free (interpretation)."""
    return drawn < plus_months(left_unit, 12 * int(p.past_employment))


@pack.calculation("应收回的资金", article="青岛市科技计划项目规定（转述）；通行做法")
def recovered_from_2021(
    p: Any, grant: Fraction, used: Fraction, irregular: Fraction, revoked: bool, interest: Fraction
) -> Fraction:
    """Yuan. Terminated 终止: what is unused and what was used irregularly. Revoked 撤销: all of it with interest."""
    return grant + interest if revoked else grant - used + irregular


@pack.calculation("指标完成率", article=USUAL)
def completion_from_2021(p: Any, target: Fraction, real: Fraction) -> dict[str, Any]:
    """Exact; and cut off at a cap where several are averaged."""
    rate = real / target if target > 0 else None
    return {"完成率": rate, "平均时计": min(rate, p.completion_cap) if rate is not None else None}


@pack.calculation("抽取专家够不够", article=USUAL)
def draw_from_2021(p: Any, pool: Fraction, avoided: Fraction, needed: Fraction) -> dict[str, Any]:
    """What is left after avoidance; too few widens the pool, and never relaxes avoidance."""
    free = pool - avoided
    enough = free >= needed
    return {"可抽人数": free, "够": enough, "做法": "可以抽取" if enough else "扩大抽取范围，不放宽回避"}
