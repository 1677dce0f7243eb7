"""Sentences that claim nothing to be recomputed: what a reader must leave alone."""

from decimal import Decimal

from bench.reading.generator.draft import Fig, chinese
from bench.reading.generator.scene import Scene, rounded_to
from bench.reading.generator.sentences import Sentence
from bench.reading.generator.vocabulary import DOWN, UP, Topic
from taizhang.core.reading.figures.figure import Kind, Role

FIRMS, PEOPLE = ("当年新增", "上市后备企业", "设有研发机构的"), ("女性", "少数民族", "中级以上职称的")
GROUPS = {"家": FIRMS, "户": FIRMS, "人": PEOPLE, "名": PEOPLE, "项": ("本年新列", "重点", "跨区合作的")}


def incomplete(s: Scene, topic: Topic) -> bool:
    """其中…等: parts of a list that is not all of it."""
    if not topic.splits or topic.decimals:
        return False
    value, whole = s.whole(topic)
    parts = s.split(value, 4)
    if parts is None:
        return False
    names = s.names(s.chance.choice(topic.splits), 2)
    figs = [s.level(topic, part, name) for part, name in zip(parts[1:3], names, strict=True)]
    s.draft.write(
        s.one_of(
            "{t}{v}{w}，其中{a}{x}、{b}{y}等。",
            "{t}{v}{w}，主要包括{a}{x}、{b}{y}等。",
            "{t}{v}{w}，涵盖{a}{x}、{b}{y}等多个方面。",
            "{t}{v}{w}，包括{a}{x}、{b}{y}，以及其他类型若干。",
            "{t}{v}{w}，主要集中在{a}（{x}）、{b}（{y}）等。",
            "{t}{v}{w}，其中{a}{x}。{b}{y}，位居前列。",
            "{t}{v}{w}，以{a}（{x}）、{b}（{y}）为主。",
            "{t}{v}{w}，居于前列的是{a}和{b}，分别为{x}、{y}。",
            "{t}{v}{w}，如{a}{x}、{b}{y}。",
            "{t}{v}{w}，{a}、{b}等分别为{x}、{y}。",
        ),
        t=topic.name, v=s.chance.choice(topic.verbs), w=whole, a=names[0], b=names[1], x=figs[0], y=figs[1],
    )  # fmt: skip
    return True


def some_of_it(s: Scene, topic: Topic) -> bool:
    """其中 with groups that overlap and are far from all."""
    if topic.kind is not Kind.COUNT or topic.decimals or topic.unit not in GROUPS:
        return False
    value, whole = s.whole(topic)
    if value < 40:
        return False
    names = s.chance.sample(
        ("当年新增", "上市后备企业")
        if topic.unit in "家户"
        else ("女性", "四十岁以下")
        if topic.unit in "人名"
        else ("本年新列", "重点"),
        2,
    )
    figs = [
        s.level(topic, Decimal(int(float(value) * s.chance.uniform(0.05, 0.25)) or 1), name) for name in names
    ]
    s.draft.write("{t}{v}{w}，其中{a}{x}、{b}{y}。", t=topic.name, v=s.chance.choice(topic.verbs), w=whole,
                  a=names[0], b=names[1], x=figs[0], y=figs[1])  # fmt: skip
    return True


def services(s: Scene, topic: Topic) -> bool:
    """Unrelated figures next to each other."""
    n = s.chance.randint
    what = s.one_of(
        "政策宣讲",
        "专题培训",
        "产学研对接",
        "科普进校园",
        "科技活动周",
        "院企直通车",
        "技术难题揭榜",
        "惠企巡诊",
    )
    template, outcome = s.chance.choice(
        (
            ("举办{what}{a}，参加人员{b}，走访企业{c}，收集需求{d}，已对接{e}。", "需求"),
            ("{what}开展{a}，参加人员{b}，发放资料{f}，推动企业{c}签订协议{e}。", "协议"),
            ("组织{what}{a}，参加人员{b}，新建示范基地{g}，收集需求{d}。", ""),
            ("开展{what}{a}；发放资料{f}；走访企业{c}，协调解决需求{d}。", ""),
            ("以{what}为抓手，先后走访企业{c}、建成示范基地{g}，引导{e}成果落地。", "成果"),
            ("{what}期间，参加人员达{b}，征集需求{d}，其中已转化成果{e}。", "成果"),
            ("一是开展{what}{a}，二是新建示范基地{g}，三是走访企业{c}。", ""),
        )
    )
    s.draft.write(
        template,
        what=what,
        a=s.plain(n(3, 60), s.one_of("场", "次", "期"), what),
        b=s.plain(n(100, 4000), "人次", "参加人员"),
        c=s.plain(n(12, 300), "家", "企业"),
        d=s.plain(n(20, 400), "条", "需求"),
        e=s.plain(n(5, 90), "项", outcome),
        f=s.plain(n(10, 90) * 100, "份", "资料", approx="余"),
        g=s.plain(n(2, 40), "个", "示范基地", Role.INCREASE if "新建" in template else Role.LEVEL),
    )
    return True


def rates_only(s: Scene, topic: Topic) -> bool:
    """Two levels and two rates, without their bases."""
    other = Topic(topic.name, topic.unit, topic.low, topic.high, (), topic.kind, topic.decimals)
    value, one = s.whole(topic)
    two = s.level(other, s.amount(other, float(value) * 0.2, float(value) * 0.7), "龙头企业")
    g = [s.percent(Decimal(s.chance.uniform(1, 45)), Role.GROWTH_RATE, topic.name, 1) for _ in range(2)]
    s.draft.write(
        s.one_of(
            "{t}及其中属于龙头企业的部分分别为{a}、{b}，分别增长{x}和{y}。",
            "{t}{a}，{u}{x}；其中龙头企业{b}，{u}{y}。",
            "全年{t}和龙头企业{t}为{a}、{b}，增速分别是{x}、{y}。",
        ),
        t=topic.name, a=one, b=two, x=g[0], y=g[1], u=s.chance.choice(UP[:4]),
    )  # fmt: skip
    return True


def ranked(s: Scene, topic: Topic) -> bool:
    """A level, a rate without base, a rank."""
    _, fig = s.whole(topic)
    rank = s.chance.randint(1, 9)
    place = Fig(Decimal(rank), "位", Kind.RANK, Role.RANK, topic.name, s.now, before="第")
    if s.chance.random() < 0.4:
        place = Fig(Decimal(rank), None, Kind.RANK, Role.RANK, topic.name, s.now, before="第")
    fall = s.chance.random() < 0.3
    rate = s.percent(
        Decimal(s.chance.uniform(0.5, 38)),
        Role.DECREASE if fall else Role.GROWTH_RATE,
        topic.name,
        s.chance.choice((1, 2)),
    )
    s.draft.write(
        s.one_of("{t}{v}{c}，{u}{r}，居全市{k}。", "{t}{v}{c}，总量列全市{k}，{u}{r}。", "{t}{v}{c}，排名全省{k}。"),
        t=topic.name, v=s.chance.choice(topic.verbs), c=fig, u=s.chance.choice(DOWN if fall else UP), r=rate, k=place,
    )  # fmt: skip
    return True


def approximate(s: Scene, topic: Topic) -> bool:
    """近, 约, 余, 超, 左右; a rounded whole with exact parts is no sum."""
    n = s.chance.randint
    word = s.one_of("近", "约", "超", "余", "多", "左右", "以上")
    fig = s.plain(n(2, 40) * 10, topic.unit if topic.kind is Kind.COUNT else "家", "服务对象", approx=word)
    before = word if word in ("近", "约", "超") else ""
    after = word if word in ("左右", "以上") else ""
    s.draft.write(
        s.one_of("全年服务对象{b}{f}{a}，群众满意度进一步提升。", "累计联系服务对象{b}{f}{a}。"),
        b=before,
        f=fig,
        a=after,
    )
    return True


def masked(s: Scene, topic: Topic) -> bool:
    """A whole or a part that is blotted out."""
    if topic.decimals or not topic.splits or topic.name in s.told:
        return False
    names = s.names(s.chance.choice(topic.splits), 2)
    blot = s.one_of("xx", "××", "x", "*")
    hidden = Fig(None, topic.unit, topic.kind, Role.LEVEL, topic.name, s.now, digits=blot)
    value = s.amount(topic)
    parts = s.split(value, 3)
    if parts is None:
        return False
    figs = [s.level(topic, part, name) for part, name in zip(parts[1:], names, strict=True)]
    s.draft.write(s.one_of("{t}{w}，其中{a}{x}、{b}{y}。", "{t}共{w}（{a}{x}，{b}{y}）。"),
                  t=topic.name, w=hidden, a=names[0], b=names[1], x=figs[0], y=figs[1])  # fmt: skip
    return True


def loose_words(s: Scene, topic: Topic) -> bool:
    """百分之…, …成, 三分之一, (+5.7%): rates whose base is not told."""
    _, fig = s.whole(topic)
    form = s.chance.randrange(4)
    if form == 0:
        tenths = s.chance.randint(2, 9)
        rate = Fig(
            Decimal(tenths),
            "成",
            Kind.PERCENT,
            Role.SHARE,
            topic.name,
            s.now,
            digits="零一二三四五六七八九"[tenths],
        )
        rate.value = Decimal(tenths)
        s.draft.write(
            "{t}{v}{w}，规上单位占{r}。", t=topic.name, v=s.chance.choice(topic.verbs), w=fig, r=rate
        )
    elif form == 1:
        number = s.chance.randint(3, 60)
        rate = Fig(
            Decimal(number),
            None,
            Kind.PERCENT,
            Role.GROWTH_RATE,
            topic.name,
            s.now,
            before="百分之",
            digits=chinese(number),
        )
        s.draft.write("{t}{v}{w}，增长{r}。", t=topic.name, v=s.chance.choice(topic.verbs), w=fig, r=rate)
        rate.optional = True  # whether its unit is % or none is a matter of taste
    else:
        rate = s.percent(Decimal(s.chance.uniform(1, 40)), Role.GROWTH_RATE, topic.name, 1)
        s.draft.write(
            s.one_of("{t}{v}{w}（+{r}）。", "{t}{v}{w}（同比+{r}）。", "{t}{v}{w}，两年平均增长{r}。",
"{t}{v}{w}，增速高于全市平均，为{r}。"),
            t=topic.name, v=s.chance.choice(topic.verbs), w=fig, r=rate,
        )  # fmt: skip
    return True


def goal(s: Scene, topic: Topic) -> bool:
    """Next year's aims."""
    value = rounded_to(s.amount(topic), 0)
    fig = Fig(value, topic.unit, topic.kind, Role.TARGET, topic.name, str(s.year + 1))
    word, before, after = s.chance.choice(
        (
            ("以上", "达到", "以上"),
            ("超", "突破", ""),
            ("以上", "不少于", ""),
            (None, "达到", ""),
            ("左右", "达到", "左右"),
        )
    )
    fig.approx = word
    s.draft.write("力争{t}{b}{f}{a}。", t=topic.name, b=before, f=fig, a=after)
    return True


BAITS: tuple[tuple[Sentence, int], ...] = (
    (incomplete, 4),
    (some_of_it, 1),
    (services, 3),
    (rates_only, 2),
    (ranked, 4),
    (approximate, 2),
    (masked, 1),
    (loose_words, 2),
)
