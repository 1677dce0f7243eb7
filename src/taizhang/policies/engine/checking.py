"""What is wrong with a pack, in words 检查政策包: read by whoever writes one, before it judges anybody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Verdict
from taizhang.policies.engine.cases import Case, Result, held, read_cases, run
from taizhang.policies.engine.loading import load
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.rules import Rules


@dataclass(frozen=True)
class Checked:
    """The outcome of a check: problems stop the pack, reminders do not."""

    problems: tuple[str, ...]
    reminders: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.problems


def check(folder: Path, name: str = "") -> Checked:
    """Everything that is wrong with the pack in a folder, and what its cases do not show yet."""
    try:
        pack, cases = load(folder, name), read_cases(folder)
    except PackProblem as problem:
        return Checked((problem.sentence,))
    problems = list(dict.fromkeys(_build_problems(pack)))
    if problems:
        return Checked(tuple(problems))
    results = tuple(run(pack, case) for case in cases)
    wrong = [
        f"cases.yaml 算例 {r.case.id}（{r.case.says}）：{'；'.join(r.wrong)}。"
        for r in results
        if not r.passed
    ]
    reminders = () if wrong else tuple(_reminders(folder, pack, cases))
    return Checked(tuple(wrong), reminders, results)


def turning_days(pack: Pack) -> list[date]:
    """The days on which a rule or a number begins, or one has ended."""
    days = {rule.since for rule in pack.rules}
    for parameter in pack.parameters.values():
        for value in parameter.values:
            days.add(value.since)
            if value.until is not None:
                days.add(value.until + timedelta(days=1))
    begins = pack.begins
    ends = pack.ends
    return sorted(d for d in days if (begins is None or d >= begins) and (ends is None or d <= ends))


def _build_problems(pack: Pack) -> Iterator[str]:
    """Rules that cannot be built on one of the days on which something changes."""
    if not pack.rules:
        yield "policy.py 里没有任何规则。用 @pack.condition(...) 声明条件。"
    for day in turning_days(pack):
        try:
            rules = Rules(pack, day)
        except PackProblem as problem:
            yield f"{problem.sentence.rstrip('。')}（按 {day} 的规则）。"
            continue
        if pack.begins is not None and not rules.conditions and not rules.of_kind("amount"):
            yield f"按 {day} 的规则没有任何条件，也没有金额。请核对各函数的生效日期。"


def _reminders(folder: Path, pack: Pack, cases: list[Case]) -> Iterator[str]:
    yield from _unused(pack, "\n".join(f.read_text("utf-8") for f in folder.glob("*.py")))
    yield from _unshown(pack, cases)
    yield from _days_without_case(pack, cases)


def _unused(pack: Pack, source: str) -> Iterator[str]:
    """Numbers that no rule asks for."""
    for name, parameter in pack.parameters.items():
        if not re.search(rf"\.{name}\b", source):
            yield f"参数 {name}“{parameter.title}”没有规则用到。"


def _unshown(pack: Pack, cases: list[Case]) -> Iterator[str]:
    """Answers of conditions that no case shows: each should have one that meets, one that fails, one without the data."""
    shown: dict[str, set[Verdict]] = {}
    titles = {rule.id: rule.title for rule in pack.rules if rule.kind == "condition"}
    for case in cases:
        if not case.calculation and titles:
            for finding in answer(pack, held(pack, case), case.on).findings:
                shown.setdefault(finding.id, set()).add(finding.verdict)
    for name, title in titles.items():
        lacking = [v.label for v in Verdict if v not in shown.get(name, set())]
        if lacking:
            yield f"条件 {name}“{title}”还没有这样的算例：{'、'.join(lacking)}。"


def _days_without_case(pack: Pack, cases: list[Case]) -> Iterator[str]:
    """Days on which something changes without a case the day before and on it."""
    on = {case.on for case in cases}
    for day in turning_days(pack)[1:]:
        missing = [str(d) for d in (day - timedelta(days=1), day) if d not in on]
        if missing:
            yield f"{day} 有变化，还没有这些天的算例：{'、'.join(missing)}。"
