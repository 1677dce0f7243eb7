"""Whose paper it is that comes back 认稿: by the marks of its paragraphs, else by its words; before anything is changed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from taizhang.core.decisions import Refused
from taizhang.core.papers.paper import Block, Figure, Heading, runs_of
from taizhang.core.papers.paper import Paragraph as Text
from taizhang.reports.content import Section
from taizhang.reports.models import Paragraph, Report

ALIKE = 0.6  # from here on two paragraphs are versions of one
KNOWN = 0.5  # the part of a report's paragraphs by which a paper without marks is known
MOST = 400  # paragraphs without marks that are compared by their words
_MARK = re.compile(r"p(\d{1,9})")
_LINK = re.compile(r"/reports/(\d{1,9})/\?f=")


class NotOurs(Refused):
    """The paper is not known as this report's; nothing was changed.

    `of_another`: it bears the marks of another report; `of`: that report, where it is the bureau's own.
    """

    def __init__(self, sentence: str, *, of_another: bool = False, of: Report | None = None) -> None:
        super().__init__(sentence)
        self.of_another, self.of = of_another, of


def recognise(report: Report, blocks: Sequence[Block], sections: Sequence[Section]) -> None:
    """Raises NotOurs for another report's paper, and for one that has neither marks nor the words of this report."""
    marks = {int(m[1]) for b in blocks if isinstance(b, Text | Heading) for m in [_MARK.fullmatch(b.id)] if m}
    owners = Counter(Paragraph.objects.filter(pk__in=marks).values_list("report_id", flat=True))
    if not owners:
        owners = Counter(pk for block in blocks for run in runs_of(block) for pk in linked(run))
    if owners:
        whose = owners.most_common(1)[0][0]
        if whose == report.pk:
            return
        of = Report.objects.filter(pk=whose, bureau=report.bureau).first()
        name = f"《{of.title}》" if of else "另一份报告"
        raise NotOurs(
            f"这是从{name}导出的稿子，不是这份报告的，所以没有收回，这份报告一个字也没有动。请到那份报告里收回，或重新选文件。",
            of_another=True,
            of=of,
        )
    texts = [s for s in sections if s.text and not s.level]
    found = {s.paragraph.pk for s in paired(blocks, sections).values()}
    alike = sum(1 for s in texts if s.paragraph.pk in found)
    if not texts or alike < KNOWN * len(texts):
        raise NotOurs(
            f"这份文件里没有从这份报告导出时带的标识，文字也对不上（{len(texts)} 段里只有 {alike} 段相近），所以没有收回，"
            "这份报告一个字也没有动。别处来的稿子请到核对页，逐个数字与台账对账。"
        )


def linked(run: object) -> Iterable[int]:
    """The report that the link of a figure leads to."""
    found = _LINK.search(run.link) if isinstance(run, Figure) else None
    return [int(found[1])] if found else []


def words_of(block: Block) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in runs_of(block))


def paired(blocks: Sequence[Block], sections: Sequence[Section]) -> dict[int, Section]:
    """Which paragraph each block is, by its place: by its mark, else word for word, else by its words. Each once."""
    by_mark = {f"p{s.paragraph.pk}": s for s in sections}
    free = {s.paragraph.pk: s for s in sections if s.paragraph.kind == Paragraph.Kind.TEXT}
    found: dict[int, Section] = {}
    loose: dict[int, str] = {}
    for at, block in enumerate(blocks):
        if isinstance(block, Text | Heading):
            section = by_mark.get(block.id)
            if section is not None and section.paragraph.pk in free:
                found[at] = free.pop(section.paragraph.pk)
            elif words := words_of(block):
                loose[at] = words
    for at, words in list(loose.items()):
        same = next((s for s in free.values() if s.text == words), None)
        if same is not None:
            found[at] = free.pop(same.paragraph.pk)
            del loose[at]
    for at, words in list(loose.items())[:MOST]:
        near = max(((likeness(s.text, words), -pk) for pk, s in free.items()), default=(0.0, 0))
        if near[0] >= ALIKE:
            found[at] = free.pop(-near[1])
    return found


def likeness(one: str, other: str) -> float:
    """0 to 1; what cannot reach ALIKE is not looked at closely."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
