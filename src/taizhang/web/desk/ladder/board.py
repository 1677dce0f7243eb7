"""Everything that one address of the ladder shows, each worked out once and only where it is asked for 一页梯队."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from taizhang.accounts.models import Bureau
from taizhang.core.figures.formula import Ref
from taizhang.core.industries import DIVISIONS
from taizhang.indicators.by_region import below, tops
from taizhang.indicators.figures import Figures
from taizhang.policies.engine.answers import Answer
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.rules import Rules, rules_on
from taizhang.regions.models import Region
from taizhang.web.desk.ladder import crowd as crowds
from taizhang.web.desk.ladder import falling, rungs
from taizhang.web.desk.ladder.asking import Asking
from taizhang.web.desk.ladder.groups import Group, Judged, Mask, Turned, Whole, groups, ordered, turned
from taizhang.web.desk.ladder.knobs import Knob, Trial, knobs, trial
from taizhang.web.desk.ladder.lines import GROUP_OF, Line, Told, also_lacking, ends, says, turn
from taizhang.web.desk.ladder.sight import InSight, ending, in_sight, last_day

OPEN = (Group.RISE, Group.NEAR, Group.FAR, Group.LACK)  # whose place the answer decides
WITH_GAPS = ("near", "far")  # lists that tell what is missing beside what fails
PER_PAGE = 50


@dataclass(frozen=True)
class Parts:
    """可以升 = meets + judged; 可能掉出 = ending + sinking; `one_fact` of 缺数据 have one condition without data."""

    meets: int
    judged: int
    ending: int
    sinking: int
    one_fact: int


class Board:
    """The ladder of a bureau for one address, as of a day."""

    def __init__(self, bureau: Bureau, asking: Asking, today: date) -> None:
        self.bureau, self.asking, self.today, self.rung = bureau, asking, today, asking.of

    # Who is asked for.

    @cached_property
    def crowd(self) -> crowds.Crowd:
        return crowds.of_bureau(self.bureau, self.today)

    @cached_property
    def streets(self) -> list[Region]:
        return below(self.bureau)

    @cached_property
    def street(self) -> Region | None:
        return next((r for r in self.streets if r.pk == self.asking.street), None)

    @cached_property
    def street_of(self) -> Whole:
        """The street that each enterprise lies in; 0 where it names none."""
        inside = tops(self.bureau, self.streets)
        known, at = np.unique(self.crowd.regions, return_inverse=True)
        return np.array([inside.get(int(pk), 0) for pk in known] or [0], np.int64)[at]

    @cached_property
    def selected(self) -> Mask:
        """The enterprises that meet the filters."""
        found = self.crowd.enterprises.copy()
        if self.street is not None:
            found &= self.street_of == self.street.pk
        if self.asking.field:
            found &= self.crowd.fields == self.asking.field
        if self.asking.industry:
            found &= np.char.startswith(self.crowd.industries, self.asking.industry)
        return found

    @property
    def fields(self) -> list[str]:
        return [str(name) for name in np.unique(self.crowd.fields) if name]

    @property
    def industries(self) -> list[tuple[str, str]]:
        """The divisions that are there, with their names."""
        held = sorted({str(code)[:3] for code in np.unique(self.crowd.industries) if code})
        return [(code, DIVISIONS.get(code, code)) for code in held]

    # The rungs.

    @cached_property
    def desk(self) -> Figures:
        return Figures(self.bureau, region=self.street)

    @cached_property
    def narrow(self) -> tuple[tuple[str, str], ...]:
        """The filters as further conditions of the indicators."""
        asked = (
            ("organization.technical_field", f"={self.asking.field}" if self.asking.field else ""),
            ("organization.industry", self.asking.industry),
        )
        return tuple((name, text) for name, text in asked if text)

    @cached_property
    def steps(self) -> list[rungs.Step]:
        return rungs.steps(self.desk, self.today, self.narrow)

    @property
    def ready(self) -> str:
        """The expression that counts the decisions on record, narrowed as the page is."""
        return str(Ref(self.rung.ready, self.narrow))

    @cached_property
    def step(self) -> rungs.Step:
        return next(s for s in self.steps if s.rung == self.rung)

    @cached_property
    def certificates(self) -> dict[int, rungs.Certificate]:
        return rungs.held(self.desk, self.rung, self.today, self.narrow)

    @cached_property
    def applied(self) -> set[int]:
        return rungs.in_procedure(self.bureau, self.rung, self.today, self.street, self.narrow)

    # What the policy says.

    @cached_property
    def pack(self) -> Pack | None:
        return crowds.pack_of(self.rung.policy)

    @cached_property
    def rules(self) -> Rules | None:
        return rules_on(self.pack, self.today) if self.pack else None

    @cached_property
    def knobs(self) -> list[Knob]:
        return knobs(self.rules) if self.rules else []

    @cached_property
    def trial(self) -> Trial:
        return trial(self.asking, self.knobs)

    @cached_property
    def changed_rules(self) -> Rules | None:
        """The rules with the parameter that is tried."""
        if self.pack is None or not self.trial.changed:
            return self.rules
        return crowds.rules_with(self.pack, self.today, self.trial.changed)

    @cached_property
    def judged(self) -> Judged:
        return crowds.judged(self.crowd, self.pack, self.today)

    @cached_property
    def tried(self) -> Judged:
        if self.changed_rules is None or not self.trial:
            return self.judged
        return crowds.tried(self.crowd, self.changed_rules, self.trial)

    @cached_property
    def placed(self) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
        return groups(self.judged, self.crowd.among(self.certificates), self.crowd.among(self.applied))

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many enterprises stand in each group: together all that are selected."""
        counted = np.bincount(self.placed[self.selected], minlength=len(Group))
        return {group.name.lower(): int(counted[group]) for group in Group}

    @property
    def besides(self) -> int:
        """Holders that the rung's figure counts and that are no enterprise (an institute): they are not among the lists."""
        return max(0, len(self.certificates) - self.sizes["held"])

    @cached_property
    def turned(self) -> Turned:
        """What the trial changes among those whose place the answer decides."""
        return turned(self.judged, self.tried, self.selected & np.isin(self.placed, OPEN))

    @cached_property
    def held_turned(self) -> Turned:
        """What the trial changes among those who hold the certificate."""
        return turned(self.judged, self.tried, self.selected & (self.placed == Group.HELD))

    @cached_property
    def in_sight(self) -> InSight:
        return in_sight(self.step, self.certificates, self.applied, self.sizes["rise"], self.today)

    @property
    def conditions(self) -> str:
        """What is asked for, in words, for a file that leaves the page."""
        parts = [
            f"截至 {self.today}，只用已核实的数据",
            self.street.name if self.street else "",
            self.asking.field,
        ]
        parts += [self.asking.industry and f"行业 {self.asking.industry}"]
        if self.pack is not None:
            parts.append(f"按“{self.pack.title}”（规则版本 {self.pack.version}）判断")
        if self.show == "turn":
            parts.append("试算：" + "；".join(self.trial.words))
        return "；".join(p for p in parts if p)

    # The lists.

    @cached_property
    def show(self) -> str:
        """Which list stands open: the one asked for, else who can rise, else who holds."""
        asked = self.asking.show
        known = asked in GROUP_OF or (asked == "turn" and self.trial) or asked == "fall"
        if self.pack is None:
            return asked if asked in ("held", "fall", "applied") else "held"
        return asked if known else "rise"

    @cached_property
    def ending(self) -> dict[int, rungs.Certificate]:
        return ending(self.certificates, last_day(self.asking.within, self.today), self.applied)

    @cached_property
    def falling(self) -> Whole:
        """Holders who may fall out, those whose certificate ends first at the top."""
        holders = self.selected & (self.placed == Group.HELD)
        return falling.places(self.crowd, holders, self.certificates, self.ending, self.judged.sinking)

    @cached_property
    def parts(self) -> Parts:
        """What some counts are made of."""
        rising = self.selected & (self.placed == Group.RISE)
        meets = int(np.count_nonzero(rising & (self.judged.verdict == 1)))
        ends_soon = int(np.count_nonzero(self.crowd.among(self.ending)[self.falling]))
        lack = self.judged.unclear[self.selected & (self.placed == Group.LACK)]
        return Parts(
            meets,
            self.sizes["rise"] - meets,
            ends_soon,
            len(self.falling) - ends_soon,
            int((lack == 1).sum()),
        )

    def places(self) -> Whole:
        """The enterprises of the list that stands open, in its order."""
        if self.show == "fall":
            return self.falling
        if self.show == "turn":
            return np.concatenate((self.turned.gained, self.turned.lost))
        group = GROUP_OF[self.show]
        within = self.crowd.by_name(self.selected & (self.placed == group))
        if group == Group.HELD:
            return falling.by_end(self.crowd, within, self.certificates)
        return ordered(group, self.judged, within)

    def lines(self, places: Iterable[int]) -> list[Line]:
        """The lines of some places: each judged alone, so that it can be told in words."""
        names = {r.pk: r.name for r in self.streets}
        return [self._line(int(at), names) for at in places]

    def _line(self, at: int, names: dict[int, str]) -> Line:
        pk, place = int(self.crowd.ids[at]), names.get(int(self.street_of[at]), "")
        answer = self._answer(at, self.rules, Trial())
        told, amount = self._told(at, answer, self.certificates.get(pk))
        also = ""
        if answer is not None:
            also = (
                falling.again(answer)
                if self.show == "fall"
                else also_lacking(answer)
                if self.show in WITH_GAPS
                else ""
            )
        return Line(pk, str(self.crowd.names[at]), place, str(self.crowd.fields[at]), told, amount, also)

    def _told(self, at: int, answer: Answer | None, certificate: rungs.Certificate | None) -> Told:
        if self.show == "fall":
            return falling.reasons(answer, certificate, self.ending), ends(certificate, self.today)
        if self.show == "turn" and answer is not None:
            after = self._answer(at, self.changed_rules, self.trial)
            assert after is not None
            return turn(answer, after)
        return says(self.show, answer, certificate, self.today)

    def _answer(self, at: int, rules: Rules | None, trial: Trial) -> Answer | None:
        if rules is None:
            return None
        return crowds.answer_of(self.crowd, at, rules, trial, notices=self.show == "fall")
