"""The cases of a pack 算例: what a policy officer signs, run against the rules.

- id: H1
  says: 上一年销售收入正好 5,000 万元……达到
  on: 2026-06-01
  given: {founded_on: 2015-01-01, sales_revenue: {2023: 4000 万元, 2024: 4500 万元}}
  expect: {verdict: 符合, rd_ratio: 符合, rd_ratio.short: 0 元, innovation_score: 35-96 分, missing: [职工总数], steps: [新招 2 人]}

- id: F6
  calculation: scaled
  given: {claims: [60 万元, 50 万元], budget: 100 万元}
  expect: {result: [40 万元, 33.33 万元]}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Answer, FactValue, Held, Outcome, Source, Verdict
from taizhang.policies.engine.facts import nearest
from taizhang.policies.engine.given import PlainParameters
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.reading import read_amount, read_day, read_yaml
from taizhang.policies.engine.rules import rules_on
from taizhang.policies.engine.words import said

LABELS = {v.label: v for v in Verdict} | {v.value: v for v in Verdict}
NAMED = {"verdict": "结论", "applies": "适用", "missing": "缺", "doubts": "存疑", "steps": "怎么补"}
PARTS = {"short": "还差", "says": "说明", "judged": "由专家评定"}
KEYS = {"id", "says", "on", "given", "expect", "calculation", "from"}


@dataclass(frozen=True)
class Case:
    """One worked example: what is given and what must come out. `origin` says where it was taken from."""

    id: str
    says: str
    on: date
    given: Mapping[str, Any]
    expect: Mapping[str, Any]
    calculation: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Result:
    """How a case came out; `wrong` lists each expectation that was not met, in words."""

    case: Case
    wrong: tuple[str, ...]
    got: str

    @property
    def passed(self) -> bool:
        return not self.wrong


def read_cases(folder: Path) -> list[Case]:
    """The cases of a pack's folder. Raises PackProblem for one that cannot be read."""
    told = read_yaml((folder / "cases.yaml").read_text("utf-8"), "cases.yaml")
    if not isinstance(told, list) or not told:
        raise PackProblem("cases.yaml 里没有算例。每个政策包至少要有一个，供经办人签字。")
    made: dict[str, Case] = {}
    for number, one in enumerate(told, 1):
        if not isinstance(one, dict) or not one.get("id"):
            raise PackProblem(f"cases.yaml 第 {number} 个算例没有 id。")
        where = f"cases.yaml 算例 {one['id']}"
        if one["id"] in made:
            raise PackProblem(f"{where} 有两个。")
        if unknown := set(one) - KEYS:
            raise PackProblem(
                f"{where} 里的“{'、'.join(sorted(unknown))}”不认识。能写：{'、'.join(sorted(KEYS))}。"
            )
        if not one.get("says") or not one.get("expect"):
            raise PackProblem(f"{where} 要有 says（一句话说明）和 expect（应得的结果）。")
        try:
            on = read_day(one.get("on", "2026-06-30"))
        except ValueError as error:
            raise PackProblem(f"{where}：{error}。") from error
        made[one["id"]] = Case(
            one["id"], one["says"], on, one.get("given") or {}, one["expect"], one.get("calculation", ""), one.get("from", "")
        )  # fmt: skip
    return list(made.values())


def run(pack: Pack, case: Case) -> Result:
    """Work a case out and hold it against what is expected."""
    try:
        if case.calculation:
            return _calculated(pack, case)
        return _answered(case, answer(pack, held(pack, case), case.on))
    except (PackProblem, ValueError) as problem:
        return Result(case, (str(problem),), "")


def held(pack: Pack, case: Case) -> dict[Key, Held]:
    """The facts that a case gives. Raises PackProblem for an unknown fact or a value that does not fit it."""
    made: dict[Key, Held] = {}
    source = Source(f"算例 {case.id}")
    for name, told in case.given.items():
        spec = pack.facts.get(name)
        where = f"cases.yaml 算例 {case.id}"
        if spec is None:
            raise PackProblem(f"{where}：没有叫 {name} 的事实{nearest(name, pack.facts)}。")
        if spec.yearly != isinstance(told, dict):
            form = "{2025: …}" if spec.yearly else "一个值"
            raise PackProblem(
                f"{where}：{name}“{spec.title}”{'按年给' if spec.yearly else '不分年'}，请写成{form}。"
            )
        values = {int(y): v for y, v in told.items()} if spec.yearly else {None: told}
        for year, text in values.items():
            try:
                made[name, year] = Held(spec.read(text), source)
            except ValueError as error:
                raise PackProblem(f"{where}：{error}。") from error
    return made


def _answered(case: Case, got: Answer) -> Result:
    titles = {f.id: f.title for f in (*got.findings, *got.notices)} | {o.id: o.title for o in got.outcomes}
    wrong, right = [], []
    for name, wanted in case.expect.items():
        actual, holds = _compared(name, wanted, got)
        bare, _, part = name.partition(".")
        right.append(f"{PARTS.get(part) or titles.get(bare) or NAMED.get(bare, bare)} {actual}")
        if not holds:
            wrong.append(f"{name} 应为 {_flat(wanted)}，得到 {actual}")
    return Result(case, tuple(wrong), "；".join(right))


def _compared(name: str, wanted: Any, got: Answer) -> tuple[str, bool]:
    """(what came out, in words; whether it is what was wanted)."""
    if name == "verdict":
        return got.verdict.label, LABELS.get(wanted) == got.verdict
    if name == "applies":
        return {True: "是", False: "否", None: "不知道"}[got.applies], {"是": True, "否": False}.get(
            wanted
        ) is got.applies
    if name == "missing":
        titles = [f"{f.title} {f.year}" if f.year else f.title for f in got.missing]
        return "、".join(titles) or "不缺", all(any(w in t for t in titles) for w in _list(wanted))
    if name == "doubts":
        return "；".join(got.doubts) or "没有", all(
            any(w in d for d in got.doubts) for w in _list(wanted)
        ) and bool(got.doubts)
    if name == "steps":
        texts = [f"{s.title} {s.change} {s.brings}" for s in got.steps]
        return "；".join(texts) or "没有", all(any(w in t for t in texts) for w in _list(wanted))
    outcomes = {o.id: o for o in got.outcomes}
    if name in outcomes:
        return outcomes[name].text, _same_outcome(wanted, outcomes[name])
    bare, _, part = name.partition(".")
    findings = {f.id: f for f in (*got.findings, *got.notices)}
    if bare not in findings:
        return f"没有叫 {name} 的条件或结果{nearest(name, {**findings, **outcomes})}", False
    finding = findings[bare]
    if part == "short":
        amount, _ = read_amount(wanted)
        have = max(finding.short or Fraction(0), Fraction(0))
        return said(have, finding.unit), amount == have
    if part == "says":
        return finding.sentence, wanted in finding.sentence
    if part == "judged":
        return "是" if finding.judged else "否", (wanted == "是") == finding.judged
    return finding.verdict.label, LABELS.get(wanted) == finding.verdict


def _same_outcome(wanted: str, outcome: Outcome) -> bool:
    if isinstance(outcome.low, (date, bool)) or outcome.low is None:
        return said(outcome.low) == wanted or (outcome.low is None and wanted in ("—", "不知道"))
    low, dash, high = wanted.partition("-") if not wanted.startswith("-") else (wanted, "", "")
    first, _ = read_amount(
        low if not dash or any(c.isalpha() for c in low) else low + high.lstrip("0123456789.,")
    )
    return (outcome.low, outcome.high) == (first, read_amount(high)[0] if dash else first)


def _calculated(pack: Pack, case: Case) -> Result:
    rules = rules_on(pack, case.on)
    rule = rules.names.get(case.calculation)
    if rule is None or rule.kind != "calculation":
        known = {n: r for n, r in rules.names.items() if r.kind == "calculation"}
        raise PackProblem(
            f"算例 {case.id}：没有叫 {case.calculation} 的计算{nearest(case.calculation, known)}。"
        )
    made = rule.function(PlainParameters(rules), **{k: plain(v) for k, v in case.given.items()})
    if "result" not in case.expect and isinstance(made, dict):
        return _keyed(case, made)
    wanted = plain(case.expect.get("result"))
    wrong = (
        ()
        if _normal(made) == _normal(wanted)
        else (f"应为 {_flat(case.expect.get('result'))}，得到 {_words(made)}",)
    )
    return Result(case, wrong, _words(made) if wrong else _flat(case.expect.get("result")))


def _keyed(case: Case, made: dict[str, Any]) -> Result:
    """A calculation that gives several results by name."""
    wrong = tuple(
        f"{name} 应为 {_flat(wanted)}，得到 {_words(made.get(name))}"
        for name, wanted in case.expect.items()
        if _normal(made.get(name)) != _normal(plain(wanted))
    )
    right = "；".join(f"{name} {_flat(wanted)}" for name, wanted in case.expect.items())
    return Result(case, wrong, _words(made) if wrong else right)


def plain(told: Any) -> Any:
    """A value of a calculation's case: amounts become fractions in base units, days dates, the rest stays text."""
    if isinstance(told, list):
        return [plain(v) for v in told]
    if isinstance(told, dict):
        return {k: plain(v) for k, v in told.items()}
    if not isinstance(told, str):
        return told
    if told in ("是", "否"):
        return told == "是"
    try:
        if len(told) == 10 and told[4] == told[7] == "-":
            return read_day(told)
        return read_amount(told)[0]
    except ValueError:
        return told


def _normal(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_normal(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _normal(v) for k, v in value.items()}
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Fraction(value)
    return value


def _words(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(_words(v) for v in value)
    if isinstance(value, dict):
        return "；".join(f"{k} {_words(v)}" for k, v in value.items())
    plain_value: FactValue = (
        Fraction(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value
    )
    return said(plain_value).replace(",", "")


def _flat(wanted: Any) -> str:
    return "、".join(map(str, wanted)) if isinstance(wanted, list) else str(wanted)


def _list(wanted: Any) -> list[str]:
    return wanted if isinstance(wanted, list) else [wanted]
