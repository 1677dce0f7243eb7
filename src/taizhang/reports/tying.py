"""What a figure of a report is tied to 关联: an expression of indicators or a definition, how it is printed."""

from dataclasses import dataclass
from typing import Any

from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.rows import register_of_definition
from taizhang.regions.models import Region
from taizhang.reports.content import MARK, Shown, sections
from taizhang.reports.figuring import Desks
from taizhang.reports.models import Paragraph, Report, Token


@dataclass(frozen=True)
class Spec:
    """What a figure is to be. One of `expression` and `definition`; unit and decimals are the indicator's when None."""

    expression: str = ""
    definition: dict[str, Any] | None = None
    name: str = ""
    form: str = Token.Form.NUMBER
    period: str = ""
    region: Region | None = None
    unit: str | None = None
    decimals: int | None = None
    note: str = ""


def new_token(report: Report, spec: Spec) -> Token:
    """A further figure of a report, with the next free key. Raises Refused."""
    keys = Token.objects.filter(report=report).values_list("key", flat=True)
    token = Token(report=report, key=f"k{max((int(k[1:]) for k in keys), default=0) + 1}")
    apply(token, spec)
    token.save()
    return token


def apply(token: Token, spec: Spec) -> None:
    """Write a spec into a token. Raises Refused when nothing could ever come of it: no such indicator, field, period."""
    if bool(spec.expression) == bool(spec.definition):
        raise Refused("请选一个指标或写一个算式，或指定台账和条件，二者选一。")
    if spec.form not in Token.Form.values:
        raise Refused("没有这种写法。请从列出的写法里选一种。")
    if spec.period:
        Period.parse(spec.period)
    token.expression, token.definition = spec.expression.strip(), spec.definition
    token.form, token.region, token.note = spec.form, spec.region, spec.note[:300]
    report_period = Period.parse(token.report.period).text
    token.period = "" if spec.period in ("", report_period) else Period.parse(spec.period).text
    token.value, token.file, token.file_name, token.reason = None, None, "", ""
    token.kind, token.name, token.unit, token.decimals = Token.Kind.AGGREGATE, "", "", 0
    desks = Desks(token.report)
    _known(spec, set(desks.catalogue))
    desk = desks.of(token)
    asked = token.expression or Definition.from_data(token.definition or {})
    found = desk.figure(asked, desks.period_of(token))
    token.kind, token.name = str(found.kind), (spec.name or found.name)[:200]
    token.unit = found.unit if spec.unit is None else spec.unit
    token.decimals = found.decimals if spec.decimals is None else spec.decimals


def _known(spec: Spec, codes: set[str]) -> None:
    if spec.definition:
        register_of_definition(Definition.from_data(spec.definition))
        return
    if len(spec.expression) > 300:
        raise Refused("算式太长（最多 300 个字符）。请先把它定义成一个指标，再用指标代码。")
    lacking = [r.code for r in formula.refs(formula.parse(spec.expression)) if r.code not in codes]
    if lacking:
        raise Refused(f"没有代码是“{lacking[0]}”的指标，可能已改名或停用。请到指标页查对后改正。")


def check_span(body: str, start: int, end: int) -> None:
    """Refused unless body[start:end] is text that stands there, outside of any figure."""
    if not 0 <= start < end <= len(body):
        raise Refused("没有选中数字。请在段落里选中要关联的数字再试。")
    if any(start < found.end() and found.start() < end for found in MARK.finditer(body)):
        raise Refused("选中的文字里已经有一个关联的数字。请只选没有关联的数字。")


def shown(report: Report, token: Token) -> Shown:
    """A figure as it is printed now."""
    alone = Paragraph(report=report, body=f"{{{{{token.key}}}}}")
    return next(iter(sections(report, [alone]))).figures[0]


def standing(token: Token) -> dict[str, Any]:
    """All that its forms may change of a token, for whoever may be editing it too."""
    return {**told(token), "decimals": token.decimals, "reason": token.reason, "note": token.note}


def told(token: Token) -> dict[str, Any]:
    """What a token is tied to, for the journal."""
    held = {
        "name": token.name, "expression": token.expression, "definition": token.definition, "period": token.period,
        "form": token.form, "unit": token.unit, "kind": token.kind,
        "value": None if token.value is None else format(token.value.normalize(), "f"),
    }  # fmt: skip
    return {name: value for name, value in held.items() if value not in ("", None)}
