"""Going back to an edition of a report 恢复版本: its text and heads as they stood; what stands now is kept before."""

from django.db import transaction

from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.reports.actions import STEP, keep_edition, opened
from taizhang.reports.models import Edition, Paragraph, Report

HEADS = ("title", "addressee", "signature")


@transaction.atomic
def go_back(*, report: Report, edition: Edition, author: Author) -> Edition:
    """Give the report the text of one of its editions; returns the edition kept of what stood. Refused when signed.

    Figures keep the definitions that they have now: an edition tells where they stand, not what they are.
    """
    report = opened(report)
    kept = keep_edition(report=report, author=author, reason=f"恢复 v{edition.number} 之前")
    there = {p.pk: p for p in report.paragraphs.all()}
    for at, was in enumerate(edition.content["paragraphs"], 1):
        paragraph = there.pop(was["id"])
        told = (was["body"], was["level"], was["data"], was["plan"], at * STEP, False)
        if told != _told(paragraph):
            if paragraph.body != was["body"]:
                paragraph.prompt = was.get("prompt", "")
            (
                paragraph.body, paragraph.level, paragraph.data, paragraph.plan, paragraph.position, paragraph.removed,
            ) = told  # fmt: skip
            _touch(paragraph, author)
    for paragraph in there.values():
        if not paragraph.removed:
            paragraph.removed = True
            _touch(paragraph, author)
    report.refresh_from_db()
    for name in HEADS:
        setattr(report, name, edition.content[name])
    report.save(update_fields=[*HEADS, "changed_at"])
    write(
        author,
        Note(Event.REPORT_CHANGED, "reports", report.pk, report.title, None, {"back_to": edition.number}),
    )
    return kept


def _told(paragraph: Paragraph) -> tuple[object, ...]:
    return (
        paragraph.body, paragraph.level, paragraph.data, paragraph.plan, paragraph.position, paragraph.removed,
    )  # fmt: skip


def _touch(paragraph: Paragraph, author: Author) -> None:
    paragraph.version, paragraph.changed_by = paragraph.version + 1, author.user
    paragraph.save()
