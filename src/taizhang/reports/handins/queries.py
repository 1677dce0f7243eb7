"""Reading layouts and hand-ins 报送: a bureau's own only."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from openpyxl.workbook.workbook import Workbook

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.files.store import Lost, read
from taizhang.indicators.queries import indicators
from taizhang.reports.handins.due import Due, due_of
from taizhang.reports.handins.filling import ended_sentence
from taizhang.reports.handins.models import CellTie, HandIn, Layout
from taizhang.reports.handins.sheets import Page, lacking, opened, place

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User


def visible_to(user: "User | AnonymousUser") -> QuerySet[Layout]:
    """The layouts of the user's bureau, when he may see figures."""
    bureau_id = getattr(user, "bureau_id", None)
    if bureau_id is None or grant_of(user, Act.FIGURES) is None:
        return Layout.objects.none()
    return Layout.objects.filter(bureau_id=bureau_id)


def layouts(user: "User | AnonymousUser") -> QuerySet[Layout]:
    """Those in use first, newest first, each with `tied`: how many cells are tied."""
    found = visible_to(user).select_related("by").annotate(tied=Count("ties"))
    return found.order_by("ended_at", "-id")


def workbook_of(layout: Layout) -> Workbook:
    """The layout's workbook. Raises Refused in words when the store has lost it or it cannot be read."""
    return opened(content_of(layout), layout.file_name)


def content_of(layout: Layout) -> bytes:
    try:
        return read(layout.file)
    except Lost:
        raise Refused(f"表样“{layout.file_name}”的文件不在了。请从备份找回，或重新上传这份表样。") from None


def ties_of(layout: Layout) -> list[CellTie]:
    """The tied cells in the order of the sheets, rows and columns."""
    found = list(layout.ties.select_related("region"))
    return sorted(found, key=lambda tie: (tie.sheet, place(tie.cell)))


def troubles(layout: Layout, workbook: Workbook, ties: list[CellTie]) -> dict[int, str]:
    """Tie -> what is wrong with it by now: the cell is gone or moved, the indicator was ended or is unknown."""
    every = indicators(layout.bureau, ended=True)
    pages: dict[str, Page] = {}
    found = {}
    for tie in ties:
        sentence = lacking(workbook, tie.sheet, tie.cell) or ended_sentence(tie.expression, every)
        if not sentence and tie.heads:
            page = pages.setdefault(tie.sheet, Page(workbook[tie.sheet]))
            heads = page.heads(*place(tie.cell)).text
            if heads != tie.heads:
                sentence = f"{tie.cell} 的行头列头变了：原来是“{tie.heads}”，现在是“{heads or '空'}”。请确认后重新关联。"
        if sentence:
            found[tie.pk] = sentence
    return found


def handins_of(layout: Layout) -> list[HandIn]:
    """Every filling, newest period first, then newest number."""
    found = list(layout.handins.select_related("by", "handed_by", "file"))
    return sorted(found, key=lambda h: (Period.parse(h.period).end, h.number), reverse=True)


def earlier(handin: HandIn) -> HandIn | None:
    """The filling to compare with: the one before it for the same period, else the newest of an earlier period."""
    others = handins_of(handin.layout)
    mine = (Period.parse(handin.period).end, handin.number)
    before = [h for h in others if (Period.parse(h.period).end, h.number) < mine]
    return next(
        (h for h in before if h.period == handin.period or h.handed_on), before[0] if before else None
    )


def dues(bureau: Bureau, today: date) -> list[Due]:
    """What the bureau owes or soon owes its superiors, the earliest day first."""
    held = Layout.objects.filter(bureau=bureau, ended_at=None).prefetch_related("handins")
    found = []
    for layout in held:
        due = due_of(layout, {h.period for h in layout.handins.all() if h.handed_on}, today)
        if due is not None:
            found.append(due)
    return sorted(found, key=lambda due: due.by)
