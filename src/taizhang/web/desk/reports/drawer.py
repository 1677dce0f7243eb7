"""The drawer beside a report: the proof of the figure that is open, and what can be done with it 右栏."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from taizhang.core.figures.rounding import SCALES
from taizhang.core.standing import version_of
from taizhang.indicators.figure import Kind
from taizhang.reports.aims import aims
from taizhang.reports.figuring import Desks
from taizhang.reports.models import Report, Token
from taizhang.reports.tying import standing
from taizhang.web.author import person_of
from taizhang.web.both_sides import Field, Held
from taizhang.web.desk.indicators.addresses import wanted_of
from taizhang.web.desk.indicators.asking import Desk
from taizhang.web.desk.indicators.proof import Proof
from taizhang.web.desk.reports.frozen import frozen_of
from taizhang.web.desk.reports.reading import Placed
from taizhang.web.desk.reports.tying import tie_of

WAYS = ("definition", "manual", "ask")


def drawer_of(request: HttpRequest, context: dict[str, Any], *, script: bool) -> dict[str, Any]:
    """What the drawer shows besides the page's context: `do` is the form that stands open in its foot."""
    open_: Placed | None = context["open"]
    asked = request.GET.get("do", "")
    told: dict[str, Any] = {
        "do": asked if asked in WAYS and context["may_write"] and open_ else "", "forms": Token.Form.choices, "units": tuple(SCALES),
        "typed": {name: request.GET.get(name, "")[:300] for name in ("value", "reason")}, "drawer": script,
    }  # fmt: skip
    if context["may_write"] and open_ and open_.shown.token:
        told["held"] = held_token(open_.shown.token, told["do"])
    signed = context["report"].signed
    if open_ and signed and open_.shown.figure and open_.shown.figure.kind != Kind.MANUAL:
        told["frozen"] = frozen_of(context["report"], open_.key, open_.shown.figure)
    elif open_ and open_.shown.figure and open_.shown.figure.kind != Kind.MANUAL:
        told["proof"] = proof_of(request, context["report"], open_)
        told["fig"] = told["proof"].figure
    if context["may_write"]:
        told["tie"] = tie_of(request, context)
        told["aim"] = aims_of(request, context)
    return told


def held_token(token: Token, do: str) -> Held:
    """A figure as the form `do` in the foot of its drawer shows it."""
    period = Field("period", "期间", token.period)
    written = Field("form", "写法", token.form, {str(v): str(label) for v, label in Token.Form.choices})
    fields = {
        "definition": (
            Field("expression", "指标或算式", token.expression), written, period, Field("unit", "单位", token.unit),
            Field("decimals", "小数位", str(token.decimals)),
        ),
        "manual": (
            Field("value", "数", "" if token.value is None else f"{token.value.normalize():f}"), Field("reason", "理由", token.reason),
        ),
    }.get(do, (Field("note", "疑问", token.note),))  # fmt: skip
    back = f"{reverse('report', args=[token.report_id])}?f={token.key}"
    return Held(token.name or token.report.title, back, version_of(standing(token)), fields)


def proof_of(request: HttpRequest, report: Report, placed: Placed) -> Proof:
    """The proof of a figure with the report's own name for it."""
    figure, token = placed.shown.figure, placed.shown.token
    assert figure is not None and token is not None
    desk = Desk(report.bureau, wanted_of(figure))
    desk.figures = Desks(report).of(token)
    proof = Proof(person_of(request), desk)
    proof.figure = figure
    return proof


def aims_of(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any] | None:
    """The targets that the paragraph named by ?aim= sets, sentence by sentence."""
    asked = request.GET.get("aim", "")
    line = next((li for li in context["reading"].lines if str(li.paragraph.pk) == asked and li.aims), None)
    if line is None:
        return None
    sentences = [s for s in line.section.text.replace("；", "。").split("。") if s.strip()]
    found = [aim for sentence in sentences for aim in aims(context["report"], sentence)]
    return {"paragraph": line.paragraph, "aims": found}
