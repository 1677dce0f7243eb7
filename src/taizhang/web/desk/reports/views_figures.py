"""The figures of a report: all in one table; verified, tied anew, typed by hand, asked about 报告的数字."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.core.standing import Moved
from taizhang.indicators.figure import Kind
from taizhang.reports import actions
from taizhang.reports.adrift import keeping
from taizhang.reports.aims import set_target_from_sentence
from taizhang.reports.content import keys_in, standing
from taizhang.reports.models import Report
from taizhang.reports.noting import note_token
from taizhang.reports.tying import Spec
from taizhang.web.author import author_of
from taizhang.web.both_sides import both_sides, version_in
from taizhang.web.desk.downloads import as_kept
from taizhang.web.desk.reports.drawer import held_token
from taizhang.web.desk.reports.finding import paragraph_of, report_of, token_of
from taizhang.web.desk.reports.page import context_of
from taizhang.web.desk.reports.reading import Standing, standing_over
from taizhang.web.desk.reports.tying import offers
from taizhang.web.desk.reports.views_edit import number


@acts(Act.FIGURES)
@require_GET
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure of the report in a table, narrowed by kind and state."""
    report = report_of(request, pk)
    context = context_of(request, report)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    listed = [
        (line, placed)
        for line in context["reading"].lines
        for placed in line.figures
        if placed.shown.figure
        and (not kind or placed.shown.figure.kind == kind)
        and (not state or placed.standing == state)
    ]
    over = [
        one for line in context["reading"].lines for one in line.adrift if state in ("", standing_over(one))
    ]
    told = {
        "over": [] if kind else over,
        "listed": listed,
        "kind": kind,
        "state": state,
        "kinds": list(Kind),
        "states": list(Standing),
    }
    return render(request, "desk/reports/figures.html", context | told)


@acts(Act.REPORT)
@require_GET
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """Indicators by what is typed, with their values, for tying a number."""
    report = report_of(request, pk)
    found = offers(report, request.GET.get("q", "")[:60], request.GET.get("typed", "")[:40])
    return render(request, "desk/reports/offers.html", {"offers": found, "q": request.GET.get("q", "")})


def at(report: Report, key: str = "", **more: str) -> HttpResponse:
    """Back to the report with a figure open."""
    query = urlencode({**({"f": key} if key else {}), **more})
    return redirect(f"{reverse('report', args=[report.pk])}{'?' if query else ''}{query}")


@acts(Act.REPORT)
@require_POST
def verify(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The person vouches for a figure."""
    report = report_of(request, pk)
    try:
        actions.verify_token(token=token_of(report, key), author=author_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
    return at(report, key)


def spec_of(request: HttpRequest) -> Spec:
    """What a number is to be tied to, as the form says it. Raises Refused."""
    post = request.POST
    decimals = post.get("decimals", "")
    if decimals and (not decimals.isdecimal() or int(decimals) > 6):
        raise Refused(f"小数位“{decimals}”不对。请填 0 到 6，或留空按指标。")
    return Spec(
        expression=post.get("expression", "").strip(), form=post.get("form", "") or "number", period=post.get("period", "").strip(),
        unit=post.get("unit", "").strip() or None, decimals=int(decimals) if decimals else None,
    )  # fmt: skip


@acts(Act.REPORT)
@require_POST
def retie(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Give a figure another definition."""
    report = report_of(request, pk)
    try:
        actions.retie(
            token=token_of(report, key),
            spec=spec_of(request),
            author=author_of(request),
            version=version_in(request),
        )
    except Moved:
        return both_sides(request, held_token(token_of(report, key), "definition"))
    except Refused as no:
        messages.error(request, no.sentence)
        return at(report, key, do="definition")
    return at(report, key)


@acts(Act.REPORT)
@require_POST
def tie(request: HttpRequest, pk: int, paragraph: int) -> HttpResponse:
    """Tie a number that stands as text."""
    report = report_of(request, pk)
    start, end = number(request.POST.get("start")), number(request.POST.get("end"))
    try:
        token = actions.tie(
            paragraph=paragraph_of(report, paragraph), start=start, end=end, spec=spec_of(request),
            version=number(request.POST.get("version")), author=author_of(request),
        )  # fmt: skip
    except Refused as no:
        messages.error(request, no.sentence)
        return at(report, tie=f"{paragraph}:{start}:{end}")
    return at(report, token.key)


@acts(Act.REPORT)
@require_POST
def manual(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Type a figure by hand, with its reason and document."""
    report = report_of(request, pk)
    token, file = token_of(report, key), request.FILES.get("file")
    try:
        actions.set_manual(
            token=token, value=decimal_of(request.POST.get("value", "")), reason=request.POST.get("reason", ""),
            content=file.read() if file else b"", file_name=(file.name or "") if file else "", author=author_of(request),
            version=version_in(request),
        )  # fmt: skip
    except Moved:
        return both_sides(request, held_token(token_of(report, key), "manual"))
    except Refused as no:
        messages.error(request, no.sentence)
        told = {n: request.POST.get(n, "")[:300] for n in ("value", "reason")}
        return at(report, key, do="manual", **told)
    return at(report, key)


def decimal_of(text: str) -> Decimal:
    try:
        value = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= Decimal(10) ** 17:
        raise Refused(f"“{text}”不是数字。请只填数，单位已写在后面，例如 12430.39。")
    return value


@acts(Act.REPORT)
@require_POST
def untie(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Make a figure plain text wherever it stands."""
    report = report_of(request, pk)
    token_of(report, key)
    text = request.POST.get("text", "").strip()[:60]
    places = [p for p in standing(report) if key in keys_in(p)]
    for paragraph in places:
        paragraph.report = report
        actions.untie(
            paragraph=paragraph, key=key, version=paragraph.version, author=author_of(request), text=text
        )
    where = f"#p{places[0].pk}" if places else ""
    return redirect(f"{reverse('report', args=[pk])}{where}")


@acts(Act.REPORT)
@require_POST
def ask(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Put a question beside a figure, or take it away again."""
    report = report_of(request, pk)
    note, said = request.POST.get("note", ""), request.POST.get("keeping", "")[:40]
    if said:  # the text stands where a figure was typed over
        note = f"{keeping(said)}：{note.strip()}"
    try:
        if said and not request.POST.get("note", "").strip():
            raise Refused("保留文中的数要写理由，例如“按市局通报”。请补上后再保留。")
        note_token(
            token=token_of(report, key), note=note, author=author_of(request), version=version_in(request)
        )
    except Moved:
        return both_sides(request, held_token(token_of(report, key), "ask"))
    except Refused as no:
        messages.error(request, no.sentence)
    if request.POST.get("to") == "sign":
        return redirect("report_sign", pk)
    return at(report, "" if said else key)


@acts(Act.FIGURES)
@require_GET
def file(request: HttpRequest, pk: int, key: str) -> StreamingHttpResponse:
    """The document behind a figure that was typed by hand."""
    token = token_of(report_of(request, pk), key)
    if token.file is None:
        raise Http404
    return as_kept(token.file, token.file_name)


@acts(Act.REPORT)
@require_POST
def aim(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a sentence of the plan as a target."""
    report = report_of(request, pk)
    try:
        made = set_target_from_sentence(
            report=report, sentence=request.POST.get("sentence", ""), expression=request.POST.get("expression", "").strip(),
            author=author_of(request),
        )  # fmt: skip
    except Refused as no:
        messages.error(request, no.sentence)
        return at(report, aim=request.POST.get("paragraph", ""))
    words = "、".join(f"{Period.parse(t.period).words} {t.value.normalize():f}{t.unit}" for t in made)
    messages.success(request, f"已登记为目标：{words}。下一期报告会写出完成情况。")
    return at(report)
