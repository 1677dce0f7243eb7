"""To Word and back: the paper out, the edited one taken over, what came of it 导出与收回."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.reports import actions
from taizhang.reports.adrift import KEPT
from taizhang.reports.manuscripts import receive
from taizhang.reports.models import Report
from taizhang.reports.newly_typed import Typed, judged
from taizhang.reports.noting import note_token
from taizhang.reports.paper import docx_of
from taizhang.reports.recognising import NotOurs
from taizhang.reports.taking_over import hand_out, take_over
from taizhang.web.author import author_of
from taizhang.web.desk.downloads import as_file
from taizhang.web.desk.reports.finding import paragraph_of, report_of, token_of
from taizhang.web.desk.reports.reading import reading_of
from taizhang.web.desk.reports.views_edit import number

MB = 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What may have become of a figure, in the order in which a person wants to know.
KINDS = (
    ("changed", "改过的数字"), ("moved", "台账变了的数字"), ("lost", "删去的数字"), ("strange", "别处来的数字"), ("paragraph", "段落"),
    ("head", "标题、主送、落款"), ("problem", "读这份文件时"),
)  # fmt: skip


@acts(Act.FIGURES)
@require_http_methods(["GET", "POST"])
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a .docx; POST by who writes it keeps what went out, so that it is known when it comes back."""
    report = report_of(request, pk)
    address = f"{request.scheme}://{request.get_host()}"
    if request.method == "POST" and can(request.user, Act.REPORT):
        content = hand_out(report=report, author=author_of(request), address=address)
    else:
        content = docx_of(report, address)
    return as_file(content, f"{report.title}.docx", DOCX)


@acts(Act.REPORT)
@require_http_methods(["GET", "POST"])
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over an edited paper, and say of every figure what became of it."""
    report = report_of(request, pk)
    place = f"returned-{pk}"
    context: dict[str, Any] = {"report": report, "limit": settings.UPLOAD_LIMIT_MB}
    if request.method == "POST":
        try:
            request.session[place] = taken(request, report)
        except Refused as no:
            told = {"error": no.sentence, "strange": no if isinstance(no, NotOurs) else None}
            return render(request, "desk/reports/returned.html", context | told, status=422)
        return redirect("report_return", pk)
    if place in request.session and not report.signed:
        context |= outcome(report, request.session[place])
    return render(request, "desk/reports/returned.html", context)


def taken(request: HttpRequest, report: Report) -> dict[str, Any]:
    """Take over the file that was sent; returns what the page tells of it. Raises Refused in words."""
    file = request.FILES.get("file")
    if file is None:
        raise Refused("没有收到文件。请选择改好的 Word 文件（.docx）。")
    if (file.size or 0) > settings.UPLOAD_LIMIT_MB * MB:
        raise Refused(
            f"文件有 {(file.size or 0) / MB:.1f} MB，超过了 {settings.UPLOAD_LIMIT_MB} MB 的上限。请压缩图片后再试。"
        )
    data, name, author = file.read(), file.name or "修改稿.docx", author_of(request)
    before = reading_of(report)
    known = {loose_of(line.paragraph.pk, one.text) for line in before.lines for one in line.loose}
    found = take_over(report=report, data=data, author=author, anyway="anyway" in request.POST)
    manuscript = receive(
        data,
        name=name,
        period=Period.parse(report.period),
        bureau=report.bureau,
        author=author,
        report=report,
    )
    return {
        "name": name, "differences": [asdict(d) for d in found], "manuscript": manuscript.pk,
        "edition": report_now(report).number, "keys": [p.key for p in before.figures], "typed": typed_anew(report_now(report), known),
    }  # fmt: skip


def loose_of(paragraph: int, text: str) -> str:
    return f"{paragraph}:{text}"


def typed_anew(report: Report, before: set[str]) -> list[dict[str, Any]]:
    """Numbers that came with the paper and are tied to nothing, each with what the ledger says of it."""
    reading = reading_of(report)
    adrift = {(a.paragraph_id, a.start) for a in [*reading.adrift, *reading.kept]}
    texts = {line.paragraph.pk: line.section.text for line in reading.lines}
    came: dict[Typed, dict[str, Any]] = {}
    for line in reading.lines:
        pk, typed = line.paragraph.pk, {t.start: t for t in line.typed}
        for one in line.loose:
            start, end = (int(part) for part in one.place.split(":")[1:])
            if loose_of(pk, one.text) in before or (pk, start) in adrift:
                continue
            at = line.printed(start)
            told = {
                "place": one.place,
                "paragraph": pk,
                "before": typed[start].before,
                "after": typed[start].after,
            }
            came[Typed(pk, at, at + end - start)] = {**told, "text": one.text}
    verdicts = judged(report, texts, came)
    return [{**told, "ledger": verdicts.get(place)} for place, told in came.items()]


def outcome(report: Report, told: dict[str, Any]) -> dict[str, Any]:
    """What was taken over, ready to be shown. Each figure that stood before is in one of: kept, changed, gone."""
    fresh = report_now(report)
    reading = reading_of(fresh)
    standing = {placed.key for placed in reading.figures}
    kept = [key for key in told["keys"] if key in standing]
    changed = {d["key"] for d in told["differences"] if d["kind"] == "changed"} - standing
    loose = {run.place for line in reading.lines for run in line.loose}
    differences = [d for d in told["differences"] if d["kind"] != "changed" or d["key"] in changed]
    groups = [(word, [d for d in differences if d["kind"] == kind]) for kind, word in KINDS]
    return {
        "report": fresh, "name": told["name"], "groups": [(word, found) for word, found in groups if found],
        "total": len(told["keys"]), "kept": len(kept), "changed": len(changed), "gone": len(told["keys"]) - len(kept) - len(changed),
        "added": len(standing - set(told["keys"])), "adrift": reading.adrift, "manuscript": told["manuscript"],
        "typed": [one for one in told["typed"] if one["place"] in loose], "edition": told["edition"],
    }  # fmt: skip


def report_now(report: Report) -> Report:
    return Report.objects.select_related("bureau__region__parent", "by", "signed_by").get(pk=report.pk)


@acts(Act.REPORT)
@require_POST
def put_back(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Put a figure from the ledger back where a number was typed over it; with `way`=manual to type it by hand."""
    report = report_of(request, pk)
    token = token_of(report, key)
    paragraph = paragraph_of(report, number(request.POST.get("paragraph")))
    start, end = number(request.POST.get("start")), number(request.POST.get("end"))
    said = paragraph.body[start:end]
    if not 0 <= start < end <= len(paragraph.body) or said != request.POST.get("said"):
        messages.error(request, "这一段已经改过了，没有动。请刷新后再看。")
        return redirect("report", pk)
    body = f"{paragraph.body[:start]}{{{{{key}}}}}{paragraph.body[end:]}"
    try:
        actions.edit_paragraph(
            paragraph=paragraph, body=body, version=paragraph.version, author=author_of(request)
        )
        if token.note.startswith(KEPT):
            note_token(token=token, note="", author=author_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
        return redirect("report", pk)
    by_hand = request.POST.get("way") == "manual"
    if request.POST.get("to") == "sign" and not by_hand:
        return redirect("report_sign", pk)
    if by_hand:
        messages.info(request, f"这一处先换回由台账取数。登记人工值后，文中写 {said}；不登记就按台账。")
    more = f"&do=manual&value={said}" if by_hand else ""
    return redirect(f"{reverse('report', args=[pk])}?f={key}{more}#p{paragraph.pk}")
