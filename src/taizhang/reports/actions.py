"""Writing a report 写报告: each act in one transaction, with its line in the journal; a signed report takes none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.core.standing import must_stand
from taizhang.files.actions import tidy_name
from taizhang.files.kinds import media_type
from taizhang.files.store import keep
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.reports import drafting, tying
from taizhang.reports.content import MARK, sections, standing
from taizhang.reports.editions import content_of
from taizhang.reports.models import Edition, Paragraph, Report, Token
from taizhang.reports.templates import template, template_for

STEP = 10
HEADS = ("title", "addressee", "signature", "dated", "as_of")


class Conflict(Refused):
    """Somebody else changed the paragraph in between 他人已修改: both texts, so that nothing is lost."""

    def __init__(self, paragraph: Paragraph, mine: str) -> None:
        who = f"（{paragraph.changed_by}）" if paragraph.changed_by else ""
        super().__init__(f"这一段在您打开之后被别人{who}改过。您写的内容还在，请看两边的差别后再保存。")
        self.paragraph, self.mine, self.theirs = paragraph, mine, paragraph.body


@transaction.atomic
def make_report(*, bureau: Bureau, period: Period, author: Author, code: str = "") -> Report:
    """Draft a report for a period 起草, by the template asked for or the one written for such a period.

    Refused for a template that is written for another length where one fits, and for a period of which the ledger
    knows nothing.
    """
    fitting = template_for(period)
    chosen = template(code) if code else fitting
    if period.start is None:
        raise Refused(f"报告要有起止日期，“{period.words}”没有开始。请选半年、全年或起止月份。")
    if period.start > timezone.localdate():
        raise Refused(f"{period.words}还没有开始，写不出总结。请换一个已经开始的期间。")
    if fitting.fits(period) and not chosen.fits(period):
        raise Refused(
            f"模板“{chosen.name}”写的是另一种期间，{period.words}请用“{fitting.name}”。请改选模板，或改填期间。"
        )
    report = drafting.draft(chosen, bureau, period, by=author.user)
    if not report.tokens.exists():
        raise Refused(
            f"台账里没有{period.words}的数据，写不出一个数字，所以没有起草。请换一个期间，或先导入这一期的表格。"
        )
    _note(author, Event.REPORT_MADE, report, after={"template": chosen.code, "period": period.text})
    return report


@transaction.atomic
def change_report(
    *, report: Report, values: Mapping[str, Any], author: Author, version: str | None = None
) -> Report:
    """Change title, addressee, signature, date or the day of the ledger that it is read as of 改题头. Raises Moved."""
    report = opened(report)
    must_stand(heads_told(report), version)
    if not str(values.get("title", report.title)).strip():
        raise Refused("报告要有标题。请填写后再保存。")
    before = {n: getattr(report, n) for n in HEADS if n in values and getattr(report, n) != values[n]}
    for name in before:
        setattr(report, name, values[name])
    if before:
        report.save(update_fields=[*before, "changed_at"])
        after = {n: _plain(getattr(report, n)) for n in before}
        _note(author, Event.REPORT_CHANGED, report, {n: _plain(v) for n, v in before.items()}, after)
    return report


def heads_told(report: Report) -> dict[str, Any]:
    """The heads of a report as they stand."""
    return {n: _plain(getattr(report, n)) for n in HEADS}


@transaction.atomic
def edit_paragraph(
    *, paragraph: Paragraph, body: str, version: int, author: Author, level: int | None = None
) -> Paragraph:
    """Change a paragraph that the person saw at `version` 改段落. Further lines become paragraphs behind it.

    Raises Conflict when somebody was quicker, Refused for a figure that the report does not have.
    """
    paragraph = locked(paragraph, version, body)
    first, *more = _lines(paragraph.report, body)
    before = {"body": paragraph.body, "level": paragraph.level}
    paragraph.body, paragraph.prompt = first, ""
    paragraph.level = paragraph.level if level is None else level
    _touch(paragraph, author)
    place = paragraph
    for line in more:
        place = _insert(paragraph.report, place, line, 0, place.plan, author)
    after = {"paragraph": paragraph.pk, "body": paragraph.body, "level": paragraph.level}
    _note(author, Event.REPORT_CHANGED, paragraph.report, before, after)
    return paragraph


@transaction.atomic
def add_paragraph(
    *, report: Report, after: Paragraph | None, body: str, author: Author, level: int = 0,
    kind: str = Paragraph.Kind.TEXT, data: dict[str, Any] | None = None,
) -> Paragraph:  # fmt: skip
    """Add a paragraph behind another one (None: at the beginning) 加段落. Raises Refused."""
    report = opened(report)
    if after is not None and after.report_id != report.pk:
        raise Refused("要插在后面的那一段不在这份报告里。请刷新页面再试。")
    lines = _lines(report, body)
    made = _insert(report, after, lines[0], level, after.plan if after else False, author, kind, data)
    place = made
    for line in lines[1:]:
        place = _insert(report, place, line, 0, place.plan, author)
    _note(author, Event.REPORT_CHANGED, report, None, {"added": made.pk, "body": made.body})
    return made


@transaction.atomic
def remove_paragraph(*, paragraph: Paragraph, version: int, author: Author) -> Paragraph:
    """Take a paragraph out 删段落; it stays kept and can be put back. Raises Conflict, Refused."""
    paragraph = locked(paragraph, version, "")
    paragraph.removed = True
    _touch(paragraph, author)
    _note(author, Event.REPORT_CHANGED, paragraph.report, {"body": paragraph.body}, {"removed": paragraph.pk})
    return paragraph


@transaction.atomic
def restore_paragraph(*, paragraph: Paragraph, author: Author) -> Paragraph:
    """Put a paragraph back where it stood 恢复段落."""
    opened(paragraph.report)
    paragraph.refresh_from_db()
    paragraph.removed = False
    _touch(paragraph, author)
    _note(
        author,
        Event.REPORT_CHANGED,
        paragraph.report,
        None,
        {"restored": paragraph.pk, "body": paragraph.body},
    )
    return paragraph


@transaction.atomic
def move_paragraph(*, paragraph: Paragraph, after: Paragraph | None, author: Author) -> Paragraph:
    """Move a paragraph behind another one (None: to the beginning) 移段落."""
    report = opened(paragraph.report)
    if after is not None and (after.report_id != report.pk or after.pk == paragraph.pk):
        raise Refused("不能移到那里。请选这份报告里的另一段。")
    order = [p for p in standing(report) if p.pk != paragraph.pk]
    at = 0 if after is None else [p.pk for p in order].index(after.pk) + 1
    order.insert(at, paragraph)
    _number(order)
    paragraph.refresh_from_db()
    _note(author, Event.REPORT_CHANGED, report, None, {"moved": paragraph.pk, "to": at + 1})
    return paragraph


@transaction.atomic
def tie(
    *, paragraph: Paragraph, start: int, end: int, version: int, spec: tying.Spec, author: Author
) -> Token:
    """Put a figure in place of body[start:end], a number that was text 关联数字. Raises Conflict, Refused."""
    paragraph = locked(paragraph, version, paragraph.body)
    tying.check_span(paragraph.body, start, end)
    token = tying.new_token(paragraph.report, spec)
    typed = paragraph.body[start:end]
    paragraph.body = f"{paragraph.body[:start]}{{{{{token.key}}}}}{paragraph.body[end:]}"
    _touch(paragraph, author)
    _note(
        author, Event.FIGURE_TIED, paragraph.report, {"text": typed}, {"key": token.key, **tying.told(token)}
    )
    return token


@transaction.atomic
def untie(*, paragraph: Paragraph, key: str, version: int, author: Author, text: str = "") -> Paragraph:
    """Make a figure plain text again 改成文字: `text`, or what it shows now; it is then no longer proven."""
    paragraph = locked(paragraph, version, paragraph.body)
    if key not in MARK.findall(paragraph.body):
        raise Refused("这一段里没有这个数字。请刷新页面再试。")
    section = next(iter(sections(paragraph.report, [paragraph])))
    shown = next(s for s in section.figures if s.key == key)
    paragraph.body = paragraph.body.replace(f"{{{{{key}}}}}", text or shown.phrase.text)
    _touch(paragraph, author)
    _note(author, Event.FIGURE_TIED, paragraph.report, {"key": key}, {"text": text or shown.phrase.text})
    return paragraph


@transaction.atomic
def retie(*, token: Token, spec: tying.Spec, author: Author, version: str | None = None) -> Token:
    """Give a figure another definition, period, form or unit 改口径. Its verification falls away. Raises Moved, Refused."""
    opened(token.report)
    token.refresh_from_db()
    must_stand(tying.standing(token), version)
    before = tying.told(token)
    tying.apply(token, spec)
    token.verified_by, token.verified_at, token.verified_value = None, None, ""
    token.save()
    _note(author, Event.FIGURE_TIED, token.report, before, {"key": token.key, **tying.told(token)})
    return token


@transaction.atomic
def set_manual(
    *, token: Token, value: Decimal, reason: str, content: bytes, file_name: str, author: Author, version: str | None = None
) -> Token:  # fmt: skip
    """Type a figure by hand 人工填数: only with a reason and the document that it stands in. Raises Moved, Refused."""
    opened(token.report)
    token.refresh_from_db()
    must_stand(tying.standing(token), version)
    if not reason.strip():
        raise Refused("人工填写的数字要写明理由：为什么台账里没有、数字从哪里来。请补上后再保存。")
    if not content:
        raise Refused("人工填写的数字要附上依据文件（通知、统计表、盖章材料等）。请选择文件后再保存。")
    before = tying.told(token)
    name = tidy_name(file_name)
    token.file, token.file_name = keep(content, media_type(name, content)), name
    token.kind, token.value, token.reason = Token.Kind.MANUAL, value, reason.strip()[:300]
    token.verified_by, token.verified_at, token.verified_value = None, None, ""
    token.save()
    after = {"key": token.key, **tying.told(token), "reason": token.reason, "sha256": token.file.sha256}
    _note(author, Event.FIGURE_TYPED, token.report, before, after)
    return token


@transaction.atomic
def verify_token(*, token: Token, author: Author) -> Token:
    """A person looked at the figure and its rows and vouches for it 核实; a later change of its value is then shown."""
    report = opened(token.report)
    token.refresh_from_db()
    shown = tying.shown(report, token)
    if shown.figure is None or shown.figure.value is None:
        raise Refused(f"这个数字现在没有值，不能核实：{shown.why}")
    token.verified_by, token.verified_at = author.user, timezone.now()
    token.verified_value = shown.phrase.text[:40]
    token.save(update_fields=["verified_by", "verified_at", "verified_value"])
    _note(
        author,
        Event.FIGURE_VERIFIED,
        report,
        None,
        {"key": token.key, "name": token.name, "text": token.verified_value},
    )
    return token


@transaction.atomic
def keep_edition(
    *, report: Report, author: Author, reason: str = "", kept: dict[str, Any] | None = None
) -> Edition:
    """Keep the report as it stands now, to compare with later 留存版本. `kept`: its content, where it is known.

    Refused when it was signed.
    """
    report = opened(report)
    report.number += 1
    report.save(update_fields=["number"])
    made = Edition.objects.create(
        report=report,
        number=report.number,
        reason=reason[:200],
        content=kept or content_of(report),
        by=author.user,
    )
    _note(author, Event.EDITION_KEPT, report, None, {"number": made.number, "reason": reason})
    return made


def opened(report: Report) -> Report:
    """The report, locked for this transaction. Refused when it was signed."""
    fresh = (
        Report.objects.select_for_update(of=("self",))
        .select_related("bureau__region__parent")
        .get(pk=report.pk)
    )
    if fresh.signed:
        raise Refused("这份报告已经签发，不能再改。要改动请按同一期间另起一份草稿。")
    return fresh


def locked(paragraph: Paragraph, version: int, mine: str) -> Paragraph:
    """The paragraph, locked, at the version that the person saw. Raises Conflict, Refused."""
    report = opened(paragraph.report)
    fresh = (
        Paragraph.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=paragraph.pk)
    )
    fresh.report = report
    if fresh.version != version:
        raise Conflict(fresh, mine)
    if fresh.removed:
        raise Refused("这一段已经被删掉了。请先恢复它，或把内容加成新的一段。")
    return fresh


def _lines(report: Report, body: str) -> list[str]:
    """The lines of a text that was typed; at least one. Refused for figures that the report does not have."""
    lines = [line.strip() for line in body.replace("\x00", "").splitlines() if line.strip()] or [""]
    known = set(Token.objects.filter(report=report).values_list("key", flat=True))
    strange = [key for line in lines for key in MARK.findall(line) if key not in known]
    if strange:
        raise Refused(f"报告里没有“{strange[0]}”这个数字，可能是从别的报告复制来的。请改成文字，或重新关联。")
    return lines


def _insert(
    report: Report, after: Paragraph | None, body: str, level: int, plan: bool, author: Author,
    kind: str = Paragraph.Kind.TEXT, data: dict[str, Any] | None = None,
) -> Paragraph:  # fmt: skip
    order = list(standing(report))
    at = 0 if after is None else next((n for n, p in enumerate(order, 1) if p.pk == after.pk), len(order))
    made = Paragraph.objects.create(
        report=report,
        position=0,
        kind=kind,
        level=level,
        body=body,
        data=data,
        plan=plan,
        changed_by=author.user,
    )
    order.insert(at, made)
    _number(order)
    return made


def _number(order: list[Paragraph]) -> None:
    for at, paragraph in enumerate(order, 1):
        paragraph.position = at * STEP
    Paragraph.objects.bulk_update(order, ["position"])


def _touch(paragraph: Paragraph, author: Author) -> None:
    paragraph.version += 1
    paragraph.changed_by = author.user
    paragraph.save()
    paragraph.report.save(update_fields=["changed_at"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _note(
    author: Author, event: Event, report: Report, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
) -> None:  # fmt: skip
    write(author, Note(event, "reports", report.pk, report.title, before, after))
