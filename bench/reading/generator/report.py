"""A whole made-up report: title, lead, sections with sentences, a table, plans; with or without a planted error."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from bench.reading.generator.baits import BAITS, goal
from bench.reading.generator.draft import Draft, Fig, holds
from bench.reading.generator.errors import plant
from bench.reading.generator.scene import HUNDRED, Scene
from bench.reading.generator.sentences import CLAIMING, Sentence
from bench.reading.generator.vocabulary import FILLERS, LEADS, PLACES, SECTIONS, SPLITS, TITLES, Topic
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.relations.relation import Type

NOISE = (
    "首页 > 政务公开 > 工作总结\n发布时间：{year}-01-15  浏览次数：{views}\n",
    "来源：办公室  点击数：{views}  【字体：大 中 小】\n",
    "索引号：11330800/{year}-00{views}  发布机构：科技局\n",
)
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Report:
    """A report as text, with its labels and the name of its planted slip ("" for none).

    `suspect`: the figures of the sentence with the slip; whoever calls another claim on them wrong is not mistaken.
    """

    text: str
    labels: dict[str, Any]
    slip: str
    suspect: frozenset[tuple[int, int]] = frozenset()


def make(seed: int, error_rate: float, size: int = 1) -> Report:
    """A report by seed; `size` repeats its sections with other places, for length."""
    chance = Random(seed)
    draft = Draft(half_width=chance.random() < 0.4)
    place, year = chance.choice(PLACES), chance.randint(2016, 2026)
    half = chance.random() < 0.2
    scene = Scene(draft, chance, year, place, half, commas=chance.random() < 0.15, fine=chance.random() < 0.4)
    head = f"{year}年上半年" if half else f"{year}年"
    title = chance.choice(TITLES).replace("{year}年", head).format(place=place)
    if chance.random() < 0.3:
        draft.add(chance.choice(NOISE).format(views=chance.randint(100, 9999), year=year + 1))
    draft.add(title + "\n\n" + chance.choice(LEADS).replace("{year}年", head))
    sections = chance.sample(list(SECTIONS), chance.randint(4, 7))
    _lead(scene, [topic for name in sections for topic in SECTIONS[name]])
    numbers = iter(range(1, 10_000))
    for turn in range(size):
        prefix = "" if not turn else chance.choice(PLACES) + str(turn)
        for name in sections if not turn else list(SECTIONS):
            _section(scene, next(numbers), name, [_moved(t, prefix) for t in SECTIONS[name]])
    _plans(scene, next(numbers), [topic for name in sections for topic in SECTIONS[name]])
    for claim in draft.claims:
        if not holds(claim):
            raise AssertionError(f"seed {seed}: {claim.type} does not hold as made")
    slip = plant(draft, chance) if chance.random() < error_rate else None
    text, labels = draft.finish()
    if slip is None:
        return Report(text, labels, "")
    figures = [*slip.parts, *([slip.whole] if slip.whole else [])]
    return Report(text, labels, slip.planted, frozenset(draft.spans[fig] for fig in figures))


def _moved(topic: Topic, prefix: str) -> Topic:
    if not prefix:
        return topic
    return Topic(
        prefix + "号园" + topic.name,
        topic.unit,
        topic.low,
        topic.high,
        topic.splits,
        topic.kind,
        topic.decimals,
        topic.verbs,
    )


def _lead(s: Scene, topics: list[Topic]) -> None:
    """One or two figures told first, to be said again in their section."""
    for topic in s.chance.sample(topics, s.chance.choice((0, 1, 1, 2))):
        value = s.amount(topic)
        fig = s.level(topic, value)
        s.draft.write(s.one_of("{t}{v}{w}。", "全年{t}{v}{w}。") if not s.half_year else "{t}{v}{w}。",
                      t=topic.name, v=s.chance.choice(topic.verbs), w=fig)  # fmt: skip
        s.told[topic.name] = (value, fig)


def _section(s: Scene, number: int, name: str, topics: Sequence[Topic]) -> None:
    level = NUMERALS[number - 1] + "、" if number <= len(NUMERALS) else f"（{number}）"
    s.draft.add(f"\n\n{level}{name}\n")
    topics = s.chance.sample(list(topics), len(topics))
    if s.chance.random() < 0.2:
        _table(s, number, topics.pop())
    paragraph = 0
    for topic in topics:
        if not paragraph or s.chance.random() < 0.5:
            s.draft.add(f"\n（{NUMERALS[paragraph]}）")
            paragraph += 1
        kinds = CLAIMING if s.chance.random() < 0.62 else BAITS
        if topic.name in s.told:
            kinds = CLAIMING
        _one(s, kinds, topic)
        if s.chance.random() < 0.3:
            s.draft.add(s.chance.choice(FILLERS))
        if s.chance.random() < 0.25:
            _one(s, BAITS[2:3], topic)


def _one(s: Scene, kinds: Sequence[tuple[Sentence, int]], topic: Topic) -> None:
    """A sentence that fits the topic."""
    for _ in range(12):
        (sentence,) = s.chance.choices([k for k, _ in kinds], [w for _, w in kinds])
        before = len(s.draft.pieces), len(s.draft.claims)
        if sentence(s, topic):
            return
        del s.draft.pieces[before[0] :], s.draft.claims[before[1] :]


def _table(s: Scene, number: int, topic: Topic) -> None:
    """Rows, shares and a total, with tabs between the cells."""
    if not topic.splits:
        return
    split = s.chance.choice(topic.splits)
    count = min(5, len(SPLITS[split][1]))
    value, earlier = s.told_again(topic)
    parts = s.split(value, count)
    if parts is None:
        return
    names = s.names(split, count)
    with_share = s.chance.random() < 0.5
    s.draft.add(
        f"\n表{number} {topic.name}分布情况\n{s.one_of('类别', '项目', '名称')}\t{topic.name}（{topic.unit}）"
    )
    s.draft.add("\t占比（%）\n" if with_share else "\n")
    figs, shares = [], []
    for name, part in zip(names, parts, strict=True):
        fig = _cell(s, topic, part, name)
        s.draft.write("{n}\t{f}", n=name, f=fig)
        figs.append(fig)
        if with_share:
            ratio = Fig(part / value * HUNDRED, "%", Kind.PERCENT, Role.SHARE, name, s.now, 1, cell=True)
            shares.append(ratio)
            s.draft.write("\t{f}", f=ratio)
        s.draft.add("\n")
    whole = _cell(s, topic, value, topic.name)
    s.draft.write("{n}\t{f}", n=s.one_of("合计", "总计"), f=whole)
    if with_share:
        all_ = Fig(HUNDRED, "%", Kind.PERCENT, Role.SHARE, topic.name, s.now, 0, cell=True)
        s.draft.write("\t{f}", f=all_)
        s.draft.claim(Type.SUM, all_, shares)
    s.draft.add("\n")
    s.draft.claim(Type.SUM, whole, figs)
    if earlier is not None:
        s.draft.claim(Type.SUM, earlier, [whole])
    for fig, ratio in zip(figs, shares, strict=False):
        s.draft.claim(Type.SHARE, whole, [fig, ratio])


def _cell(s: Scene, topic: Topic, value: Decimal, of: str) -> Fig:
    return Fig(value, topic.unit, topic.kind, Role.LEVEL, of, s.now, topic.decimals, cell=True)


def _plans(s: Scene, number: int, topics: list[Topic]) -> None:
    level = NUMERALS[number - 1] + "、" if number <= len(NUMERALS) else f"（{number}）"
    s.draft.add(f"\n\n{level}{s.year + 1}年工作计划\n")
    for topic in s.chance.sample(topics, min(3, len(topics))):
        goal(s, topic)
    s.draft.add("\n")
