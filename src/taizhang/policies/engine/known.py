"""The facts of one enterprise as rules see them 已知事实: what cannot be right is unknown, and says why."""

from collections.abc import Mapping

from taizhang.policies.engine.answers import FactValue, Held, Seen, Source
from taizhang.policies.engine.facts import FactSpec, above, below_zero
from taizhang.policies.engine.words import said

Key = tuple[str, int | None]
EXPLAINED = "data_explained"  # lifts the doubts of a year whose figures somebody explained
NOTHING = Held(None)


class Known:
    """What is held of one enterprise, by (fact, year)."""

    def __init__(self, specs: Mapping[str, FactSpec], held: Mapping[Key, Held]) -> None:
        self.specs, self.held = specs, held
        self._doubts: dict[Key, str] = {}
        self._seen: dict[Key, Seen] = {}

    def value(self, key: Key) -> FactValue:
        """The value, or None where it is missing or in doubt."""
        held = self.held.get(key, NOTHING)
        return None if held.value is None or self.doubt(key) else held.value

    def doubt(self, key: Key) -> str:
        """Why the value that is held is not used, as a sentence; "" where it is used."""
        if key not in self._doubts:
            self._doubts[key] = self._doubted(key)
        return self._doubts[key]

    def _doubted(self, key: Key) -> str:
        name, year = key
        spec, value = self.specs[name], self.held.get(key, NOTHING).value
        when = f" {year} 年" if year else ""
        if below_zero(spec, value):
            return f"{spec.title}{when}是负数（{said(value, spec.unit)}），不能用来判断。请核对后更正。"
        if not spec.not_above or self.held.get((EXPLAINED, year), NOTHING).value is True:
            return ""
        limit = self.held.get((spec.not_above, year), NOTHING).value
        if above(value, limit):
            other = self.specs[spec.not_above]
            return (
                f"{spec.title}{when} {said(value, spec.unit)}，大于{other.title} {said(limit, other.unit)}，"
                "可能单位填错或填串了。请核对；确实如此的，在年度数据的“数据说明”里写明原因。"
            )
        return ""

    def seen(self, key: Key) -> Seen:
        """The fact as it is shown and kept with an answer."""
        if key not in self._seen:
            self._seen[key] = self._see(key)
        return self._seen[key]

    def _see(self, key: Key) -> Seen:
        name, year = key
        spec, held, doubt = self.specs[name], self.held.get(key, NOTHING), self.doubt(key)
        value = None if doubt else held.value
        text = spec.label(held.value) if isinstance(held.value, str) else said(held.value, spec.unit)
        return Seen(name, spec.title, year, value, spec.unit, text, held.source or Source(""), doubt)
