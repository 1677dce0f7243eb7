"""An answer as it is kept with a decision 留存的判定依据: plain values that read the same in ten years.

Each fact stands once; conditions point to theirs by number. What a person read is kept as he read it, sentence by sentence.
"""

import hashlib
from datetime import date
from fractions import Fraction
from typing import Any

from taizhang.journal.writing import canonical
from taizhang.policies.engine.answers import Answer, FactValue, Finding, Outcome, Seen

Plain = dict[str, Any]


def kept_value(value: FactValue) -> Any:
    """A value as JSON holds it: numbers as exact text."""
    if isinstance(value, Fraction):
        return {"n": str(value)}
    return {"d": value.isoformat()} if isinstance(value, date) else value


def value_kept(kept: Any) -> FactValue:
    """The value again."""
    if isinstance(kept, dict):
        return Fraction(kept["n"]) if "n" in kept else date.fromisoformat(kept["d"])
    return kept


def kept_facts(answer: Answer) -> list[Plain]:
    """The facts that the answer saw, each once, with their sources."""
    return [_fact(seen) for seen in answer.facts]


def _fact(seen: Seen) -> Plain:
    source = seen.source
    return {
        "name": seen.name, "title": seen.title, "year": seen.year, "value": kept_value(seen.value), "unit": seen.unit,
        "text": seen.text, "doubt": seen.doubt, "source": source.words,
        "day": source.day.isoformat() if source.day else None, "register": source.register,
        "record": source.record_id, "field": source.field,
    }  # fmt: skip


def kept_trace(answer: Answer) -> Plain:
    """Every condition as it was judged, what else was worked out, what to do, what is doubtful."""
    numbers = {(s.name, s.year): n for n, s in enumerate(answer.facts)}
    return {
        "policy": answer.pack, "title": answer.title, "version": answer.version, "on": answer.on.isoformat(),
        "applies": answer.applies, "verdict": answer.verdict.value,
        "findings": [_finding(f, numbers) for f in answer.findings],
        "notices": [_finding(f, numbers) for f in answer.notices],
        "outcomes": [_outcome(o) for o in answer.outcomes],
        "steps": [{"title": s.title, "change": s.change, "brings": s.brings} for s in answer.steps],
        "doubts": list(answer.doubts),
    }  # fmt: skip


def _finding(found: Finding, numbers: dict[tuple[str, int | None], int]) -> Plain:
    return {
        "id": found.id, "title": found.title, "article": found.article, "verdict": found.verdict.value,
        "sentence": found.sentence, "value": found.value, "threshold": found.threshold, "short": found.short_text,
        "judged": found.judged, "status": found.status, "link": found.link,
        "facts": [numbers[s.name, s.year] for s in found.facts if (s.name, s.year) in numbers],
        "parts": [_finding(p, numbers) for p in found.parts],
    }  # fmt: skip


def _outcome(made: Outcome) -> Plain:
    return {
        "id": made.id, "title": made.title, "kind": made.kind, "unit": made.unit, "text": made.text, "how": made.how,
        "article": made.article, "status": made.status,
    }  # fmt: skip


def digest_of(facts: list[Plain], trace: Plain) -> str:
    """The hash of what is kept, as the decision itself carries it into the journal."""
    return hashlib.sha256(canonical({"facts": facts, "trace": trace}).encode()).hexdigest()
