"""A paragraph open for editing 段落编辑."""

from typing import Any

from django.http import HttpRequest

from taizhang.reports.models import Paragraph
from taizhang.web.desk.reports.reading import Line, Reading

LEVELS = ((0, "正文"), (1, "一、"), (2, "（一）"), (3, "1."), (4, "（1）"))


def editor_of(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """The paragraph that ?edit= names, open for editing without JavaScript too; ?removed= offers to put one back."""
    asked, gone = request.GET.get("edit", ""), request.GET.get("removed", "")
    line = next((li for li in reading.lines if str(li.paragraph.pk) == asked and editable(li)), None)
    removed = (
        reading.report.paragraphs.filter(pk=int(gone), removed=True).first()
        if gone.isdecimal() and len(gone) < 10
        else None
    )
    return {"editing": line.paragraph.pk if line else None, "levels": LEVELS, "removed": removed}


def editable(line: Line) -> bool:
    """Charts and tables are made of data and not typed."""
    return bool(line.paragraph.kind == Paragraph.Kind.TEXT)
