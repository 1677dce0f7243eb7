"""What the result page shows 核查结果, as plain values: the equation, the findings in groups, the marked text.

Knows no Django: it runs in the process of its own that reads a stranger's document (see check_child.py).
"""

from itertools import groupby
from typing import Any

from taizhang.core.reading.document import BlockKind
from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.reading import Reading
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.style.check import style_findings
from taizhang.core.reading.style.rule import StyleFinding
from taizhang.core.reading.words import Finding, Loose, Words
from taizhang.web.public.check_paper import Mark, Paper

Entry = dict[str, Any]
_LABELS = {
    Type.SUM: ("文中总数", "{n} 个分项相加"),
    Type.DIFFERENCE: ("文中差额", "两数相减"),
    Type.PRODUCT: ("文中乘积", "{n} 个数相乘"),
    Type.SHARE: ("文中占比", "重算"),
    Type.RATE: ("文中比率", "重算"),
    Type.GROWTH: ("文中增幅", "重算"),
}
_LOOKS = {False: ("mk-part", "参与计算"), None: ("mk-look", "存疑"), True: ("mk-ok", "相符")}


def page_of(reading: Reading, data: bytes) -> dict[str, Any]:
    """Everything the result page needs, ready for JSON. `data` are the bytes that were read."""
    words = Words(reading)
    groups = _groups(reading, words)
    marks, verdicts = _marks(reading, groups)
    style = style_findings(data, reading.document)
    places = sorted({each.start for each in style if each.end > each.start})
    paper = Paper(reading.document, reading.figures, marks, places)
    html = paper.html()
    for entry in (entry for group in groups for entry in group["entries"]):
        inside = [paper.sentence_of[f] for f in entry["figures"] if f in paper.sentence_of]
        entry["sentences"] = list(dict.fromkeys(inside))
        del entry["relation"]
    document = reading.document
    return {
        "name": document.name,
        "format": document.format,
        "length": sum(b.end - b.start for b in document.blocks if b.kind is not BlockKind.NOISE),
        "total": len(reading.figures),
        "terms": _terms(reading, verdicts),
        "groups": groups,
        "claims": len(reading.relations),  # none: nothing was compared, so nothing was found right either
        "found": sum(group["count"] for group in groups),
        "remarks": list(document.remarks),
        "style": [_style(each, number, paper) for number, each in enumerate(style)],
        "paper": html,
    }


def _groups(reading: Reading, words: Words) -> list[dict[str, Any]]:
    """不符, 留意, 相符, 未核. A rate that would fit some whole number of last year is worth a look, not an error."""
    wrong = [_claim(finding) for finding in words.findings(reading.wrong)]
    unsure = [_claim(finding) for finding in words.findings(reading.unsure)]
    right = [_claim(finding) for finding in words.findings(reading.right)]
    loose = words.loose()
    look = [_loose(each) for each in loose if each.would_be]
    rest = [_loose(each) for each in loose if not each.would_be]
    groups = [
        _group("bad", "不符", "✕", wrong),
        _group("look", "留意", "?", [*unsure, *look]),
        _group("ok", "相符", "✓", right),
        _group("rest", "未核", "?", rest),
    ]
    for number, entry in enumerate(entry for group in groups for entry in group["entries"]):
        entry["id"] = f"r{number + 1}"
    groups[3]["reasons"] = _by_reason(rest)
    return groups


def _group(key: str, title: str, sign: str, entries: list[Entry]) -> dict[str, Any]:
    return {"key": key, "title": title, "sign": sign, "entries": entries, "count": len(entries)}


def _claim(finding: Finding) -> Entry:
    relation, told = finding.relation, finding.calculation
    return {
        "relation": relation,
        "figures": list(dict.fromkeys(figure.id for figure in (relation.stated_figure, *relation.figures))),
        "title": finding.title,
        "name": finding.name.removesuffix("相符"),
        "subject": finding.subject,
        "place": finding.place,
        "compared": _compared(finding),
        "steps": told.steps if told.sentence == told.steps else f"{told.steps} = {told.result}",
        "sentence": told.sentence,
        "remark": told.remark if relation.holds else "",
        "causes": list(finding.causes),
        "why": finding.why,
        "reason": "",
        "say": told.sentence,
    }


def _compared(finding: Finding) -> Entry | None:
    """The stated figure beside the recomputed one; None where the sentence itself says it best (said twice, a rank)."""
    relation, told = finding.relation, finding.calculation
    twice = relation.type is Type.SUM and relation.whole is not None and len(relation.parts) == 1
    if twice or relation.type not in _LABELS or relation.holds is not False:
        return None
    stated, recomputed = _LABELS[relation.type]
    if relation.type is Type.SUM and relation.whole is None:
        stated = "应合计"
    if relation.type is Type.GROWTH and relation.stated_figure.role is Role.DECREASE:
        stated = "文中降幅"
    if relation.type is Type.RATE and relation.stated_figure.role is Role.COMPLETION_RATE:
        stated = "文中完成率"
    return {
        "stated_label": stated,
        "stated": told.stated,
        "result_label": recomputed.format(n=len(relation.parts)),
        "result": told.result,
        "gap": told.gap,
        "wavy": relation.type is Type.SUM and len(relation.parts) > 5,
    }


def _loose(each: Loose) -> Entry:
    figure = each.figure
    return {
        "relation": None,
        "figures": [figure.id],
        "compared": None,
        "sentence": "",
        "causes": [],
        "why": "",
        "text": figure.text,
        "of": " ".join(figure.of.split())[:24],
        "title": " ".join(f"{figure.of[:24]} {figure.text}".split()),
        "reason": each.reason,
        "would_be": each.would_be,
        "say": each.would_be or each.reason,
        "place": each.place,
    }


def _style(each: StyleFinding, number: int, paper: Paper) -> Entry:
    """How something is written, apart from whether it adds up."""
    sentence = paper.sentence_at.get(each.start, "") if each.end > each.start else ""
    return {
        "id": f"w{number + 1}",
        "name": each.rule.name,
        "weight": str(each.rule.weight),
        "source": each.rule.cited,
        "message": each.message,
        "place": each.where,
        "sentences": [sentence] if sentence else [],
    }


def _by_reason(entries: list[Entry]) -> list[dict[str, Any]]:
    """Figures not checked, put together by why: the most frequent reason first."""
    by_reason = sorted(entries, key=lambda entry: entry["reason"])
    found = [
        {"reason": r, "entries": list(members)} for r, members in groupby(by_reason, lambda e: e["reason"])
    ]
    return sorted(found, key=lambda each: -len(each["entries"]))


def _marks(reading: Reading, groups: list[dict[str, Any]]) -> tuple[dict[str, Mark], dict[str, str]]:
    """Figure -> its mark, and the term of the equation it counts under. The gravest finding wins."""
    marks: dict[str, Mark] = {}
    verdicts: dict[str, str] = {}
    wrong_at = {r.stated_figure.id for r in reading.wrong}
    for group in groups:
        for entry in group["entries"]:
            relation: Relation | None = entry["relation"]
            for figure in entry["figures"]:
                if figure in marks and not (figure in wrong_at and _states(relation, figure)):
                    continue
                marks[figure] = _mark(relation, figure, entry["id"])
                verdicts.setdefault(figure, _verdict(relation))
    return marks, verdicts


def _states(relation: Relation | None, figure: str) -> bool:
    return relation is not None and relation.holds is False and relation.stated_figure.id == figure


def _mark(relation: Relation | None, figure: str, finding: str) -> Mark:
    if relation is None:
        return Mark("mk-ask", "无从核对", finding)
    if _states(relation, figure):
        return Mark("mk-bad", "不符", finding)
    look, says = _LOOKS[relation.holds]
    return Mark(look, says, finding)


def _verdict(relation: Relation | None) -> str:
    return "rest" if relation is None else {False: "bad", None: "unsure", True: "ok"}[relation.holds]


def _terms(reading: Reading, verdicts: dict[str, str]) -> list[dict[str, Any]]:
    """The equation 42 个数字 = 相符 19 + 不符 14（1 处）+ 无从核对 9; each figure counts once."""
    counts = dict.fromkeys(("ok", "bad", "unsure", "rest"), 0)
    for figure in reading.figures:
        counts[verdicts[figure.id]] += 1
    places = f"（{len(reading.wrong)} 处）" if reading.wrong else ""
    terms = [
        {"key": "ok", "look": "st-ok", "words": f"相符 {counts['ok']}", "note": ""},
        {
            "key": "bad",
            "look": "st-conflict" if counts["bad"] else "st-none",
            "words": f"不符 {counts['bad']}",
            "note": places,
        },
        {"key": "look", "look": "st-ask", "words": f"存疑 {counts['unsure']}", "note": ""},
        {"key": "rest", "look": "st-ask", "words": f"无从核对 {counts['rest']}", "note": ""},
    ]
    return [term for term in terms if term["key"] != "look" or counts["unsure"]]
