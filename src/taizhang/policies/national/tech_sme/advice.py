"""What would raise the score 怎么补: for each indicator the next band and the least change that reaches it."""

import math
from fractions import Fraction

from taizhang.policies.engine.answers import Step, Verdict
from taizhang.policies.engine.given import Given, PlainBands, PlainParameters
from taizhang.policies.engine.parameters import Band
from taizhang.policies.engine.words import said
from taizhang.policies.national.gaps import hire, reassign


def steps_from_2017_05_03(g: Given, p: PlainParameters) -> list[Step]:
    """Steps towards the score; nothing where the evaluation holds or its data is missing."""
    made = [
        Step("移出名录", f"依法申请移出{title}", "不再因名录不符合", name)
        for name, title in (("abnormal_list", "经营异常名录"), ("dishonest_list", "严重违法失信企业名单"))
        if g.fact(name) is True
    ]
    if g.finding("evaluation").verdict != Verdict.FAILS:
        return made
    return made + _staff(g, p) + _rd(g, p) + _results(g, p)


def _staff(g: Given, p: PlainParameters) -> list[Step]:
    """The next band by moving present staff, and by hiring, which raises both numbers."""
    some, all_ = g.number("st_staff"), g.number("staff")
    if some is None or not all_:
        return []
    band = _next(p.staff_share, some / all_)
    if band is None or band.limit is None:
        return []
    moved, hired = reassign(some, all_, band.limit), hire(some, all_, band.limit)
    ways = (
        ("调整岗位", f"现有职工中 {moved} 人转为科技人员", moved, (some + moved) / all_),
        ("新招科技人员", f"新招 {hired} 人", hired, (some + hired) / (all_ + hired)),
    )
    return [
        Step(
            title,
            change,
            f"科技人员占比达到 {said(share, '%')}，{_gain(g, p, 'staff_points', p.staff_share.of(share))}",
            "sme_st_staff",
            Fraction(people),
        )
        for title, change, people, share in ways
    ]


def _rd(g: Given, p: PlainParameters) -> list[Step]:
    """The cheaper of the two ways to more points."""
    rd, (points, _) = g.number("rd"), g.value("rd_points")
    if rd is None or points is None:
        return []
    wholes = [
        (whole, bands, words)
        for whole, bands, words in (
            (g.number("sales"), p.rd_of_sales, "销售收入"),
            (g.number("costs"), p.rd_of_costs, "成本费用"),
        )
        if whole
    ]
    ways = [
        (max(Fraction(0), band.limit * whole - rd), band.limit, words)
        for whole, bands, words in wholes
        if (band := _better(bands, points)) is not None and band.limit is not None
    ]
    if not ways:
        return []
    more, limit, words = min(ways)
    after = max(bands.of((rd + more) / whole) for whole, bands, _ in wholes)
    return [
        Step(
            "增加研发投入",
            f"研发费用再增加 {said(more, '元')}（{words}不变）",
            f"占{words} {said(limit, '%')}，{_gain(g, p, 'rd_points', after)}",
            "tax_rd_expense",
            more,
        )
    ]


def _better(bands: PlainBands, points: Fraction) -> Band | None:
    """The lowest band that gives more points."""
    better = [b for b in bands.bands if b.limit is not None and b.high > points]
    return better[-1] if better else None


def _results(g: Given, p: PlainParameters) -> list[Step]:
    one, two = g.number("class_one_ip"), g.number("class_two_ip")
    if one is None or two is None or one >= p.class_one_needed:
        return []
    made = []
    band = _next(p.class_two, two)
    if band is not None and band.limit is not None:
        more = math.ceil(band.limit - two)
        gain = _gain(g, p, "results_points", band.high)
        made.append(Step("取得Ⅱ类知识产权", f"再取得 {more} 件", gain, "class_two_ip", Fraction(more)))
    best = p.class_one.bands[0].high
    needed = f"取得发明专利等Ⅰ类知识产权 {said(p.class_one_needed, '件')}"
    made.append(
        Step(
            "取得Ⅰ类知识产权", needed, _gain(g, p, "results_points", best), "class_one_ip", p.class_one_needed
        )
    )
    return made


def _next(bands: PlainBands, what: Fraction) -> Band | None:
    """The nearest better band."""
    better = bands.above(what)
    return better[0] if better else None


def _gain(g: Given, p: PlainParameters, name: str, points: Fraction) -> str:
    """What the change does to the score, and whether that is enough."""
    (now, _), (before, _) = g.value("score"), g.value(name)
    if now is None or before is None:
        return f"该项得 {said(points, '分')}"
    after = now - before + points
    enough = "达到" if after >= p.pass_points else "还不够"
    return f"综合得分由 {said(now, '分')}升到 {said(after, '分')}（+{said(points - before, '分')}），{enough}"
