"""Sentences of reports: each writes what it says into the draft, with its claims. Right when written; slips come later."""

from collections.abc import Callable
from decimal import Decimal

from bench.reading.generator.breakdowns import (
    breakdown,
    breakdown_lines,
    breakdown_respectively,
    mixed_units,
    nested,
    two_breakdowns,
)
from bench.reading.generator.draft import Fig
from bench.reading.generator.scene import HUNDRED, Scene, rounded_to
from bench.reading.generator.vocabulary import DOWN, UP, Topic
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.relations.relation import Type

Sentence = Callable[[Scene, Topic], bool]  # False: it does not fit this topic, nothing was written


# ---------------------------------------------------------------- growth, completion, differences


def growth(s: Scene, topic: Topic) -> bool:
    """Now, a year ago, the change, the rate: two, three or all four of them."""
    value, now = s.whole(topic)
    rise = s.chance.random() < 0.72
    factor = s.chance.uniform(0.55, 0.97) if rise else s.chance.uniform(1.02, 1.4)
    base = s.amount(topic, float(value) * factor, float(value) * factor)
    printed = abs(rounded_to(value, topic.decimals) - rounded_to(base, topic.decimals))
    if not printed or base == value or (value > base) != rise:
        return False
    role = Role.INCREASE if rise else Role.DECREASE
    was = s.level(topic, base, period=s.before)
    by = s.level(topic, abs(value - base), role=role)
    rate = s.percent(
        abs(value - base) / base * HUNDRED,
        Role.GROWTH_RATE if rise else Role.DECREASE,
        topic.name,
        s.chance.choice((1, 2)),
    )
    if not rate.value:
        return False
    up = s.chance.choice(UP if rise else DOWN)
    more = s.one_of("增加", "多", "净增", "新增") if rise else s.one_of("减少", "少")
    to = s.one_of("增至", "增加到", "上升到", "提高到") if rise else s.one_of("降至", "减少到", "回落到")
    last = s.one_of("上年", "去年", str(s.year - 1) + "年") + ("同期" if s.half_year else "")
    shape, tied = s.chance.choice(
        (
            ("{t}{v}{c}，比{y}{m}{d}，{u}{g}。", "dg"),
            ("{t}{v}{c}，较{y}{m}{d}、{u}{g}。", "dg"),
            ("{t}由{y}的{p}{o}{c}，{u}{g}。", "pg"),
            ("{t}从{y}的{p}{o}{c}，{m}{d}，{u}{g}。", "pdg"),
            ("{t}{v}{c}（{y}为{p}），{u}{g}。", "pg"),
            ("{t}{v}{c}，{u}{g}（{y}{p}）。", "pg"),
            ("{t}{v}{c}，{y}为{p}，{u}{g}。", "pg"),
            ("{t}{v}{c}，较{y}{p}{m}{d}，{u}{g}。", "pdg"),
            ("{t}{v}{c}，比{y}的{p}{m}{d}。", "pd"),
            ("{y}{t}为{p}，本期达到{c}，{u}{g}。", "pg"),
            ("{t}{v}{c}，与{y}的{p}相比{m}{d}，{u}{g}。", "pdg"),
            ("{t}{v}{c}，{u}{g}，{m}{d}。", "dg"),
            ("{t}{v}{c}，同比{m}{d}（{u}{g}）。", "dg"),
            ("{y}，{t}为{p}。今年{t}{v}{c}，同比{m}{d}。", "pd"),
        )
    )
    s.draft.write(
        shape,
        t=topic.name,
        v=s.chance.choice(topic.verbs),
        c=now,
        p=was,
        d=by,
        g=rate,
        u=up,
        m=more,
        o=to,
        y=last,
    )
    if "g" in tied:
        s.draft.claim(Type.GROWTH, now, [was if "p" in tied else by, rate])
    if "p" in tied and "d" in tied:
        s.draft.claim(Type.DIFFERENCE, by, [now, was] if rise else [was, now])
    return True


def completion(s: Scene, topic: Topic) -> bool:
    """Target, actual, rate."""
    value, done = s.whole(topic)
    target = s.amount(topic, float(value) * 0.8, float(value) * 1.25)
    aim = s.level(topic, target, role=Role.TARGET)
    rate = s.percent(
        done.value / aim.value * HUNDRED, Role.COMPLETION_RATE, topic.name, s.chance.choice((1, 2))
    )
    s.draft.write(
        s.one_of(
            "{t}{v}{c}，完成年度目标{a}的{r}。",
            "{t}年度任务{a}，实际完成{c}，完成率{r}。",
            "{t}完成{c}，为全年计划{a}的{r}。",
            "{t}目标值{a}，已完成{c}，完成率达{r}。",
            "{t}{v}{c}，占年度任务（{a}）的{r}。",
            "上级下达{t}任务{a}，截至目前完成{c}，完成进度{r}。",
            "对照{t}全年目标{a}，实际实现{c}，目标完成率为{r}。",
            "{t}计划数为{a}，实绩{c}，达成率{r}。",
        ),
        t=topic.name, v=s.chance.choice(topic.verbs), c=done, a=aim, r=rate,
    )  # fmt: skip
    s.draft.claim(Type.RATE, aim, [done, rate])
    return True


def budget(s: Scene, topic: Topic) -> bool:
    """Budget, spent, rate, rest."""
    if not topic.name.endswith(("资金", "补助", "经费", "投放")) or topic.name in s.told:
        return False
    value = s.amount(topic)
    plan = s.level(topic, value, role=Role.TARGET)
    spent = rounded_to(value * Decimal(s.chance.uniform(0.6, 0.98)), topic.decimals)
    out = s.level(topic, spent, "支出")
    assert plan.value is not None
    rest = s.level(topic, plan.value - spent, "结余")
    rate = s.percent(spent / plan.value * HUNDRED, Role.COMPLETION_RATE, "执行率", 1)
    shape, tied = s.chance.choice(
        (
            ("{t}预算{a}，全年支出{o}，执行率{r}，结余{d}。", "rd"),
            ("{t}年初预算{a}，实际支出{o}，预算执行率为{r}，结余{d}。", "rd"),
            ("安排{t}预算{a}，已支出{o}，执行率达{r}。", "r"),
            ("{t}预算{a}，支出{o}，结余{d}。", "d"),
            ("年初安排{t}预算{a}，到年底支出{o}，尚有结余{d}，执行率{r}。", "rd"),
            ("{t}预算总盘子{a}，扣除支出{o}后，结余{d}。", "d"),
        )
    )
    s.draft.write(shape, t=topic.name, a=plan, o=out, r=rate, d=rest)
    if "r" in tied:
        s.draft.claim(Type.RATE, plan, [out, rate])
    if "d" in tied:
        s.draft.claim(Type.DIFFERENCE, rest, [plan, out])
    return True


def stages(s: Scene, topic: Topic) -> bool:
    """申报, 立项, 立项率 and their like."""
    if topic.kind is not Kind.COUNT or topic.decimals:
        return False
    value, all_ = s.whole(topic)
    some = int(value * Decimal(s.chance.uniform(0.25, 0.9)))
    if some < 2:
        return False
    done, name = s.chance.choice(
        (("通过评审", "通过率"), ("获批立项", "立项率"), ("按期办结", "办结率"), ("完成验收", "验收率"))
    )
    part = s.level(topic, Decimal(some), done)
    rate = s.percent(Decimal(some) / value * HUNDRED, Role.COMPLETION_RATE, name, s.chance.choice((1, 2)))
    s.draft.write(
        s.one_of("{t}{w}，{p}{x}，{n}{r}。", "{t}{v}{w}，其中{p}{x}，{n}为{r}。", "{t}{w}，已{p}{x}（{n}{r}）。"),
        t=topic.name, v=s.chance.choice(topic.verbs), w=all_, p=done, x=part, n=name, r=rate,
    )  # fmt: skip
    s.draft.claim(Type.RATE, all_, [part, rate])
    return True


def share(s: Scene, topic: Topic) -> bool:
    """One part and its share."""
    if not topic.splits:
        return False
    value, whole = s.whole(topic)
    name = s.names(s.chance.choice(topic.splits), 1)[0]
    part = rounded_to(value * Decimal(s.chance.uniform(0.12, 0.8)), max(0, -int(value.as_tuple().exponent)))
    if not part:
        return False
    fig = s.level(topic, part, name)
    rate = s.percent(part / value * HUNDRED, Role.SHARE, name, s.chance.choice((1, 2)))
    s.draft.write(
        s.one_of(
            "{t}{v}{w}，其中{n}{x}，占{r}。",
            "{t}{v}{w}，其中{n}{x}，占比{r}。",
            "{t}{v}{w}，其中{n}{x}，占总量的{r}。",
            "{n}{t}{x}，占全部{t}{w}的{r}。",
            "{t}{w}，{n}为{x}，所占比重为{r}。",
            "{t}{v}{w}。其中{n}{x}，约占{t}的{r}。",
            "{t}{v}{w}，{n}占{r}，为{x}。",
            "{n}为{x}，在{t}（{w}）中占{r}。",
            "在{w}{t}中，{n}{x}，占比达{r}。",
        ),
        t=topic.name, v=s.chance.choice(topic.verbs), w=whole, n=name, x=fig, r=rate,
    )  # fmt: skip
    s.draft.claim(Type.SHARE, whole, [fig, rate])
    return True


def product(s: Scene, topic: Topic) -> bool:
    """So many at so much each."""
    if topic.kind is not Kind.COUNT or topic.decimals or len(topic.unit) > 1:
        return False
    value, many = s.whole(topic)
    each = rounded_to(Decimal(s.chance.uniform(12, 420)), 1)
    total = Fig(value * each / 10000, "亿元", Kind.MONEY, Role.LEVEL, "总金额", s.now, 2)
    if total.value is None or total.value < 1:
        return False
    one = Fig(each, "万元", Kind.MONEY, Role.LEVEL, "平均每" + topic.unit, s.now, 1)
    s.draft.write(
        s.one_of("{t}{w}，{e}{x}，总金额{p}。", "{t}{v}{w}，总金额{p}，{e}{x}。"),
        t=topic.name, v=s.chance.choice(topic.verbs), w=many, e=one.of, x=one, p=total,
    )  # fmt: skip
    s.draft.claim(Type.PRODUCT, total, [many, one])
    return True


def times(s: Scene, topic: Topic) -> bool:
    """是…的n倍, 增长n倍."""
    value, now = s.whole(topic)
    factor = s.chance.uniform(1.4, 4.2)
    base = s.amount(topic, float(value) / factor, float(value) / factor)
    was = s.level(topic, base, period=s.before)
    if not was.value or value / base < Decimal("1.2"):
        return False
    if s.chance.random() < 0.6:
        ratio = Fig(value / base, "倍", Kind.RATIO, Role.LEVEL, topic.name, s.now, 1)
        s.draft.write(s.one_of("{t}{v}{c}，是上年{p}的{k}。", "{t}{v}{c}，相当于上年（{p}）的{k}。"),
                      t=topic.name, v=s.chance.choice(topic.verbs), c=now, p=was, k=ratio)  # fmt: skip
        s.draft.claim(Type.RATE, was, [now, ratio])
    else:
        ratio = Fig((value - base) / base, "倍", Kind.RATIO, Role.GROWTH_RATE, topic.name, s.now, 1)
        if not ratio.value:
            return False
        s.draft.write("{t}由上年的{p}增加到{c}，增长{k}。", t=topic.name, p=was, c=now, k=ratio)
        s.draft.claim(Type.GROWTH, now, [was, ratio])
    return True


def points(s: Scene, topic: Topic) -> bool:
    """由a%提高到b%，提高c个百分点."""
    a = rounded_to(Decimal(s.chance.uniform(8, 70)), 1)
    by = rounded_to(Decimal(s.chance.uniform(0.3, 9)), 1)
    up = s.chance.random() < 0.7
    what = topic.name + s.one_of("覆盖率", "占比", "本地转化率")
    old = Fig(a, "%", Kind.PERCENT, Role.SHARE, what, s.before, 1)
    new = Fig(a + by if up else a - by, "%", Kind.PERCENT, Role.SHARE, what, s.now, 1)
    if not new.value or new.value <= 0:
        return False
    step = Fig(by, "个百分点", Kind.PERCENT, Role.INCREASE if up else Role.DECREASE, what, s.now, 1)
    s.draft.write(
        s.one_of("{t}由上年的{a}{o}{b}，{u}{d}。", "{t}为{b}，比上年的{a}{u}{d}。"),
        t=what, a=old, b=new, d=step,
        o="提高到" if up else "降至", u=s.one_of("提高", "上升", "提升") if up else s.one_of("下降", "回落", "降低"),
    )  # fmt: skip
    s.draft.claim(Type.DIFFERENCE, step, [new, old] if up else [old, new])
    return True


CLAIMING: tuple[tuple[Sentence, int], ...] = (
    (breakdown, 9),
    (breakdown_respectively, 3),
    (breakdown_lines, 1),
    (nested, 2),
    (two_breakdowns, 2),
    (mixed_units, 3),
    (growth, 7),
    (completion, 3),
    (budget, 3),
    (stages, 3),
    (share, 4),
    (product, 1),
    (times, 2),
    (points, 1),
)
