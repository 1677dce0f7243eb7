"""Writing in a report: paragraphs edited in place, added, removed, moved; its heads 改报告."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.standing import Moved, version_of
from taizhang.reports import actions
from taizhang.reports.adrift import remembered
from taizhang.reports.content import MARK, sections
from taizhang.reports.models import Paragraph, Report
from taizhang.web.author import author_of
from taizhang.web.both_sides import Field, Held, both_sides, last_entry, version_in
from taizhang.web.desk.reports.editing import LEVELS
from taizhang.web.desk.reports.finding import paragraph_of, report_of
from taizhang.web.desk.reports.page import context_of
from taizhang.web.desk.reports.reading import line_of


@acts(Act.REPORT)
@require_http_methods(["GET", "POST"])
def paragraph(request: HttpRequest, pk: int, paragraph: int) -> HttpResponse:
    """GET: the editor of a paragraph, or with ?shown the paragraph and the counts; POST: save it."""
    report = report_of(request, pk)
    found = paragraph_of(report, paragraph)
    if request.method == "POST":
        return saved(request, report, found)
    if "shown" in request.GET or report.signed:
        return written(request, report, found)
    return render(
        request,
        "desk/reports/editor.html",
        {"report": report, "line": shown(report, found), "levels": LEVELS},
    )


def saved(request: HttpRequest, report: Report, found: Paragraph) -> HttpResponse:
    """Save, and answer as asked: a word for what saves itself, which stays open; the page for who has no script."""
    auto = request.POST.get("auto") == "1"
    body, level = request.POST.get("body", ""), request.POST.get("level", "")
    version = number(request.POST.get("version"))
    told = {"report": report, "levels": LEVELS}
    try:
        remember(request, report, found, body, version)
        kept = actions.edit_paragraph(
            paragraph=found, body=body, version=version, author=author_of(request),
            level=int(level) if level in ("0", "1", "2", "3", "4") else None,
        )  # fmt: skip
    except actions.Conflict as conflict:
        told |= {"conflict": conflict, "mine": body, "line": shown(report, conflict.paragraph)}
        name = "conflict" if auto else "conflict_page"
        return render(request, f"desk/reports/{name}.html", told, status=409)
    except Refused as no:
        if auto:
            return HttpResponse(no.sentence, status=422, content_type="text/plain; charset=utf-8")
        told |= {"line": shown(report, found), "error": no.sentence, "kept_text": body}
        return render(request, "desk/reports/editor_page.html", told, status=422)
    if not auto:
        return redirect(f"{reverse('report', args=[report.pk])}#p{kept.pk}")
    said = HttpResponse(f"已保存 {timezone.localtime():%H:%M}", content_type="text/plain; charset=utf-8")
    said["X-Version"] = str(kept.version)
    return said


def remember(request: HttpRequest, report: Report, found: Paragraph, body: str, version: int) -> None:
    """Keep an edition before a figure leaves a paragraph: it tells where the ledger's number stood."""
    gone = set(MARK.findall(found.body)) - set(MARK.findall(body))
    if gone and version == found.version and not report.signed and not remembered(report, found, gone):
        actions.keep_edition(report=report, author=author_of(request), reason="改掉数字之前")


def written(request: HttpRequest, report: Report, kept: Paragraph) -> HttpResponse:
    """The paragraph as it now reads, with the counts and the contents."""
    context = context_of(request, report)
    context["line"] = next((line for line in context["reading"].lines if line.paragraph.pk == kept.pk), None)
    if context["line"] is None:  # somebody removed it meanwhile
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "desk/reports/written.html", context)


def shown(report: Report, found: Paragraph) -> Any:
    return line_of(next(iter(sections(report, [found]))))


def number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


@acts(Act.REPORT)
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an empty paragraph behind another and open it."""
    report = report_of(request, pk)
    after = paragraph_of(report, number(request.POST.get("after")))
    made = actions.add_paragraph(report=report, after=after, body="", author=author_of(request))
    return redirect(f"{reverse('report', args=[pk])}?edit={made.pk}#p{made.pk}")


@acts(Act.REPORT)
@require_POST
def remove(request: HttpRequest, pk: int, paragraph: int) -> HttpResponse:
    """Take a paragraph out; for ten seconds it is offered to be put back."""
    report = report_of(request, pk)
    found = paragraph_of(report, paragraph)
    try:
        actions.remove_paragraph(
            paragraph=found, version=number(request.POST.get("version")), author=author_of(request)
        )
    except Refused as no:
        messages.error(request, f"没有删：{no.sentence}")
        return redirect(f"{reverse('report', args=[pk])}#p{paragraph}")
    before = (
        report.paragraphs.filter(removed=False, position__lt=found.position).order_by("-position").first()
    )
    place = f"#p{before.pk}" if before else ""
    return redirect(f"{reverse('report', args=[pk])}?removed={paragraph}{place}")


@acts(Act.REPORT)
@require_POST
def restore(request: HttpRequest, pk: int, paragraph: int) -> HttpResponse:
    """Put a removed paragraph back where it stood."""
    actions.restore_paragraph(
        paragraph=paragraph_of(report_of(request, pk), paragraph), author=author_of(request)
    )
    return redirect(f"{reverse('report', args=[pk])}#p{paragraph}")


@acts(Act.REPORT)
@require_POST
def move(request: HttpRequest, pk: int, paragraph: int) -> HttpResponse:
    """Move a paragraph one place up or down."""
    report = report_of(request, pk)
    found = paragraph_of(report, paragraph)
    order = list(report.paragraphs.filter(removed=False).order_by("position", "pk"))
    at = next((n for n, p in enumerate(order) if p.pk == found.pk), 0)
    target = at - 2 if request.POST.get("way") == "up" else at + 1
    if -2 < target < len(order) and not (request.POST.get("way") == "up" and at == 0):
        after = order[target] if target >= 0 else None
        actions.move_paragraph(paragraph=found, after=after, author=author_of(request))
    return redirect(f"{reverse('report', args=[pk])}#p{paragraph}")


@acts(Act.REPORT)
@require_http_methods(["GET", "POST"])
def heads(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, addressee, signature, date, and the day of the ledger that the figures are read as of."""
    report = report_of(request, pk)
    context: dict[str, Any] = {"report": report, "held": held_heads(report)}
    if request.method == "POST":
        try:
            actions.change_report(
                report=report,
                values=heads_of(request),
                author=author_of(request),
                version=version_in(request),
            )
        except Moved:
            return both_sides(request, held_heads(report_of(request, pk)))
        except Refused as no:
            context |= {"error": no.sentence, "typed": request.POST}
            return render(request, "desk/reports/heads.html", context, status=422)
        return redirect("report", pk)
    return render(request, "desk/reports/heads.html", context)


HEADS = (
    ("title", "标题"),
    ("addressee", "主送"),
    ("signature", "落款"),
    ("dated", "成文日期"),
    ("as_of", "截至哪天的台账"),
)


def held_heads(report: Report) -> Held:
    """The heads of a report as their form shows them."""
    told = actions.heads_told(report)
    fields = tuple(Field(name, title, str(told[name] or "")) for name, title in HEADS)
    back, last = reverse("report", args=[report.pk]), last_entry("reports", report.pk)
    return Held(report.title, back, version_of(told), fields, last)


def heads_of(request: HttpRequest) -> dict[str, Any]:
    """What was typed for the heads of a report. Raises Refused for a day that is none."""
    told: dict[str, Any] = {
        n: request.POST.get(n, "").strip()[:200] for n in ("title", "addressee", "signature")
    }
    for name, word in (("dated", "成文日期"), ("as_of", "截至哪天的台账")):
        text = request.POST.get(name, "").strip()
        try:
            day = parse_date(text) if text else None
        except ValueError:
            day = None
        if text and day is None:
            raise Refused(f"{word}“{text}”看不懂。请写成 2022-07-10 的样子，或留空。")
        told[name] = day
    return told
