"""Drafting a report 起草: the template's sentences with the figures that the ledger holds; the others vanish."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.phrases import ordinal
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import as_data
from taizhang.indicators.queries import indicators
from taizhang.regions.models import Level, Region
from taizhang.reports import told
from taizhang.reports.breakdown import Part, parts_of
from taizhang.reports.models import Paragraph, Report, Token
from taizhang.reports.pictures import option
from taizhang.reports.sentences import Choice, Each, Joined, Pieces, Slot, Word, parse, slots
from taizhang.reports.templates import WORDS, Block, Template

Form = Token.Form
SIGNED_FORMS = (Form.GROWTH, Form.POINTS, Form.CHANGE)  # zero is something to say: 持平


@dataclass(frozen=True)
class Filled:
    """A figure in a sentence, before it has a key."""

    expression: str
    figure: Figure
    form: str = Form.NUMBER
    period: str = ""
    decimals: int | None = None
    definition: dict[str, object] | None = None
    name: str = ""


Said = list[str | Filled]


@dataclass
class Drafted:
    """A paragraph of the draft."""

    said: Said
    level: int = 0
    kind: str = Paragraph.Kind.TEXT
    data: dict[str, object] | None = None
    plan: bool = False
    prompt: str = ""


@dataclass
class Drafter:
    """Fills one template for one bureau and period."""

    template: Template
    bureau: Bureau
    period: Period
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        catalogue = indicators(self.bureau) | self.template.indicators
        self.figures = Figures(self.bureau, catalogue=catalogue)
        self.known = told.known_period(self.bureau, self.period)
        self.words = words_of(self.bureau, self.period, self.known)
        self.levels = local_levels(self.bureau.region)
        self.named = self.spoken()  # of what others tell: the names that the template's own sentences say

    def paragraphs(self) -> list[Drafted]:
        """Every paragraph that stands, headings numbered."""
        found = [p for block in self.template.blocks for p in self.block(block)]
        standing = [p for at, p in enumerate(found) if p.level == 0 or _has_text(found, at)]
        number(standing)
        return standing

    def spoken(self) -> set[told.Name]:
        """The names of others' figures that the template's own sentences will say; asks for all their figures together."""
        said: set[told.Name] = set()
        wanted = [
            s for block in self.template.blocks for a in block.say for pieces in a for s in slots(pieces)
        ]
        self.figures.prepare((slot.expression, self.when(slot.at)) for slot in wanted)
        for slot in wanted:
            self.missing_codes(slot.expression)
            figure = self.figures.figure(slot.expression, self.when(slot.at))
            if figure.value:
                said |= told.names_in(figure) | told.names_of(self.figures, slot.expression)
        return said

    def title(self) -> str:
        return "".join(part for part in self.text(self.template.title) if isinstance(part, str))

    def block(self, block: Block) -> list[Drafted]:
        """The paragraphs of a block: none where no figure has anything to say and nobody is asked to write."""
        if block.heading:
            return [Drafted(self.text(block.text), block.heading, plan=block.plan)]
        if block.chart:
            return self.chart(block)
        if block.loop:
            said = self.loop(block)
        else:
            said, spoken = [], False
            for alternatives in block.say:
                one = next((s for a in alternatives if (s := self.pieces(a, self.words)) is not None), None)
                said += one or []
                spoken = spoken or any(isinstance(part, Filled) for part in one or [])
            if not spoken and not block.prompt:
                return []
        return [Drafted(said, plan=block.plan, prompt=block.prompt)] if said else []

    def chart(self, block: Block) -> list[Drafted]:
        """A chart of values of several years; nothing where there are none to compare."""
        data: dict[str, object] = {"codes": list(block.chart), "title": block.text, "period": self.known.text}
        drawn = option(self.figures, data, self.known)["series"]
        told = any(len([v for v in line["data"] if v]) > 1 for line in drawn)
        return [Drafted([], kind=Paragraph.Kind.CHART, data=data, plan=block.plan)] if told else []

    def loop(self, block: Block) -> Said:
        """What others told, or the targets and results of assessments, each by the first pattern that fits."""
        said: Said = []
        for words, binding in told.items(
            block.loop, self.bureau, self.period, self.known, self.named, self.figures
        ):
            for alternatives in block.say:
                one = next(
                    (
                        s
                        for a in alternatives
                        if (s := self.pieces(a, self.words | words, binding)) is not None
                    ),
                    None,
                )
                said += one or []
            for slot in binding.values():  # 指标 told with its target is not told again as a result
                self.named |= told.names_of(self.figures, slot.expression)
        return said

    def text(self, text: str) -> Said:
        return self.pieces(parse(text, WORDS), self.words) or []

    def pieces(
        self, pieces: Pieces, words: dict[str, str], binding: dict[str, Slot] | None = None
    ) -> Said | None:
        """A sentence said; None when a figure that it needs has nothing to say."""
        said: Said = []
        for piece in pieces:
            part: Said | None
            match piece:
                case str():
                    part = [self.local(piece)]
                case Word(name=name):
                    bound = (binding or {}).get(name)
                    part = self.slot(bound) if bound else [words[name]] if words.get(name) else None
                case Slot():
                    part = self.slot(piece)
                case Each():
                    part = self.each(piece)
                case Choice(parts=parts):
                    part = next((s for p in parts if (s := self.pieces(p, words, binding)) is not None), [])
                case Joined(sign=sign, parts=parts, needed=needed):
                    heard = [s for p in parts if (s := self.pieces(p, words, binding)) is not None]
                    part = [x for at, s in enumerate(heard) for x in ([sign, *s] if at else s)]
                    part = None if needed and not heard else part
            if part is None:
                return None
            said += part
        return said

    def when(self, at: str) -> Period:
        """The period that a name stands for. A period may also be written out."""
        match at:
            case "":
                return self.period
            case "known":
                return self.known
            case "year":
                return self.period.whole_year()
            case "plan":
                return self.period.next()
        return Period.parse(at)

    def slot(self, slot: Slot) -> Said | None:
        """A figure of a sentence; None where it is missing, or zero in a form that does not say zero."""
        period = self.when(slot.at)
        if slot.form == "scope":  # the words of a rank: 全市
            return [told.scope_of(self.figures.figure(slot.expression, period), self.words["above"])]
        figure = self.figures.figure(slot.expression, period)
        if figure.value is None or (figure.value == 0 and slot.form not in SIGNED_FORMS):
            return None
        if slot.form == "given":
            return []
        own = "" if period == self.period else period.text
        return [Filled(slot.expression, figure, slot.form, own, slot.decimals, self.parts(slot.expression))]

    def parts(self, expression: str) -> dict[str, object] | None:
        """The template's own definitions that an expression uses; they go with the figure."""
        mine = {r.code for r in formula.refs(formula.parse(expression)) if r.code in self.template.indicators}
        return {"parts": {c: as_data(self.template.indicators[c]) for c in sorted(mine)}} if mine else None

    def missing_codes(self, expression: str) -> None:
        """Tell once of an indicator that the template names and the catalogue does not have."""
        try:
            lacking = [
                r.code
                for r in formula.refs(formula.parse(expression))
                if r.code not in self.figures.catalogue
            ]
        except Refused as refusal:
            self.problems.append(refusal.sentence)
            return
        for code in lacking:
            sentence = f"模板“{self.template.name}”用到的指标“{code}”不存在或已停用，用到它的句子没有写。请改模板或恢复这个指标。"
            if sentence not in self.problems:
                self.problems.append(sentence)

    def each(self, each: Each) -> Said | None:
        """The parts of a figure, said one after another; None where it has none."""
        period = self.when(each.at)
        parts = parts_of(each.expression, each.field, self.figures, period, alone=each.alone)
        if not parts:
            return None
        said: Said = []
        for at, part in enumerate(parts):
            pattern = next(
                (p for p, word in each.patterns if not word or word in part.name), each.patterns[-1][0]
            )
            said += [
                "，" if at else "",
                *self.part(part, pattern, "" if period == self.period else period.text),
            ]
        return said

    def local(self, text: str) -> str:
        """Levels as they are called here: 自治区级 for 省级, 旗级 for 区县级."""
        for said, here in self.levels:
            text = text.replace(said, here)
        return text

    def part(self, part: Part, pattern: str, own: str) -> Said:
        filled = Filled(part.expression, part.figure, period=own, definition=part.definition, name=part.name)
        before, _, after = pattern.replace("@", self.local(part.name)).partition("#")
        return [before, filled, after]


@transaction.atomic
def draft(template: Template, bureau: Bureau, period: Period, by: User | None = None) -> Report:
    """A new report with its paragraphs and figures; nothing is journalled here (see actions.make_report)."""
    drafter = Drafter(template, bureau, period)
    drafted = drafter.paragraphs()
    report = Report.objects.create(
        bureau=bureau, template=template.code, title=drafter.title()[:200], period=period.text, by=by,
        signature=drafter.words["bureau"], note="\n".join(drafter.problems),
    )  # fmt: skip
    tokens: list[Token] = []
    paragraphs = [
        Paragraph(
            report=report, position=(at + 1) * 10, kind=each.kind, level=each.level, data=each.data, plan=each.plan,
            prompt=each.prompt, body=_body(report, each.said, tokens), changed_by=by,
        )
        for at, each in enumerate(drafted)
    ]  # fmt: skip
    Token.objects.bulk_create(tokens)
    Paragraph.objects.bulk_create(paragraphs)
    return report


def _body(report: Report, said: Said, tokens: list[Token]) -> str:
    """The text with {{k1}} for its figures, which are appended to `tokens`."""
    parts = []
    for part in said:
        if isinstance(part, str):
            parts.append(part)
            continue
        figure, key = part.figure, f"k{len(tokens) + 1}"
        tokens.append(
            Token(
                report=report,
                key=key,
                expression=part.expression,
                definition=part.definition,
                form=part.form,
                name=f"{figure.name}{f'（{part.name}）' if part.name else ''}"[:200],
                unit=figure.unit,
                kind=str(figure.kind),
                decimals=figure.decimals if part.decimals is None else part.decimals,
                period=part.period,
            )
        )
        parts.append(f"{{{{{key}}}}}")
    return "".join(parts)


def _has_text(found: list[Drafted], at: int) -> bool:
    """Whether anything stands below a heading before the next one of its level."""
    for later in found[at + 1 :]:
        if later.level and later.level <= found[at].level:
            return False
        if not later.level:
            return True
    return False


def number(paragraphs: list[Drafted]) -> None:
    """Number the headings: 一、 （一） 1. （1）"""
    counts = [0, 0, 0, 0, 0]
    for paragraph in paragraphs:
        if level := paragraph.level:
            counts[level:] = [counts[level] + 1, *[0] * (4 - level)]
            paragraph.said.insert(0, heading_number(level, counts[level]))


def heading_number(level: int, count: int) -> str:
    han = ordinal(Decimal(count))
    return {1: f"{han}、", 2: f"（{han}）", 3: f"{count}.", 4: f"（{count}）"}[level]


def words_of(bureau: Bureau, period: Period, known: Period) -> dict[str, str]:
    """The words that sentences may use."""
    region, following = bureau.region, period.next()
    kind = (
        region.name[-1]
        if region.name[-1] in "区市县旗"
        else {Level.PROVINCE: "省"}.get(Level(region.level), "区")
    )
    parent = region.parent
    above = {Level.PROVINCE: "全国", Level.CITY: "全省", Level.DISTRICT: "全市"}.get(
        Level(region.level), "全市"
    )
    if parent is not None and parent.name.endswith(("区", "自治州", "盟")) and region.level == Level.DISTRICT:
        above = "全州" if parent.name.endswith("州") else above
    return {
        "bureau": bureau.name.removesuffix("（示例）"), "office": f"{kind}科技局", "place": region.name,
        "we": f"我{kind}", "all": f"全{kind}", "above": above, "year": str(period.end.year), "period": period.words,
        "within": period.within_year, "known": known.within_year,
        "again": "" if known == period else period.within_year,  # after a sentence of fewer months
        "next": next_words(period, following),
        "next_year": f"{following.end.year}年",
    }  # fmt: skip


def local_levels(region: Region) -> list[tuple[str, str]]:
    """(how the registers call a level, how people call it in this region)."""
    top = region
    while top.parent is not None:
        top = top.parent
    found = [("省级", "自治区级")] if top.name.endswith("自治区") else []
    if region.level == Level.DISTRICT:
        own = f"{region.name[-1]}级" if region.name[-1] in "区县旗" else "本级"
        found += [("区县级", own), ("县区级", own)]
    return found


def next_words(period: Period, following: Period) -> str:
    """How the period to come is called: 下半年, 2023年; 下一步 after a period that is neither a half-year nor a year."""
    if period.months not in ((1, 6), (7, 12), (1, 12)):
        return "下一步"
    return following.within_year if following.end.year == period.end.year else following.words
