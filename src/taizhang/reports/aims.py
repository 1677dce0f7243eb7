"""A sentence of a plan becomes a target 目标: 力争新增高企8家以上 is held against the ledger in the next report."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from taizhang.core.decisions import Refused
from taizhang.core.figures.rounding import SCALES
from taizhang.core.periods import Period
from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.figures.understand import understand
from taizhang.indicators.actions import told
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.models import Target
from taizhang.indicators.queries import indicators
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.reports.models import Report

AIMING = (
    "力争",
    "目标",
    "达到",
    "确保",
    "实现",
    "计划",
    "突破",
    "不低于",
    "完成",
    "争取",
    "新增",
    "以上",
    "预计",
)
WHOLE_YEAR = ("全年", "年底", "年内", "年末", "本年度")
FLOWS = ("新增", "新认定", "认定", "净增", "引进", "新建", "培育")


@dataclass(frozen=True)
class Aim:
    """A figure of a plan sentence with the indicator that it most likely aims at; `expression` "" when none was known."""

    sentence: str
    value: Decimal
    unit: str
    expression: str
    name: str
    period: Period


def aims(report: Report, sentence: str) -> list[Aim]:
    """The targets that a sentence sets, in order of its figures."""
    catalogue = indicators(report.bureau)
    found = []
    for stated in understand(open_text(sentence)):
        if (
            stated.value is None
            or not stated.unit
            or (stated.role in (Role.RANK, Role.LIMIT) and "以上" not in sentence)
        ):
            continue
        if not any(word in sentence for word in AIMING):
            continue
        indicator = aimed_at(catalogue, sentence, stated)
        found.append(
            Aim(sentence, stated.value, stated.unit, indicator.code if indicator else "", indicator.name if indicator else "",
                period_of(report, sentence, stated))
        )  # fmt: skip
    return found


def aimed_at(catalogue: dict[str, Indicator], sentence: str, stated: Stated) -> Indicator | None:
    """The indicator whose name is told nearest before the figure, with its unit: the longest name, flows behind 新增."""
    clause = sentence[: stated.start]
    best: tuple[int, bool, int] | None = None
    chosen = None
    for indicator in catalogue.values():
        if not fits(indicator.unit, stated.unit or "") or indicator.formula:
            continue
        for name in indicator.names:
            bare = name.removesuffix("数").removesuffix("数量")
            for word in dict.fromkeys((name, bare)):
                at = clause.rfind(word)
                if at < 0 or len(word) < 2:
                    continue
                flow = indicator.definition is not None and indicator.definition.basis == "flow"
                said_new = any(w in clause[max(0, at - 4) : at] or w in word for w in FLOWS)
                weight = (len(word) + at, flow == said_new, len(word))
                if best is None or weight > best:
                    best, chosen = weight, indicator
    return chosen


def fits(unit: str, said: str) -> bool:
    """Whether a figure in `said` can be one in `unit`: the same, or both money or areas; counts are told loosely."""
    if unit in SCALES or said in SCALES:
        return unit in SCALES and said in SCALES and (unit == "%") == (said == "%")
    return bool(unit) and unit != "位"


def period_of(report: Report, sentence: str, stated: Stated) -> Period:
    """The period that a target is for: as told, the whole year where the sentence says so, else the report's next."""
    following = Period.parse(report.period).next()
    try:
        told = Period.parse(stated.period or "")
    except Refused:
        told = following
    if told.end > Period.parse(report.period).end and told != following:
        return told
    return following.whole_year() if any(word in sentence for word in WHOLE_YEAR) else following


@transaction.atomic
def set_target_from_sentence(
    *, report: Report, sentence: str, author: Author, expression: str = ""
) -> list[Target]:
    """Keep the targets of a sentence of the plan; `expression` where the person chose the indicator. Raises Refused."""
    sentence = sentence.strip()
    found = aims(report, sentence)
    if not found:
        raise Refused("这句话里没有认出目标数字。请写明指标、数字和单位，例如“力争新增高新技术企业8家以上”。")
    catalogue = indicators(report.bureau)
    made = []
    for aim in found:
        code = expression or aim.expression
        if code.split("[")[0] not in catalogue:
            raise Refused(
                f"没有认出“{aim.value.normalize():f}{aim.unit}”说的是哪个指标。请从指标中选一个再登记。"
            )
        unit = catalogue[code.split("[")[0]].unit
        value = (
            aim.value * SCALES[aim.unit] / SCALES[unit]
            if aim.unit in SCALES and unit in SCALES
            else aim.value
        )
        values = {
            "value": value,
            "unit": unit,
            "sentence": sentence[:300],
            "report_id": report.pk,
            "by": author.user,
        }
        place: dict[str, Any] = {
            "bureau": report.bureau,
            "expression": code,
            "region": None,
            "period": aim.period.text,
        }
        held = Target.objects.select_for_update().filter(**place).first()
        before = {**told(held), "target": code} if held else None
        kept, _ = Target.objects.update_or_create(**place, defaults=values)
        made.append(kept)
        after = {
            "target": code,
            "period": aim.period.text,
            "value": f"{value.normalize():f}",
            "unit": unit,
            "sentence": sentence,
        }
        write(author, Note(Event.REPORT_CHANGED, "reports", report.pk, report.title, before, after))
    return made
