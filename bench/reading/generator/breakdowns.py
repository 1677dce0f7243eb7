"""Wholes and their parts, in the forms that reports have. Each writes a sentence with its claims; False: it does not fit."""

from decimal import Decimal
from typing import NamedTuple

from bench.reading.generator.draft import Fig
from bench.reading.generator.scene import HUNDRED, Scene, rounded_to
from bench.reading.generator.vocabulary import SPLITS, Topic
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.relations.relation import Type


class Divided(NamedTuple):
    """A whole and its parts: by what, and the figure that told the whole before (None where none did)."""

    criterion: str
    names: list[str]
    value: Decimal
    parts: list[Decimal]
    whole: Fig
    figs: list[Fig]
    earlier: Fig | None


def _divided(s: Scene, topic: Topic, most: int) -> Divided | None:
    """The topic's level in two to `most` parts; None where it cannot be divided."""
    if not topic.splits:
        return None
    split = s.chance.choice(topic.splits)
    count = s.chance.randint(2, min(most, len(SPLITS[split][1])))
    value, earlier = s.told_again(topic)
    parts = s.split(value, count)
    if parts is None:
        return None
    whole, names = s.level(topic, value), s.names(split, count)
    figs = [s.level(topic, part, name) for part, name in zip(parts, names, strict=True)]
    return Divided(SPLITS[split][0], names, value, parts, whole, figs, earlier)


def breakdown(s: Scene, topic: Topic) -> bool:
    """其中, 包括, 按…分, brackets, a colon, a sentence apart, the total at the end; with shares or without."""
    if (divided := _divided(s, topic, most=6)) is None:
        return False
    criterion, names, value, parts, whole, figs, earlier = divided
    more = None
    if s.chance.random() < 0.3:
        decimals = s.chance.choice((1, 2))
        more = [
            s.percent(p / value * HUNDRED, Role.SHARE, n, decimals) for p, n in zip(parts, names, strict=True)
        ]
    listed = s.listing(names, figs, more)
    verb = s.chance.choice(topic.verbs)
    shape = s.one_of(
        "{t}{v}{w}，其中{l}。",
        "{t}{v}{w}，其中：{l}。",
        "{t}{v}{w}。其中，{l}。",
        "{t}{v}{w}（其中{l}）。",
        "{t}{v}{w}（{l}）。",
        "{t}{v}{w}，包括{l}。",
        "{t}{v}{w}，分别是{l}。",
        "{t}{v}{w}：{l}。",
        "{t}{v}{w}，按{c}分，{l}。",
        "{t}{v}{w}。按{c}划分：{l}。",
        "{t}{v}{w}。从{c}看，{l}。",
        "{t}{v}{w}，由{l}构成。",
        "{t}中，{l}，合计{w}。",
        "{t}方面，{l}，共计{w}。",
        "{t}{v}{w}，具体为：{l}。",
        "{t}{v}{w}，其构成为{l}。",
        "{t}总数为{w}，其中，{l}。",
        "{l}，以上{t}总计{w}。",
        "{t}{v}{w}（按{c}分：{l}）。",
    )
    s.draft.write(
        shape, t=topic.name, v=verb if shape.startswith("{t}{v}") else "", w=whole, l=listed, c=criterion
    )
    if earlier is not None:
        s.draft.claim(Type.SUM, earlier, [whole])
    s.draft.claim(Type.SUM, whole, figs)
    if more:
        for part, share in zip(figs, more, strict=True):
            s.draft.claim(Type.SHARE, whole, [part, share])
        s.draft.claim(Type.SUM, None, more)
    return True


def breakdown_respectively(s: Scene, topic: Topic) -> bool:
    """甲、乙、丙分别为…, the shares likewise."""
    if (divided := _divided(s, topic, most=4)) is None:
        return False
    criterion, names, value, parts, whole, figs, earlier = divided
    s.draft.write("{t}{v}{w}，", t=topic.name, v=s.chance.choice(topic.verbs), w=whole)
    s.draft.add(s.one_of("其中", "", "按" + criterion + "分，") + "、".join(names))
    s.draft.add(s.one_of("分别为", "分别有", "分别达", "依次为", "各有", "分别是"))
    _row(s, figs)
    s.draft.claim(Type.SUM, whole, figs)
    if earlier is not None:
        s.draft.claim(Type.SUM, earlier, [whole])
    if s.chance.random() < 0.5:
        shares = [s.percent(p / value * HUNDRED, Role.SHARE, n, 1) for p, n in zip(parts, names, strict=True)]
        s.draft.add(s.one_of("，分别占总数的", "，占比分别为", "，所占比重依次为"))
        _row(s, shares)
        for part, share in zip(figs, shares, strict=True):
            s.draft.claim(Type.SHARE, whole, [part, share])
        s.draft.claim(Type.SUM, None, shares)
    s.draft.add("。")
    return True


def _row(s: Scene, figs: list[Fig]) -> None:
    last = s.one_of("、", "和", "与")
    for number, fig in enumerate(figs):
        s.draft.add("" if not number else (last if number == len(figs) - 1 else "、"))
        s.draft.add(fig)


def breakdown_lines(s: Scene, topic: Topic) -> bool:
    """A line for each part."""
    if not topic.splits:
        return False
    split = s.chance.choice(topic.splits)
    count = s.chance.randint(3, min(5, len(SPLITS[split][1]))) if len(SPLITS[split][1]) > 3 else 3
    value, whole = s.whole(topic)
    parts = s.split(value, count)
    if parts is None:
        return False
    names = s.names(split, count)
    figs = [s.level(topic, part, name) for part, name in zip(parts, names, strict=True)]
    s.draft.write(
        s.one_of("{t}{w}，具体是：", "{t}合计{w}，构成如下：", "{t}{w}，其中："), t=topic.name, w=whole
    )
    mark = s.one_of("——", "—", "")
    with_share = s.chance.random() < 0.5
    shares = []
    for part, name, fig in zip(parts, names, figs, strict=True):
        s.draft.write("\n" + mark + "{n}{f}", n=name, f=fig)
        if with_share:
            share = s.percent(part / value * HUNDRED, Role.SHARE, name, 1)
            s.draft.write(s.one_of("，占比{r}", "，占{r}", "，占总量的{r}"), r=share)
            s.draft.claim(Type.SHARE, whole, [fig, share])
            shares.append(share)
        s.draft.add("；" if fig is not figs[-1] else "。")
    s.draft.claim(Type.SUM, whole, figs)
    if shares:
        s.draft.claim(Type.SUM, None, shares)
    return True


def nested(s: Scene, topic: Topic) -> bool:
    """A part that is split again in brackets."""
    if len(topic.splits) < 2 or topic.decimals:
        return False
    outer, inner = topic.splits[:2]
    value, whole = s.whole(topic)
    parts = s.split(value, 3)
    below = s.split(parts[0], 2) if parts else None
    if parts is None or below is None:
        return False
    names, sub = s.names(outer, 3), s.names(inner, 2)
    figs = [s.level(topic, part, name) for part, name in zip(parts, names, strict=True)]
    lower = [s.level(topic, part, name) for part, name in zip(below, sub, strict=True)]
    s.draft.write(
        s.one_of(
            "{t}{w}，其中{a}{fa}（{x}{fx}、{y}{fy}），{b}{fb}，{c}{fc}。",
            "{t}共{w}：{a}{fa}（其中{x}{fx}，{y}{fy}）；{b}{fb}；{c}{fc}。",
            "{t}{w}，包括{a}{fa}（含{x}{fx}、{y}{fy}）、{b}{fb}、{c}{fc}。",
        ),
        t=topic.name, w=whole, a=names[0], b=names[1], c=names[2], fa=figs[0], fb=figs[1], fc=figs[2],
        x=sub[0], y=sub[1], fx=lower[0], fy=lower[1],
    )  # fmt: skip
    s.draft.claim(Type.SUM, whole, figs)
    s.draft.claim(Type.SUM, figs[0], lower)
    return True


def two_breakdowns(s: Scene, topic: Topic) -> bool:
    """The same whole split in two ways."""
    if len(topic.splits) < 2:
        return False
    value, whole = s.whole(topic)
    ways = []
    for split in topic.splits[:2]:
        count = min(3, len(SPLITS[split][1]))
        parts = s.split(value, count)
        if parts is None:
            return False
        names = s.names(split, count)
        ways.append((split, names, [s.level(topic, p, n) for p, n in zip(parts, names, strict=True)]))
    s.draft.write("{t}{v}{w}。", t=topic.name, v=s.chance.choice(topic.verbs), w=whole)
    for split, names, figs in ways:
        s.draft.write(
            s.one_of("按{c}分，{l}", "按{c}分：{l}", "从{c}看，{l}"),
            c=SPLITS[split][0],
            l=s.listing(names, figs),
        )
        s.draft.add("；" if split == topic.splits[0] else "。")
        s.draft.claim(Type.SUM, whole, figs)
    return True


def mixed_units(s: Scene, topic: Topic) -> bool:
    """亿元 = 亿元 + 万元."""
    if topic.unit != "亿元" or not topic.splits or topic.name in s.told:
        return False
    split = s.chance.choice(topic.splits)
    count = min(3, len(SPLITS[split][1]))
    small = [s.chance.randint(400, 9600) for _ in range(count - 1)]
    large = rounded_to(s.amount(topic), 2)
    total = large + sum(Decimal(x) for x in small) / 10000
    names = s.names(split, count)
    whole = Fig(total, "亿元", Kind.MONEY, Role.LEVEL, topic.name, s.now, 2)
    figs = [Fig(large, "亿元", Kind.MONEY, Role.LEVEL, names[0], s.now, 2)]
    figs += [
        Fig(Decimal(x), "万元", Kind.MONEY, Role.LEVEL, n, s.now)
        for x, n in zip(small, names[1:], strict=True)
    ]
    s.draft.write(
        s.one_of("{t}{w}，其中{l}。", "{t}{w}，包括{l}。"), t=topic.name, w=whole, l=s.listing(names, figs)
    )
    s.draft.claim(Type.SUM, whole, figs)
    return True
