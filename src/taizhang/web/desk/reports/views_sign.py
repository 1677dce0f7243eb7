"""Signing a report, and what is kept of a signed one 签发存证."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from taizhang.access.marks import acts
from taizhang.access.roles import TABLE, Act
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.core.figures.rounding import printed
from taizhang.indicators.figure import Figure
from taizhang.reports import freezing
from taizhang.reports.kept import figure_data
from taizhang.reports.models import Freeze, Report
from taizhang.reports.since import FigureChange
from taizhang.web.author import author_of
from taizhang.web.desk.downloads import as_kept
from taizhang.web.desk.reports.finding import report_of
from taizhang.web.desk.reports.page import context_of

KINDS = {"added": "新增", "changed": "改了", "gone": "不再计入"}


@acts(Act.FIGURES)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponseBase:
    """GET: what will be kept, and who signs, for whoever prepares it; POST: sign."""
    report = report_of(request, pk)
    if request.method == "POST":
        return signing(request, report)
    if report.signed:
        return redirect("report_proof", pk)
    return render(request, "desk/reports/sign.html", signing_context(request, report))


@acts(Act.SIGN)
def signing(request: HttpRequest, report: Report) -> HttpResponse:
    """Sign a draft; what stands against it is told on the page. Signed by now: the page of the proof."""
    if report.signed:
        return redirect("report_proof", report.pk)
    context = signing_context(request, report)
    try:
        anyway = "anyway" in request.POST
        if context["prompts"] and not anyway:
            raise Refused(
                f"还有 {len(context['prompts'])} 段是模板里的通用话，没有改过。请改好，或勾选“仍要签发”后再签。"
            )
        freezing.sign(report=report, author=author_of(request), anyway=anyway)
    except Refused as no:
        context["error"] = no.sentence
        return render(request, "desk/reports/sign.html", context, status=409)
    return redirect("report_proof", report.pk)


def signing_context(request: HttpRequest, report: Report) -> dict[str, Any]:
    """The page of a report, and the names of those who may sign it."""
    roles = [role for role, row in TABLE.items() if Act.SIGN in row]
    may = User.objects.filter(bureau=report.bureau, role__in=roles, is_active=True).order_by("pk")
    return context_of(request, report) | {"signers": [u.name for u in may], "signer_roles": roles}


def freeze_of(report: Report) -> Freeze:
    found = (
        report.freezes.select_related("file", "by", "report__bureau__region__parent")
        .order_by("-number")
        .first()
    )
    if found is None:
        raise Http404
    return found


@acts(Act.FIGURES)
@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """What was kept, what the ledger says otherwise now; ?check=1 reckons every figure again."""
    report = report_of(request, pk)
    freeze = freeze_of(report)
    changes = [(c, *both(c), rows_by_kind(c.rows)) for c in freezing.changed_since(freeze)]
    context: dict[str, Any] = {
        "report": report, "freeze": freeze, "manifest": freeze.manifest, "rail": True,
        "moved": [one for one in changes if one[0].moved], "same": [one for one in changes if not one[0].moved],
    }  # fmt: skip
    context["kept"] = kept_numbers(freeze)
    if request.GET.get("check"):
        context["checked"] = checked(report, freeze)
    return render(request, "desk/reports/proof.html", context)


def kept_numbers(freeze: Freeze) -> list[tuple[str, str, str, str, str]]:
    """(key, name, what the text says, what the ledger said, why) of the numbers that were kept against the ledger."""
    return [
        (key, each["name"], each["kept"]["said"], said(freezing.signed_figure(each)), each["kept"]["reason"])
        for key, each in freezing.load(freeze)["figures"].items()
        if each.get("kept")
    ]


def said(figure: Figure) -> str:
    """As the report prints it, its unit behind it."""
    return f"{printed(figure.value, figure.decimals, grouped=True, trim=True)} {figure.unit}".strip()


def both(change: FigureChange) -> tuple[str, str]:
    """Then and now as the report prints them; a change too small to be printed with all its digits."""
    then, now = said(change.then), said(change.now)
    if change.moved and then == now:
        return f"{change.then.value:f} {change.then.unit}", f"{change.now.value:f} {change.now.unit}"
    return then, now


def rows_by_kind(rows: Iterable[freezing.RowChange]) -> list[tuple[str, list[freezing.RowChange]]]:
    return [(word, [row for row in rows if row.kind == kind]) for kind, word in KINDS.items()]


def checked(report: Report, freeze: Freeze) -> dict[str, Any]:
    """Every figure reckoned again from the kept rows, against what was signed."""
    signed, again = freezing.frozen_figures(report), freezing.recompute(freeze)
    differing = [
        (signed[key], again[key])
        for key in signed
        if freezing.canonical(figure_data(signed[key])) != freezing.canonical(figure_data(again[key]))
    ]
    return {"total": freeze.manifest["counts"]["figures"], "differing": differing}


@acts(Act.FIGURES)
@require_GET
def kept(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The kept file itself, as it was signed."""
    report = report_of(request, pk)
    return as_kept(freeze_of(report).file, f"{report.title}_签发存证.json", "application/json")
